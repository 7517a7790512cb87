import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/core/postgres/embedded-postgres.ts';
import { newDb } from '../src/db.ts';

/** The first half of the advisory lock that a run holds while it lives; an arbitrary number. The second half is the run's. */
const RUN_LOCK = 73_510_927;
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/mydesk-test-postgres', import.meta.url));
/** What makes specs quick: their rows need not outlive a power cut. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/** A database of a spec's own, with every table and no row. */
export interface TestDatabase {
  readonly url: string;
  /** Removes it, and cuts off who is still connected. */
  drop(): Promise<void>;
}

/** The server on which the specs of this run make their databases. */
export interface TestServer {
  close(): Promise<void>;
}

interface Run {
  readonly admin: Client;
  /** The server's address; the databases of the run differ in its path. */
  readonly url: string;
  readonly number: number;
  count: number;
}

let run: Run | undefined;

/**
 * Opens the server of TEST_DATABASE_URL, or an embedded one that is kept from run to run, and prepares a database to
 * copy. Databases of runs that were killed are removed.
 */
export async function openTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  const embedded = given ? undefined : await startTestPostgres();
  const url = embedded?.url ?? String(given);
  const admin = new Client(url);
  await admin.connect();
  run = { admin, url, number: randomInt(2 ** 31), count: 0 };
  await admin.query('select pg_advisory_lock($1, $2)', [RUN_LOCK, run.number]);
  await removeLeftovers(admin);

  const template = await createDatabase(run, 'template', 'template0');
  const db = await newDb(template).initialize();
  await db.runMigrations();
  await db.destroy();

  const { number } = run;
  return {
    async close() {
      run = undefined;
      await removeRun(admin, number);
      await admin.end();
      await embedded?.stop();
    },
  };
}

/** Made in some 0.1 s, as a copy. Only under `scripts/test.ts`, which opens the server. */
export async function newTestDatabase(): Promise<TestDatabase> {
  const current = run;
  if (!current) throw new Error('The test server is not open: run specs by `npm test -w server -- <files>`');
  const name = String(++current.count);
  const url = await createDatabase(current, name, nameIn(current.number, 'template'));
  return {
    url,
    async drop() {
      await current.admin.query(`drop database if exists ${nameIn(current.number, name)} with (force)`);
    },
  };
}

/** A machine that lost its power may have left rows that were never written in full; they are worth nothing. */
async function startTestPostgres(): Promise<EmbeddedPostgres> {
  const options = { folder: FOLDER, settings: SETTINGS };
  try {
    return await startEmbeddedPostgres(options);
  } catch {
    await rm(FOLDER, { recursive: true, force: true });
    return startEmbeddedPostgres(options);
  }
}

const nameIn = (number: number, name: string): string => `test_${String(number)}_${name}`;

async function createDatabase({ admin, url, number }: Run, name: string, template: string): Promise<string> {
  const database = nameIn(number, name);
  await admin.query(`create database ${database} template ${template}`);
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** The databases of every run that holds its lock no longer. */
async function removeLeftovers(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ number: string }>(
    `select distinct split_part(datname, '_', 2) as number from pg_database where datname ~ '^test_[0-9]+_'`,
  );
  for (const { number } of rows) {
    const lock = [RUN_LOCK, Number(number)];
    const { rows: tried } = await admin.query<{ ended: boolean }>('select pg_try_advisory_lock($1, $2) as ended', lock);
    if (tried[0]?.ended) await removeRun(admin, Number(number));
  }
}

async function removeRun(admin: Client, number: number): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where starts_with(datname, $1)`,
    [nameIn(number, '')],
  );
  for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
  await admin.query('select pg_advisory_unlock($1, $2)', [RUN_LOCK, number]);
}
