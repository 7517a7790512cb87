import { access, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Config } from '../../core/settings/config.ts';
import type { SavedFile } from './manifest.ts';

/** The folder in DATA_DIR where backups may lie: they are no part of the next one. */
export const BACKUPS = 'backups';
/** What else DATA_DIR holds that is no part of a backup: the embedded database's own files, and what is built anew when it lacks. */
const LEFT_OUT = new Set([BACKUPS, 'postgres', 'builds']);

/** A file that belongs into a backup. */
export interface DataFile extends Omit<SavedFile, 'entry'> {
  /** Where it lies. */
  readonly source: string;
  /** In bytes. */
  readonly size: number;
}

/** The files of DATA_DIR and BASE_FOLDER that belong into a backup, in the order of their names. */
export async function dataFiles({ dataDir, baseFolder }: Pick<Config, 'dataDir' | 'baseFolder'>): Promise<DataFile[]> {
  const base = resolve(baseFolder);
  const isLeftOut = (path: string) =>
    LEFT_OUT.has(relative(resolve(dataDir), path).split(sep)[0] ?? '') || path.startsWith(base + sep);
  const ofData = (await filesBelow(dataDir)).filter(path => !isLeftOut(path));
  return [
    ...(await described('data', dataDir, ofData)),
    ...(await described('base', baseFolder, await filesBelow(baseFolder))),
  ];
}

/** Where a file of a backup goes to; undefined where its path would lead out of the folder. */
export function targetOf(
  { folder, path }: SavedFile,
  config: Pick<Config, 'dataDir' | 'baseFolder'>,
): string | undefined {
  const top = resolve(folder === 'base' ? config.baseFolder : config.dataDir);
  const target = resolve(top, ...path.split('/'));
  return target.startsWith(top + sep) ? target : undefined;
}

/** Whether there is a file, or anything else, of that name. */
export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function filesBelow(folder: string): Promise<string[]> {
  const top = resolve(folder);
  const entries = await readdir(top, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return [];
  });
  return entries
    .filter(entry => entry.isFile() || entry.isSymbolicLink())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

async function described(folder: DataFile['folder'], top: string, paths: readonly string[]): Promise<DataFile[]> {
  const files: DataFile[] = [];
  for (const source of paths) {
    // What is gone by now, or leads nowhere, is nothing that could be kept.
    const found = await stat(source).catch(() => undefined);
    if (!found?.isFile()) continue;
    const path = relative(resolve(top), source).split(sep).join('/');
    files.push({ folder, path, source, size: found.size });
  }
  return files;
}
