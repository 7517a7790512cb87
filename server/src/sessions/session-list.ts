import { ApiError } from '../core/errors.ts';
import { COUNT_LIMIT, type Keyset, OrderDirection } from '../core/page.ts';
import { isSessionId } from './dialed.ts';
import type { SessionFilter } from './session.input.ts';
import { FACT_COLUMNS } from './session-row.ts';

/** A statement, its values, and the name under which the database has it prepared. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** How many values a cursor of a list of sessions holds: when the session began, and its id. */
export const KEY_WIDTH = 2;

/** The statement that reads a page of an account's sessions: one, whatever is asked. */
export function pageStatement(
  accountId: string,
  filter: SessionFilter,
  direction: OrderDirection,
  keyset: Keyset,
): Statement {
  const isDescending = (direction === OrderDirection.DESC) !== keyset.isBackwards;
  const { values, conditions, shape } = conditionsOf(accountId, filter);
  const limit = `$${values.push(keyset.limit)}`;
  if (keyset.from) {
    const [at, id] = checkedKey(keyset.from);
    conditions.push(`(s.started_at, s.id) ${isDescending ? '<' : '>'} ($${values.push(at)}, $${values.push(id)})`);
  }
  const way = isDescending ? 'DESC' : 'ASC';
  const order = `ORDER BY s.started_at ${way}, s.id ${way} LIMIT ${limit}`;
  return {
    name: `sessions.page:${shape}${keyset.from ? 'after' : ''}${way}`,
    text: `SELECT ${FACT_COLUMNS} FROM ${source(filter, conditions, order)} s ${order}`,
    values,
  };
}

/** The statement that counts what a list has, and stops counting at one more than the greatest exact count. */
export function countStatement(accountId: string, filter: SessionFilter): Statement {
  const { values, conditions, shape } = conditionsOf(accountId, filter);
  const limit = `LIMIT ${COUNT_LIMIT + 1}`;
  return {
    name: `sessions.count:${shape}`,
    text: `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${source(filter, conditions, limit)} s ${limit}) counted`,
    values,
  };
}

function conditionsOf(accountId: string, { isActive, clientId, from, to }: SessionFilter) {
  const values: unknown[] = [accountId];
  const conditions = ['s.account_id = $1'];
  let shape = '';
  const add = (word: string, condition: string): void => {
    conditions.push(condition);
    shape += `${word} `;
  };
  // The client is always the second value where there is one: `source` says on which side.
  if (clientId) {
    values.push(clientId);
    shape += 'client ';
  }
  if (isActive === true) add('active', 's.ended_at IS NULL');
  if (isActive === false) add('ended', 's.ended_at IS NOT NULL');
  if (from) add('from', `s.started_at >= $${values.push(from)}`);
  if (to) add('to', `s.started_at < $${values.push(to)}`);
  return { values, conditions, shape };
}

/** Either side is two walks along an index, put together: an OR would read every session of the account. */
function source({ clientId }: SessionFilter, conditions: readonly string[], order: string): string {
  const where = conditions.join(' AND ');
  if (!clientId) return `(SELECT * FROM session s WHERE ${where} ${order})`;
  const side = (column: string): string => `(SELECT * FROM session s WHERE ${where} AND s.${column} = $2 ${order})`;
  return `(${side('from_client_id')} UNION ALL ${side('to_client_id')})`;
}

/** A cursor comes from the caller: what is no moment and no id must not reach the database. */
function checkedKey([at, id]: readonly (string | null)[]): [Date, string] {
  const moment = new Date(at ?? Number.NaN);
  if (Number.isNaN(moment.getTime()) || !id || !isSessionId(id)) throw new ApiError('BAD_USER_INPUT', 'No such cursor');
  return [moment, id];
}
