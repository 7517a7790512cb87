import type { Session } from './session.entity.ts';

/** A session as the API shows it: a plain row whose properties are the fields. */
export type SessionFacts = Pick<
  Session,
  | 'id'
  | 'from'
  | 'to'
  | 'isActive'
  | 'requestedAt'
  | 'startedAt'
  | 'endedAt'
  | 'confirmedAt'
  | 'endReason'
  | 'durationSeconds'
  | 'endsBy'
  | 'comment'
  | 'closing'
>;

/** What `toFacts` needs of a session `s`. The command that closes it belongs to the account of the device that is told. */
export const FACT_COLUMNS = `s.id, s.from_client_id, s.from_alias, s.from_own, s.to_client_id, s.to_alias, s.to_own,
  s.requested_at, s.started_at, s.ended_at, s.confirmed_at, s.end_reason, s.ends_by, s.comment,
  CASE WHEN s.closing_command_id IS NOT NULL THEN (
    SELECT c.state FROM command c
    WHERE c.account_id IN (s.account_id, s.other_account_id) AND c.id = s.closing_command_id) END AS closing`;

/** A row with the `FACT_COLUMNS`, as the driver gives it. */
export interface FactRow {
  id: string;
  from_client_id: string;
  from_alias: string | null;
  from_own: boolean;
  to_client_id: string;
  to_alias: string | null;
  to_own: boolean;
  requested_at: Date;
  started_at: Date;
  ended_at: Date | null;
  confirmed_at: Date;
  end_reason: Session['endReason'];
  ends_by: Date | null;
  comment: string | null;
  closing: Session['closing'];
}

/** @param now the moment up to which an active session has lasted */
export const toFacts = (row: FactRow, now: Date): SessionFacts => ({
  id: row.id,
  from: { clientId: row.from_client_id, alias: row.from_alias, isOwn: row.from_own },
  to: { clientId: row.to_client_id, alias: row.to_alias, isOwn: row.to_own },
  isActive: row.ended_at === null,
  requestedAt: row.requested_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  confirmedAt: row.confirmed_at,
  endReason: row.end_reason,
  durationSeconds: secondsBetween(row.started_at, row.ended_at ?? now),
  endsBy: row.ends_by,
  comment: row.comment,
  closing: row.closing,
});

/** Whole seconds from `start` to `end`; 0 where the clocks of two processes would make it negative. */
export const secondsBetween = (start: Date, end: Date): number =>
  Math.max(0, Math.floor((end.getTime() - start.getTime()) / 1000));
