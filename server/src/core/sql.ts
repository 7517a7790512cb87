import type { Pool, QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * Reads by statements that the database prepares once per connection: for the hot lists, whose rows go out as they are.
 * It uses TypeORM's own pool.
 */
export class Reader {
  constructor(private readonly db: DataSource) {}

  /** @param name names the text: the same name always goes with the same text */
  async rows<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row & QueryResultRow>({ name, text, values: [...values] });
    return rows;
  }

  private get pool(): Pool {
    return (this.db.driver as unknown as { master: Pool }).master;
  }
}
