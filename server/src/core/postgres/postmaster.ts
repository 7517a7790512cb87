import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The process that serves a cluster, as its own file `postmaster.pid` tells. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** False while it starts, recovers after a crash, or stops. */
  readonly isReady: boolean;
}

/** Who serves the cluster at present; undefined where nobody does. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const file = join(cluster, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').map(line => line.trim());
  const pid = Number(lines[0]);
  if (!pid) return undefined;

  if (await isServing(pid, cluster)) return { pid, port: Number(lines[3]), isReady: lines[7] === 'ready' };
  // After a restart of the machine the number may be another program's, and PostgreSQL would believe that one its twin.
  if (isAlive(pid)) await rm(file, { force: true });
  return undefined;
}

/** True while the process lives and works in the cluster's folder, as far as the system tells. */
export async function isServing(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return (await readlink(`/proc/${String(pid)}/cwd`)) === (await realpath(cluster));
  } catch (error) {
    // In a container root may not look into the processes of others; their names are there for everybody.
    return (error as NodeJS.ErrnoException).code === 'EACCES' && (await isPostgres(pid));
  }
}

/** True where the process is called so, and is no zombie that nobody has buried. */
async function isPostgres(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  return /^\d+ \(postgres\) [^ZX]/.test(status);
}

/** True where a process has the number, whosever it is. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
