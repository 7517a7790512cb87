// The data source of TypeORM's command line, on DATABASE_URL or on the embedded server of `npm start`:
//   node --import tsx node_modules/typeorm/cli.js migration:show -d ormconfig.ts
import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from './server/src/core/embedded-postgres.ts';
import { newDb } from './server/src/db.ts';

const DATA_DIR = process.env['DATA_DIR'] ?? fileURLToPath(new URL('./data', import.meta.url));

const embedded = process.env['DATABASE_URL']
  ? undefined
  : await startEmbeddedPostgres({ folder: `${DATA_DIR}/postgres` });

const db = newDb(process.env['DATABASE_URL'] ?? embedded?.url ?? '');

// The command line closes the data source and ends its process at once: this is the moment to stop the server.
const destroy = db.destroy.bind(db);
db.destroy = async () => {
  await destroy();
  await embedded?.stop();
};

export default db;
