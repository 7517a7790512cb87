import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Client, escapeIdentifier } from 'pg';
import type { Config } from '../../core/settings/config.ts';
import { Refusal } from '../cli/refusals.ts';
import type { ArchiveFile } from './archive-file.ts';
import { columnList, migrationsIn, tablesIn, withoutForeignKeys } from './catalog.ts';
import { copyIn } from './copying.ts';
import { isThere, targetOf } from './data-files.ts';
import { damaged, type Manifest, type SavedFile, type SavedTable } from './manifest.ts';
import type { TarEntry } from './tar.ts';

// A portal that runs listens to its bell on a connection of that name.
const PORTALS = `
  SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'mydesk-doorbell' LIMIT 1`;

/** What was done with the files of a backup. */
export interface RestoredFiles {
  readonly written: number;
  /** Those that were there already, and were left as they are. */
  readonly kept: readonly string[];
}

/** @throws Refusal DATABASE_NOT_EMPTY where there is an account, PORTAL_RUNNING where a portal uses the database */
export async function requireUnused(client: Client): Promise<void> {
  const { rows: running } = await client.query(PORTALS);
  if (running.length > 0) {
    throw new Refusal(
      'PORTAL_RUNNING',
      'A portal runs on this database',
      'Stop it first: it would not see the change.',
    );
  }
  const { rows: tables } = await client.query("SELECT WHERE to_regclass('account') IS NOT NULL");
  if (tables.length === 0) return;
  const { rows: accounts } = await client.query('SELECT FROM account LIMIT 1');
  if (accounts.length > 0) {
    const advice = 'Name another database by DATABASE_URL, or another folder by DATA_DIR.';
    throw new Refusal('DATABASE_NOT_EMPTY', 'The database has accounts', advice);
  }
}

/**
 * Puts a backup's rows into a database that has the same tables and no account, and its files into their folders; the rows
 * all or none. What the database held without an account, such as leases of a portal that was started once, goes.
 *
 * @param manifest what the archive holds, which was checked
 * @throws Refusal MIGRATIONS_DIFFER, DATABASE_NOT_EMPTY or PORTAL_RUNNING
 */
export async function restore(
  client: Client,
  config: Config,
  archive: ArchiveFile,
  manifest: Manifest,
): Promise<RestoredFiles> {
  await client.query('BEGIN');
  try {
    await requireSameTables(client, manifest);
    const names = manifest.tables.map(({ name }) => escapeIdentifier(name));
    await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    await requireUnused(client);
    const files = new RestoredFolder(config, manifest.files);
    await withoutForeignKeys(client, async () => {
      await client.query(`TRUNCATE ${names.join(', ')}`);
      for await (const entry of archive.entries()) {
        if (entry.path.startsWith('files/')) await files.take(entry);
        else if (entry.path.startsWith('tables/')) await fill(client, manifest.tables, entry);
      }
    });
    for (const { name, value } of manifest.sequences) {
      await client.query('SELECT setval($1::regclass, $2::bigint)', [escapeIdentifier(name), value]);
    }
    await requireCounts(client, manifest.tables);
    // Before the commit: a database that is filled is restored into no second time.
    const done = await files.place();
    await client.query('COMMIT');
    return done;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function requireSameTables(client: Client, { migrations, tables }: Manifest): Promise<void> {
  const [mine, found] = [await migrationsIn(client), await tablesIn(client)];
  const shapeOf = (each: Omit<SavedTable, 'rows'>) => `${each.name} (${[...each.columns].sort().join(', ')})`;
  const isSame = (one: readonly string[], other: readonly string[]) =>
    [...one].sort().join('\n') === [...other].sort().join('\n');
  if (isSame(mine, migrations) && isSame(found.map(shapeOf), tables.map(shapeOf))) return;

  const [missing, unknown] = [
    migrations.filter(name => !mine.includes(name)),
    mine.filter(name => !migrations.includes(name)),
  ];
  const message = 'The backup was made by another version of the portal: its tables differ from those of this one';
  const advice = 'Restore it with the version that has made it, and update the portal then.';
  throw new Refusal('MIGRATIONS_DIFFER', message, advice, { onlyInBackup: missing, onlyHere: unknown });
}

async function fill(client: Client, tables: readonly SavedTable[], { path, content }: TarEntry): Promise<void> {
  const table = tables.find(({ name }) => path.startsWith(`tables/${name}/`));
  if (!table) throw damaged(`${path} is of no table`);
  await copyIn(client, `COPY ${escapeIdentifier(table.name)} (${columnList(table)}) FROM STDIN`, content);
}

async function requireCounts(client: Client, tables: readonly SavedTable[]): Promise<void> {
  for (const { name, rows } of tables) {
    const { rows: counted } = await client.query<{ count: string }>(`SELECT count(*) FROM ${escapeIdentifier(name)}`);
    if (Number(counted[0]?.count) !== rows) throw damaged(`The table ${name} has not as many rows as it had`);
  }
}

/** Files of a backup on their way into their folders: written aside, and given their names when all of them are there. */
class RestoredFolder {
  private readonly aside: [aside: string, target: string][] = [];
  private readonly kept: string[] = [];

  constructor(
    private readonly config: Config,
    private readonly files: readonly SavedFile[],
  ) {}

  async take({ path: entry, content }: TarEntry): Promise<void> {
    const file = this.files.find(each => each.entry === entry);
    const target = file && targetOf(file, this.config);
    if (!target) throw damaged(`${entry} is no file of a portal's folder`);
    if (await isThere(target)) {
      this.kept.push(target);
      return;
    }
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const aside = `${target}.part`;
    await rm(aside, { force: true });
    await pipeline(Readable.from(content), createWriteStream(aside, { flags: 'wx', mode: 0o600, flush: true }));
    this.aside.push([aside, target]);
  }

  async place(): Promise<RestoredFiles> {
    for (const [aside, target] of this.aside) await rename(aside, target);
    return { written: this.aside.length, kept: this.kept };
  }
}
