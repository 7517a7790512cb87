import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { postgresBinaries } from './binaries.ts';
import { clusterIn, initCluster, openHome } from './cluster.ts';
import { type Postmaster, findPostmaster, isServing } from './postmaster.ts';
import { nameOf, unprivileged } from './unprivileged.ts';

/** For how long a start that fails is tried again: a predecessor may still be going down. */
const RETRY_MS = 10_000;
/** For how long a stop is waited for; the server goes on stopping after that. */
const STOP_MS = 30_000;
const POLL_MS = 20;
const LOG_BYTES = 10_000_000;
/** The advisory lock that every process holds for as long as it uses the server; an arbitrary number. */
const IN_USE = 7_251_093;

/** A PostgreSQL server beside this process, on the loopback interface. */
export interface EmbeddedPostgres {
  /** The address of the database `postgres`, which a server that was started again keeps; with the superuser's name and password. */
  readonly url: string;
  /** Stops the server, and cuts off who is still connected. Where another process uses it, it is left running. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** A folder of its own for rows, password and log; made where it is absent. */
  readonly folder: string;
  /** PostgreSQL's settings, such as `max_connections`. A server that is found running keeps those that it has. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Starts PostgreSQL on the rows in the folder, or takes up the server that runs there: one outlives a process that is
 * killed, and serves several. A server that dies is started again, at the same address, until it is stopped here.
 *
 * @throws Error that says what is wrong, 10 s after the first start that failed; at once where the platform or the folder is
 */
export async function startEmbeddedPostgres({
  folder,
  settings = {},
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = resolve(folder);
  const binaries = await postgresBinaries();
  const password = await openHome(home);

  const start = async (port?: number): Promise<Served> => {
    let giveUpAt: number | undefined;
    for (;;) {
      try {
        await initCluster(home, binaries, settings['fsync'] !== 'off');
        const postmaster =
          (await readyPostmaster(home)) ?? (await launch(home, binaries, settings, port ?? (await portOf(home))));
        const url = `postgres://postgres:${password}@127.0.0.1:${String(postmaster.port)}/postgres`;
        return { url, postmaster, user: await newUser(url) };
      } catch (error) {
        giveUpAt ??= Date.now() + RETRY_MS;
        if (Date.now() > giveUpAt) throw error;
        await delay(POLL_MS);
      }
    }
  };

  let isWanted = true;
  let reviving: Promise<void> | undefined;
  const keep = (served: Served): Served => {
    served.user.once('end', () => {
      if (isWanted) reviving = revive();
    });
    return served;
  };
  // Why it does not come up stands in its own log, and in the portal's at whatever fails without it.
  const revive = async (): Promise<void> => {
    while (isWanted) {
      const again = await start(current.postmaster.port).catch(() => undefined);
      if (again) {
        current = keep(again);
        return;
      }
    }
  };
  let current = keep(await start());

  return {
    url: current.url,
    stop: once(async () => {
      isWanted = false;
      await reviving;
      await stop(current.user, current.postmaster.pid, clusterIn(home));
    }),
  };
}

/** A server that runs, and the connection that says so. */
interface Served {
  readonly url: string;
  readonly postmaster: Postmaster;
  readonly user: Client;
}

/** Who serves the folder, as soon as connections are accepted; undefined where nobody does, or no longer. */
async function readyPostmaster(home: string): Promise<Postmaster | undefined> {
  for (;;) {
    const postmaster = await findPostmaster(clusterIn(home));
    if (!postmaster || postmaster.isReady) return postmaster;
    // It may recover from a crash. However long that takes, starting another would not help.
    await delay(POLL_MS);
  }
}

async function launch(
  home: string,
  binaries: string,
  settings: Readonly<Record<string, string>>,
  port: number,
): Promise<Postmaster> {
  const cluster = clusterIn(home);
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // The socket's path may be too long for the system, and in /tmp it would be everybody's.
    unix_socket_directories: '',
    shared_buffers: '128MB',
    ...settings,
  };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await openLog(home);
  const server = spawn(join(binaries, 'postgres'), ['-D', nameOf(cluster), ...options], {
    ...unprivileged(cluster),
    // Ctrl-C is for this process alone, which stops the server after its own last statement.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const ended = endOf(server);
  await log.close();
  server.unref();

  for (;;) {
    const reason = ended();
    if (reason !== undefined) throw new Error(`PostgreSQL did not start: ${reason}\n${await lastLines(home)}`);
    const postmaster = await findPostmaster(cluster);
    if (postmaster?.isReady && postmaster.pid === server.pid) {
      await writeFile(portFile(home), String(port), { mode: 0o600 });
      return postmaster;
    }
    await delay(POLL_MS);
  }
}

/** Why the process is no more; undefined while it is. */
function endOf(server: ChildProcess): () => string | undefined {
  let reason: string | undefined;
  server.on('error', error => (reason = error.message));
  server.on('exit', (code, signal) => (reason ??= `it ended with ${String(code ?? signal)}`));
  return () => reason;
}

/** A connection that says, until it ends, that the server is in use. */
async function newUser(url: string): Promise<Client> {
  const user = new Client({
    connectionString: url,
    connectionTimeoutMillis: RETRY_MS,
    application_name: 'mydesk-keeper',
  });
  // It is cut off when another process stops or kills the server; then there is nothing left to be said.
  user.on('error', () => undefined);
  await user.connect();
  await user.query('select pg_advisory_lock_shared($1)', [IN_USE]);
  return user;
}

/** Of several that stop at once, the last one to let go gets the lock for itself, and stops the server. */
async function stop(user: Client, pid: number, cluster: string): Promise<void> {
  if (await isLastUser(user)) {
    // While the lock is held, nobody can begin to use what is going down. SIGINT is PostgreSQL's fast stop.
    if (await isServing(pid, cluster)) process.kill(pid, 'SIGINT');
    const giveUpAt = Date.now() + STOP_MS;
    while ((await isServing(pid, cluster)) && Date.now() < giveUpAt) await delay(POLL_MS);
  }
  await user.end().catch(() => undefined);
}

async function isLastUser(user: Client): Promise<boolean> {
  try {
    await user.query('select pg_advisory_unlock_shared($1)', [IN_USE]);
    const { rows } = await user.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [IN_USE]);
    return rows[0]?.alone === true;
  } catch {
    return true;
  }
}

/** The port of the time before, by which others may know the server; another one where somebody has taken it since. */
async function portOf(home: string): Promise<number> {
  const known = Number(await readFile(portFile(home), 'utf8').catch(() => 0));
  return freePort(known).catch(() => freePort(0));
}

const portFile = (home: string): string => join(home, 'port');

/** @param wanted 0 for any */
function freePort(wanted: number): Promise<number> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.on('error', fail);
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        done(port);
      });
    });
  });
}

/** The server's log, of which the one before is kept once it has grown to 10 MB. */
async function openLog(home: string) {
  const file = join(home, 'log');
  const size = await stat(file).then(
    found => found.size,
    () => 0,
  );
  if (size > LOG_BYTES) await rename(file, `${file}.old`);
  return open(file, 'a', 0o600);
}

async function lastLines(home: string): Promise<string> {
  const log = await readFile(join(home, 'log'), 'utf8').catch(() => '');
  return log.trimEnd().split('\n').slice(-5).join('\n');
}

/** `work`, done by the first call; the others wait for that one. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
