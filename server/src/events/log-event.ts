import type { Actor, ActorKind } from './actor.ts';
import { eventCursor } from './cursor.ts';
import type { EventType } from './event-type.ts';

/** One entry of an account's log, as it was read. */
export interface LogEvent {
  readonly accountId: string;
  /** Its place in the account's log: 1, 2, 3 … without gap, in the order of the commits. */
  readonly seq: bigint;
  /** The same as text for callers of the API. */
  readonly cursor: string;
  readonly type: EventType;
  readonly at: Date;
  readonly actor: Actor;
  readonly clientId: string | null;
  readonly sessionId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What `toLogEvent` needs of a row of `event`. */
export const EVENT_COLUMNS =
  'account_id, seq, at, type, actor_kind, actor_id, actor_name, actor_ip, client_id, session_id, data';

/** A row with the `EVENT_COLUMNS`, as the driver gives it. */
export interface EventRow {
  account_id: string;
  seq: string;
  at: Date;
  type: EventType;
  actor_kind: ActorKind;
  actor_id: string | null;
  actor_name: string | null;
  actor_ip: string | null;
  client_id: string | null;
  session_id: string | null;
  data: Record<string, unknown>;
}

export const toLogEvent = (row: EventRow): LogEvent => ({
  accountId: row.account_id,
  seq: BigInt(row.seq),
  cursor: eventCursor(row.account_id, BigInt(row.seq)),
  type: row.type,
  at: row.at,
  actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name, ip: row.actor_ip },
  clientId: row.client_id,
  sessionId: row.session_id,
  data: row.data,
});
