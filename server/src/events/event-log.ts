import type { Reader } from '../core/postgres/sql.ts';
import { ActorKind } from './actor.ts';
import { EVENT_COLUMNS, type EventRow, type LogEvent, toLogEvent } from './log-event.ts';
import { type LogWindow, windowOf } from './log-window.ts';
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

const WANTED = `account_id = $1 AND type = ANY ($2) AND ($3::text[] IS NULL OR client_id = ANY ($3)) AND seq > $4 AND seq <= $5
  AND ($6::text[] IS NULL OR actor_kind = ANY ($6)) AND ($7::text[] IS NULL OR actor_id = ANY ($7))
  AND at >= $8 AND at < $9`;
/** They do little, among much that devices do: the log has an index of their events alone, which is found by these very words. */
const PEOPLE: ReadonlySet<ActorKind> = new Set([ActorKind.USER, ActorKind.TOKEN, ActorKind.OPERATOR]);
const OF_PEOPLE = `${WANTED} AND actor_kind IN ('USER', 'TOKEN', 'OPERATOR')`;

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
      `events.stretch${isOfPeople(wanted) ? '.people' : ''}${isFromEnd ? '.end' : ''}`,
      `SELECT ${EVENT_COLUMNS} FROM event WHERE ${conditionOf(wanted)} ORDER BY seq ${isFromEnd ? 'DESC' : 'ASC'} LIMIT $10`,
      valuesOf(wanted, { after, upTo, limit }),
    );
    return rows.map(toLogEvent);
  }

  /** How many wanted events there are, counted up to `limit`. */
  async count(wanted: Wanted, stretch: Stretch): Promise<number> {
    const [row] = await this.reader.rows<{ count: number }>(
      `events.count${isOfPeople(wanted) ? '.people' : ''}`,
      `SELECT count(*)::int AS count FROM (SELECT FROM event WHERE ${conditionOf(wanted)} LIMIT $10) found`,
      valuesOf(wanted, stretch),
    );
    return row?.count ?? 0;
  }

  /** The part of the log in which the moments lie that are wanted. */
  window(wanted: Wanted): Promise<LogWindow> {
    return windowOf(this.reader, wanted);
  }
}

const isOfPeople = ({ actorKinds }: Wanted): boolean =>
  actorKinds !== null && [...actorKinds].every(kind => PEOPLE.has(kind));

const conditionOf = (wanted: Wanted): string => (isOfPeople(wanted) ? OF_PEOPLE : WANTED);

const valuesOf = (wanted: Wanted, { after, upTo, limit }: Stretch): unknown[] => [
  wanted.accountId,
  [...wanted.types],
  wanted.clientIds && [...wanted.clientIds],
  String(after),
  String(upTo),
  wanted.actorKinds && [...wanted.actorKinds],
  wanted.actorIds && [...wanted.actorIds],
  wanted.from ?? '-infinity',
  wanted.to ?? 'infinity',
  limit,
];
