import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { DataSource } from 'typeorm';
import type { Config } from './core/settings/config.ts';
import type { Log } from './core/log.ts';
import { Secrets } from './core/secrets/secrets.ts';
import { migrate, openDatabase } from './database.ts';
import { Portal } from './portal.ts';

const WEB_FOLDER = fileURLToPath(new URL('../../web/dist/browser', import.meta.url));
/** Where the build of the agent puts what custom clients are built with. */
export const AGENT_FOLDER = fileURLToPath(new URL('../../agent/dist', import.meta.url));
/** The folder that the portal lies in. */
export const ROOT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

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
  keepRowsYoung();
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    tell?.('database');
    const { db, url, close } = await openDatabase(config);
    undo.push(close);

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

/**
 * Where many rows are on their way at once, V8 takes rows for things that stay, and from then on makes them among the old
 * ones, which only a full collection frees: the list of clients took half as long again.
 */
function keepRowsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
