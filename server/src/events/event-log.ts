import type { Reader } from '../core/sql.ts';
import { EVENT_COLUMNS, type EventRow, type LogEvent, toLogEvent } from './log-event.ts';
import type { Wanted } from './visible.ts';

/** The part of a log that is wanted. */
export interface Stretch {
  /** Events after this number. */
  readonly after: bigint;
  /** Events up to and with this number. */
  readonly upTo: bigint;
  readonly limit: number;
  /** The last of them, instead of the first. */
  readonly isFromEnd?: boolean;
}

/** What a log holds. */
export interface Bounds {
  /** The number of the oldest event that retention has left; one more than `last` where there is none. */
  readonly oldest: bigint;
  /** The number of the last event; 0 where there never was one. */
  readonly last: bigint;
}

const WANTED = `account_id = $1 AND type = ANY ($2) AND ($3::text[] IS NULL OR client_id = ANY ($3)) AND seq > $4 AND seq <= $5`;

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

  async bounds(accountId: string): Promise<Bounds> {
    const [row] = await this.reader.rows<{ oldest: string | null; last: string | null }>(
      'events.bounds',
      `SELECT (SELECT seq FROM event WHERE account_id = $1 ORDER BY seq LIMIT 1) AS oldest,
              (SELECT seq FROM account_tally WHERE account_id = $1) AS last`,
      [accountId],
    );
    const last = BigInt(row?.last ?? 0);
    return { oldest: row?.oldest ? BigInt(row.oldest) : last + 1n, last };
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

  /** The wanted events of a stretch: in the order of the log, or the last first where it is read from its end. */
  async stretch(wanted: Wanted, { after, upTo, limit, isFromEnd = false }: Stretch): Promise<LogEvent[]> {
    const rows = await this.reader.rows<EventRow>(
      isFromEnd ? 'events.stretch.end' : 'events.stretch',
      `SELECT ${EVENT_COLUMNS} FROM event WHERE ${WANTED} ORDER BY seq ${isFromEnd ? 'DESC' : 'ASC'} LIMIT $6`,
      [...valuesOf(wanted), String(after), String(upTo), limit],
    );
    return rows.map(toLogEvent);
  }

  /** How many wanted events there are, counted up to `limit`. */
  async count(wanted: Wanted, { after, upTo, limit }: Stretch): Promise<number> {
    const [row] = await this.reader.rows<{ count: number }>(
      'events.count',
      `SELECT count(*)::int AS count FROM (SELECT FROM event WHERE ${WANTED} LIMIT $6) found`,
      [...valuesOf(wanted), String(after), String(upTo), limit],
    );
    return row?.count ?? 0;
  }
}

const valuesOf = ({ accountId, types, clientIds }: Wanted): unknown[] => [
  accountId,
  [...types],
  clientIds && [...clientIds],
];
