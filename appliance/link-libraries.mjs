// Makes the embedded PostgreSQL ready where it was installed, as the portal may not write there later. npm may run no
// install scripts. Where there is none for this platform, DATABASE_URL will name another.
import { postgresBinaries } from '../server/dist/core/postgres/binaries.js';

await postgresBinaries().catch(error => process.stderr.write(`${error.message}\n`));
