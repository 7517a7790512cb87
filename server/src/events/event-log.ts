import type { Reader } from '../core/sql.ts';
import { EVENT_COLUMNS, type EventRow, type LogEvent, toLogEvent } from './log-event.ts';

/** Reads the logs of accounts. */
export class EventLog {
  constructor(private readonly reader: Reader) {}

  /** The number of the last event of the account; 0 where it has none. */
  async last(accountId: string): Promise<bigint> {
    const [end] = await this.ends([accountId]);
    return end?.last ?? 0n;
  }

  /** The number of the last event of each account that there is. */
  async ends(accountIds: readonly string[]): Promise<{ accountId: string; last: bigint }[]> {
    const rows = await this.reader.rows<{ account_id: string; seq: string }>(
      'events.ends',
      'SELECT account_id, seq FROM account_tally WHERE account_id = ANY ($1)',
      [accountIds],
    );
    return rows.map(row => ({ accountId: row.account_id, last: BigInt(row.seq) }));
  }

  /** The events after `seq`, in order, at most `limit`. */
  async after(accountId: string, seq: bigint, limit: number): Promise<LogEvent[]> {
    const rows = await this.reader.rows<EventRow>(
      'events.after',
      `SELECT ${EVENT_COLUMNS} FROM event WHERE account_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
      [accountId, String(seq), limit],
    );
    return rows.map(toLogEvent);
  }
}
