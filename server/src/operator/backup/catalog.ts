import { type Client, escapeIdentifier } from 'pg';
import type { Manifest, SavedTable } from './manifest.ts';

/** What the migrations themselves keep: a restored database has its own. */
const OF_MIGRATIONS = ['migrations', 'migrations_id_seq'];

// Partitions are read and filled through their parent.
const TABLES = `
  SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname <> ALL ($1)
  GROUP BY c.oid, c.relname ORDER BY c.relname`;
const SEQUENCES = `
  SELECT sequencename::text AS name, last_value::text AS value FROM pg_sequences
  WHERE schemaname = current_schema() AND last_value IS NOT NULL AND sequencename <> ALL ($1) ORDER BY sequencename`;
// Of a partitioned table the parent's own: those of its partitions come and go with it.
const FOREIGN_KEYS = `
  SELECT conrelid::regclass::text AS table, conname::text AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
  WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace ORDER BY 1, 2`;

/** Every table but that of the migrations, with the columns that can be written. */
export async function tablesIn(client: Client): Promise<Omit<SavedTable, 'rows'>[]> {
  return (await client.query<SavedTable>(TABLES, [OF_MIGRATIONS])).rows;
}

export async function sequencesIn(client: Client): Promise<Manifest['sequences']> {
  return (await client.query<{ name: string; value: string }>(SEQUENCES, [OF_MIGRATIONS])).rows;
}

/** The migrations that a database has, in the order in which they ran; none where it has no tables. */
export async function migrationsIn(client: Client): Promise<string[]> {
  const { rows: known } = await client.query("SELECT WHERE to_regclass('migrations') IS NOT NULL");
  if (known.length === 0) return [];
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp, id');
  return rows.map(({ name }) => name);
}

/**
 * Takes the foreign keys away while `work` runs, so that tables can be filled in any order, and makes them again, which
 * checks every row. For one transaction.
 */
export async function withoutForeignKeys(client: Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(FOREIGN_KEYS);
  for (const { table, name } of rows) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${escapeIdentifier(name)}`);
  }
  await work();
  for (const { table, name, definition } of rows) {
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${escapeIdentifier(name)} ${definition}`);
  }
}

/** The columns of a table as they stand in a statement. */
export const columnList = ({ columns }: Pick<SavedTable, 'columns'>): string =>
  columns.map(escapeIdentifier).join(', ');
