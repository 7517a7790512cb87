import { Refusal } from '../cli/refusals.ts';

/** The entry of an archive that says what the others are; the last one. */
export const MANIFEST = 'manifest.json';
const FORMAT = 1;

/** What is known of an entry once it has gone by. */
export interface EntrySum {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** A table of a backup: its rows stand in the entries `tables/<name>/<number>.copy`, as COPY writes them. */
export interface SavedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** A file of a backup. */
export interface SavedFile {
  /** The entry that holds it. */
  readonly entry: string;
  /** Which folder it is of: DATA_DIR, or BASE_FOLDER. */
  readonly folder: 'data' | 'base';
  /** Where in that folder, with `/` between folders. */
  readonly path: string;
}

/** What a backup holds, and how each of its parts can be known again. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly madeAt: string;
  readonly postgres: string;
  /** The migrations that the database had, in their order. */
  readonly migrations: readonly string[];
  /** By what a secret is known to be the one that the rows were encrypted with; it tells nothing of the secret. */
  readonly secretMark: string;
  readonly tables: readonly SavedTable[];
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
  readonly files: readonly SavedFile[];
  readonly entries: readonly EntrySum[];
}

export const newManifest = (manifest: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...manifest });

/** @throws Refusal BACKUP_DAMAGED where it is no manifest that this version reads */
export function readManifest(text: string): Manifest {
  const manifest = parsed(text) as Partial<Manifest> | null;
  if (manifest?.format !== FORMAT) throw damaged('It has no manifest that this version reads');
  const { migrations, tables, sequences, files, entries } = manifest;
  if (![migrations, tables, sequences, files, entries].every(Array.isArray))
    throw damaged('Its manifest lacks something');
  return manifest as Manifest;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The refusal of a file that is not the backup that was made. */
export const damaged = (what: string): Refusal =>
  new Refusal(
    'BACKUP_DAMAGED',
    `This is no backup, or a damaged one. ${what}`,
    'Take another backup; nothing was changed.',
  );
