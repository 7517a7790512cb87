import type { SessionFacts } from '../session-row.ts';
import { SessionDirection, type SessionFilter } from '../session.input.ts';

/** What a filter means in SQL, over `session s`. */
export interface Walks {
  /**
   * What is wanted is what one of these lists of conditions lets through, and none is let through by two: each is a walk
   * along an index of its own, as an OR would read every session of the account.
   */
  readonly walks: readonly string[][];
  readonly values: unknown[];
  /** Names the conditions, without their values: the same shape is the same text. */
  readonly shape: string;
}

/** The sessions of an account that a filter lets through. */
export function walksOf(accountId: string, filter: SessionFilter): Walks {
  const { isActive, clientId, direction, endReasons, comment, from, to } = filter;
  const values: unknown[] = [accountId];
  const conditions = ['s.account_id = $1'];
  let shape = '';
  const add = (word: string, condition: string): void => {
    conditions.push(condition);
    shape += `${word} `;
  };

  if (isActive === true) add('active', 's.ended_at IS NULL');
  if (isActive === false) add('ended', 's.ended_at IS NOT NULL');
  if (from) add('from', `s.started_at >= $${values.push(from)}`);
  if (to) add('to', `s.started_at < $${values.push(to)}`);
  if (comment) {
    add('comment', `s.comment IS NOT NULL AND s.comment ILIKE '%' || $${values.push(escaped(comment))} || '%'`);
  }
  if (direction && !clientId) add(direction, direction === SessionDirection.OUT ? 's.from_own' : 's.to_own');

  const reasons = endReasons && [...new Set(endReasons)];
  if (clientId) {
    shape += `client ${direction ?? ''} `;
    const client = `$${values.push(clientId)}`;
    if (reasons) add('reasons', `s.end_reason = ANY ($${values.push(reasons)}::text[])`);
    const sides = {
      [SessionDirection.OUT]: ['from_client_id'],
      [SessionDirection.IN]: ['to_client_id'],
      either: ['from_client_id', 'to_client_id'],
    }[direction ?? 'either'];
    return { walks: sides.map(side => [...conditions, `s.${side} = ${client}`]), values, shape };
  }
  if (!reasons) return { walks: [conditions], values, shape };
  shape += `reasons ${reasons.length}`;
  if (reasons.length === 0) return { walks: [[...conditions, 'false']], values, shape };
  return { walks: reasons.map(reason => [...conditions, `s.end_reason = $${values.push(reason)}`]), values, shape };
}

/** Whether no index knows all of what is wanted, so that a page may read many sessions that are not. */
export const mayReadMany = ({ isActive, clientId, direction, endReasons, comment }: SessionFilter): boolean =>
  Boolean(comment) || [isActive === true, clientId, direction, endReasons].filter(Boolean).length > 1;

/** The same as `walksOf`, for one session. */
export function isWanted(session: SessionFacts, filter: SessionFilter): boolean {
  const { isActive, clientId, direction, endReasons, comment, from, to } = filter;
  const isEnd = (end: SessionFacts['from']): boolean => (clientId ? end.clientId === clientId : end.isOwn);
  return (
    (isActive == null || session.isActive === isActive) &&
    (direction !== SessionDirection.OUT || isEnd(session.from)) &&
    (direction !== SessionDirection.IN || isEnd(session.to)) &&
    (!clientId || isEnd(session.from) || isEnd(session.to)) &&
    (!endReasons || (session.endReason !== null && endReasons.includes(session.endReason))) &&
    (!comment || (session.comment ?? '').toLowerCase().includes(comment.toLowerCase())) &&
    (!from || session.startedAt >= from) &&
    (!to || session.startedAt < to)
  );
}

/** A text of which no character has a meaning of its own in LIKE. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
