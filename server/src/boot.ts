import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import type { Config } from './core/config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './core/embedded-postgres.ts';
import type { Log } from './core/log.ts';
import { Secrets } from './core/secrets.ts';
import { newDb } from './db.ts';
import { Portal } from './portal.ts';

/** How far the database's clock may be from this machine's, in milliseconds. */
const MAX_SKEW_MS = 2_000;
const WEB_FOLDER = fileURLToPath(new URL('../../web/dist/browser', import.meta.url));
const AGENT_FOLDER = fileURLToPath(new URL('../../agent/dist', import.meta.url));
const ROOT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/** A portal that answers, and what it stands on. */
export interface Booted {
  readonly portal: Portal;
  readonly db: DataSource;
  /** Where it answers on this machine. */
  readonly address: string;
  /** Lets everything in hand come to its end, and closes what was opened, the embedded database too. */
  readonly stop: () => Promise<void>;
}

/** What is told while it starts, and done before anybody is let in. */
export interface BootSteps {
  readonly tell?: (step: 'database' | 'migrations' | 'listening') => void;
  readonly prepare?: (portal: Portal, db: DataSource) => Promise<void>;
}

/**
 * Starts a portal as the settings say: its database, the migrations that it lacks, and its doors.
 *
 * @throws Error where the database cannot be reached, or its clock is more than 2 s away from this machine's
 */
export async function boot(config: Config, log: Log, { tell, prepare }: BootSteps = {}): Promise<Booted> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    tell?.('database');
    const embedded = config.databaseUrl === undefined ? await startEmbedded(config) : undefined;
    if (embedded) undo.push(() => embedded.stop());
    const url = embedded?.url ?? config.databaseUrl ?? '';
    const db = await newDb(url).initialize();
    undo.push(() => db.destroy());
    await requireSameTime(db);

    tell?.('migrations');
    await migrate(db);
    const secrets = await Secrets.load(config);
    const now = () => new Date();
    const folders = { webFolder: WEB_FOLDER, agentFolder: AGENT_FOLDER, rootFolder: ROOT_FOLDER };
    const portal = await Portal.of({ config, db, url, secrets, log, now, ...folders });
    undo.push(() => portal.stop());
    await prepare?.(portal, db);
    await portal.start();

    tell?.('listening');
    const address = await portal.door.listen();
    return { portal, db, address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const startEmbedded = ({ dataDir }: Config): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ folder: join(dataDir, 'postgres') });

/** Several processes may start at once: one migrates, the others wait for it. */
async function migrate(db: DataSource): Promise<void> {
  const lock = db.createQueryRunner();
  try {
    await lock.query("SELECT pg_advisory_lock(hashtext('mydesk-migrations'))");
    await db.runMigrations({ transaction: 'each' });
  } finally {
    await lock.query("SELECT pg_advisory_unlock(hashtext('mydesk-migrations'))");
    await lock.release();
  }
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
