import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Config } from './core/settings/config.ts';
import { startEmbeddedPostgres } from './core/postgres/embedded-postgres.ts';
import { newDb } from './db.ts';

/** How far the database's clock may be from this machine's, in milliseconds. */
const MAX_SKEW_MS = 2_000;

/** The database of the settings, connected. */
export interface OpenedDatabase {
  readonly db: DataSource;
  /** Its address, with the password. */
  readonly url: string;
  /** Whether it is the one that comes with the portal. */
  readonly isEmbedded: boolean;
  /** Lets go of it. The embedded one stops with the last process that uses it. */
  readonly close: () => Promise<void>;
}

/**
 * Connects to the database of the settings. Without DATABASE_URL it is the embedded one, which is started, or taken up where
 * another process has it running.
 *
 * @throws Error where it cannot be reached, or its clock is more than 2 s away from this machine's
 */
export async function openDatabase({ databaseUrl, dataDir }: Config): Promise<OpenedDatabase> {
  const embedded =
    databaseUrl === undefined ? await startEmbeddedPostgres({ folder: join(dataDir, 'postgres') }) : undefined;
  const url = embedded?.url ?? databaseUrl ?? '';
  const db = newDb(url);
  const close = async () => {
    if (db.isInitialized) await db.destroy();
    await embedded?.stop();
  };
  try {
    await db.initialize();
    await requireSameTime(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, url, isEmbedded: embedded !== undefined, close };
}

/** Several processes may start at once: one migrates, the others wait for it. Answers the names of those that ran here. */
export async function migrate(db: DataSource): Promise<string[]> {
  const lock = db.createQueryRunner();
  try {
    await lock.query("SELECT pg_advisory_lock(hashtext('mydesk-migrations'))");
    return (await db.runMigrations({ transaction: 'each' })).map(({ name }) => name);
  } finally {
    await lock.query("SELECT pg_advisory_unlock(hashtext('mydesk-migrations'))");
    await lock.release();
  }
}

/** The names of the migrations that the database lacks, in their order. Changes nothing. */
export async function pendingMigrations(db: DataSource): Promise<string[]> {
  const [table]: unknown[] = await db.query("SELECT WHERE to_regclass('migrations') IS NOT NULL");
  const ran: { name: string }[] = table ? await db.query('SELECT name FROM migrations') : [];
  const known = new Set(ran.map(({ name }) => name));
  return db.migrations.map(({ name, constructor }) => name ?? constructor.name).filter(name => !known.has(name));
}

async function requireSameTime(db: DataSource): Promise<void> {
  const before = Date.now();
  const [row]: { now: Date }[] = await db.query('SELECT clock_timestamp() AS now');
  const skewMs = (row?.now.getTime() ?? before) - (before + Date.now()) / 2;
  if (Math.abs(skewMs) > MAX_SKEW_MS) {
    const seconds = (skewMs / 1000).toFixed(1);
    throw new Error(
      `The database's clock is ${seconds} s away from this machine's. Let both follow the same time server`,
    );
  }
}
