import type { Pool, QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';
import type { ReadLanes } from './read-lanes.ts';

/**
 * Reads by statements that the database prepares once per connection: for the hot lists, whose rows go out as they are.
 */
export class Reader {
  constructor(
    private readonly db: DataSource,
    /** For short reads; where there are none, those take the pool too. */
    private readonly lanes?: ReadLanes,
  ) {}

  /**
   * On TypeORM's own pool.
   *
   * @param name names the text: the same name always goes with the same text
   */
  async rows<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row & QueryResultRow>({ name, text, values: [...values] });
    return rows;
  }

  /** As `rows`, for what is found by an index and is a page at most: it must not hold up other reads. */
  async quickRows<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.lanes ? this.lanes.rows(name, text, values) : this.rows(name, text, values);
  }

  private get pool(): Pool {
    return (this.db.driver as unknown as { master: Pool }).master;
  }
}
