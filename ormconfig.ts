// The data source of TypeORM's command line, on DATABASE_URL or on the embedded server of `npm start`:
//   node --import tsx node_modules/typeorm/cli.js migration:show -d ormconfig.ts
import 'reflect-metadata';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './server/src/core/postgres/embedded-postgres.ts';
import { newDb } from './server/src/db.ts';

const embedded = process.env['DATABASE_URL']
  ? undefined
  : await startEmbeddedPostgres({ folder: join(process.env['DATA_DIR'] ?? 'data', 'postgres') });

const db = newDb(process.env['DATABASE_URL'] ?? embedded?.url ?? '');

// The command line closes the data source and ends its process at once: this is the moment to stop the server.
const destroy = db.destroy.bind(db);
db.destroy = async () => {
  await destroy();
  await embedded?.stop();
};

export default db;
