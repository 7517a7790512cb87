import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Client, escapeIdentifier } from 'pg';
import type { Config } from '../../core/settings/config.ts';
import { keptSecret } from '../../core/secrets/secrets.ts';
import { Refusal } from '../cli/refusals.ts';
import { columnList, migrationsIn, sequencesIn, tablesIn } from './catalog.ts';
import { copiedOut, patientClient } from './copying.ts';
import { BACKUPS, dataFiles, type DataFile, isThere } from './data-files.ts';
import { type EntrySum, MANIFEST, type Manifest, newManifest, type SavedFile, type SavedTable } from './manifest.ts';
import { markOf } from './secret-mark.ts';
import { type TarEntry, tarOf } from './tar.ts';

/** A backup that was made. */
export interface Backup {
  readonly manifest: Manifest;
  /** Of the file, in bytes. */
  readonly size: number;
}

/**
 * Writes everything that a portal is made of into one file, for its owner alone: the rows as they were at one moment, whoever
 * writes meanwhile, and the files of its folders. It is written aside, and there under its name only when it is whole.
 *
 * @throws Refusal FILE_EXISTS, FILE_IN_DATA_DIR, SECRET_MISSING, or DATABASE_EMPTY where there is nothing to keep
 */
export async function backUp(url: string, config: Config, to: string): Promise<Backup> {
  if (await isThere(to)) throw new Refusal('FILE_EXISTS', `${to} is there already`, 'Name another file.');
  await requireOutside(config, to);
  const secret = await keptSecret(config);
  if (secret === undefined) {
    const message = `Neither PORTAL_SECRET nor ${config.dataDir}/secret is there: rows alone would be of no use`;
    throw new Refusal('SECRET_MISSING', message, 'Run it with the settings of the portal.');
  }
  const client = await patientClient(url, 'mydesk-backup');
  const aside = `${to}.part`;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const source = new BackupSource(client, await dataFiles(config), markOf(secret));
    await rm(aside, { force: true });
    const file = createWriteStream(aside, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(source.bytes()), createGzip(), file);
    await rename(aside, to);
    return { manifest: source.manifest, size: (await stat(to)).size };
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

/** What a backup is written from: a transaction that sees one moment, and the files that were found. */
class BackupSource {
  private readonly sums: EntrySum[] = [];
  private readonly tables: SavedTable[] = [];
  private readonly files: SavedFile[] = [];
  private made: Manifest | undefined;

  constructor(
    private readonly client: Client,
    private readonly found: readonly DataFile[],
    private readonly secretMark: string,
  ) {}

  /** What was written. Known when the last of `bytes` has gone by. */
  get manifest(): Manifest {
    if (!this.made) throw new Error('The backup is not whole yet');
    return this.made;
  }

  bytes(): AsyncGenerator<Buffer> {
    return tarOf(this.entries(), sum => this.sums.push(sum));
  }

  private async *entries(): AsyncGenerator<TarEntry> {
    const migrations = await migrationsIn(this.client);
    if (migrations.length === 0) {
      throw new Refusal('DATABASE_EMPTY', 'The database has no tables', 'Run it with the settings of the portal.');
    }
    const madeAt = new Date().toISOString();
    yield* this.rows();
    yield* this.contents();
    const { rows } = await this.client.query<{ server_version: string }>('SHOW server_version');
    this.made = newManifest({
      ...{ madeAt, postgres: rows[0]?.server_version ?? '', migrations, secretMark: this.secretMark },
      ...{ tables: this.tables, sequences: await sequencesIn(this.client), files: this.files, entries: this.sums },
    });
    yield entry(MANIFEST, Buffer.from(JSON.stringify(this.made, null, 1)));
  }

  private async *rows(): AsyncGenerator<TarEntry> {
    for (const table of await tablesIn(this.client)) {
      const statement = `COPY (SELECT ${columnList(table)} FROM ${escapeIdentifier(table.name)}) TO STDOUT`;
      const chunks = copiedOut(this.client, statement);
      for (let number = 1; ; number++) {
        const { done, value } = await chunks.next();
        if (done) {
          this.tables.push({ ...table, rows: value });
          break;
        }
        yield entry(`tables/${table.name}/${String(number).padStart(6, '0')}.copy`, value);
      }
    }
  }

  private async *contents(): AsyncGenerator<TarEntry> {
    for (const [index, { source, size, folder, path }] of this.found.entries()) {
      const name = `files/${String(index + 1).padStart(6, '0')}`;
      // As long as it was when it was found, though more may have been written to its end since.
      const content = size === 0 ? [] : (createReadStream(source, { end: size - 1 }) as AsyncIterable<Buffer>);
      yield { path: name, size, content };
      this.files.push({ entry: name, folder, path });
    }
  }
}

/** A backup among the files that are kept would be part of the next one, and that of the one after it. */
async function requireOutside({ dataDir, baseFolder }: Config, to: string): Promise<void> {
  const backups = resolve(dataDir, BACKUPS);
  const isIn = (folder: string) => resolve(to).startsWith(resolve(folder) + sep);
  if (isIn(backups)) await mkdir(backups, { recursive: true, mode: 0o700 });
  else if (isIn(dataDir) || isIn(baseFolder)) {
    const message = `${to} lies among the files that a backup holds`;
    throw new Refusal('FILE_IN_DATA_DIR', message, `Name a file elsewhere, or in ${backups}.`);
  }
}

const entry = (path: string, content: Buffer): TarEntry => ({ path, size: content.length, content: [content] });
