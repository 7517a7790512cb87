import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, link, lstat, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isAlive } from './postmaster.ts';
import { NOBODY, type Unprivileged, isRoot, nameOf, unprivileged } from './unprivileged.ts';

/** Where the rows are, below the folder that the caller named. PostgreSQL alone writes there. */
export const clusterIn = (home: string): string => join(home, 'cluster');

/**
 * Makes the folder, and sees to it that PostgreSQL's user owns it and nobody else reads it.
 *
 * @returns the superuser's password, made at the first start and kept in the folder
 * @throws Error where the folder belongs to somebody else
 */
export async function openHome(home: string): Promise<string> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await closeToOthers(home);
    await closeToOthers(clusterIn(home)).catch(ignoring('ENOENT'));
    return await passwordIn(home);
  } catch (cause) {
    throw new Error(`The data folder ${home} cannot be used: ${(cause as Error).message}`, { cause });
  }
}

async function closeToOthers(folder: string): Promise<void> {
  const { mode, uid } = await lstat(folder);
  if ((mode & 0o777) !== 0o700) await chmod(folder, 0o700);
  if (isRoot && uid !== NOBODY) await giveToNobody(folder);
}

/** Everything below as well: the folder may have been used by an ordinary user before. */
async function giveToNobody(path: string): Promise<void> {
  await chown(path, NOBODY, NOBODY);
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  for (const entry of entries.filter(each => !each.isSymbolicLink())) {
    await chown(join(entry.parentPath, entry.name), NOBODY, NOBODY).catch(ignoring('ENOENT'));
  }
}

async function passwordIn(home: string): Promise<string> {
  const file = join(home, 'password');
  const aside = `${file}.${randomUUID()}`;
  if (!(await lstat(file).catch(ignoring('ENOENT')))) {
    await writeFile(aside, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (isRoot) await chown(aside, NOBODY, NOBODY);
    // A link is made whole or not at all: of two first starts at once, one password holds.
    await link(aside, file).catch(ignoring('EEXIST'));
    await rm(aside);
  }
  return readFile(file, 'utf8');
}

/** Makes the empty database server where there is none: aside and renamed, so that one killed half way leaves nothing. */
export async function initCluster(home: string, binaries: string, isDurable: boolean): Promise<void> {
  const cluster = clusterIn(home);
  if (await lstat(cluster).catch(ignoring('ENOENT'))) return;

  await removeUnfinished(home);
  const aside = await mkdtemp(join(home, `new-${String(process.pid)}-`));
  try {
    if (isRoot) await chown(aside, NOBODY, NOBODY);
    await run(
      join(binaries, 'initdb'),
      [
        `--pgdata=${nameOf(aside)}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        '--pwfile=../password',
        '--encoding=UTF8',
        // Sorts alike on every machine, whatever libraries it has.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(isDurable ? [] : ['--no-sync']),
      ],
      unprivileged(aside),
    );
    await rename(aside, cluster);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** What starts left that were killed half way. */
async function removeUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const [, pid] = /^new-(\d+)-/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) await rm(join(home, name), { recursive: true, force: true });
  }
}

/** @throws Error in words for the operator where the machine does not know the user's number */
async function run(program: string, options: readonly string[], how: Unprivileged): Promise<void> {
  try {
    await promisify(execFile)(program, options, how);
  } catch (cause) {
    if (!/could not look up effective user ID/.test((cause as Error).message)) throw cause;
    const number = String(how.uid ?? process.geteuid?.());
    throw new Error(
      `The embedded PostgreSQL runs as user ${number}, who has no name here: add one to /etc/passwd, or set DATABASE_URL`,
      { cause },
    );
  }
}

const ignoring =
  (code: string) =>
  (error: unknown): undefined => {
    if ((error as NodeJS.ErrnoException).code !== code) throw error;
  };
