import type { EntityManager } from 'typeorm';

/** What goes into a column, by its name in the database. Bytes are written as `\x…`. */
export type Row = Readonly<Record<string, string | number | boolean | Date | null | object>>;

/** So many rows go in one statement. */
const AT_ONCE = 4_000;

/** Inserts rows of one shape, thousands a statement. Columns that the rows do not name get their default. */
export async function insert(sql: EntityManager, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await sql.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
      [JSON.stringify(rows.slice(from, from + AT_ONCE))],
    );
  }
}

/** Bytes as a column takes them. */
export const asBytes = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;
