import { COUNT_LIMIT, type Keyset, momentAndId, OrderDirection } from '../../core/graphql/page.ts';
import { isSessionId } from '../session-id.ts';
import type { SessionFilter } from '../session.input.ts';
import { FACT_COLUMNS } from '../session-row.ts';
import { walksOf } from './session-filter.ts';

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
  const { walks, values, shape } = walksOf(accountId, filter);
  const limit = `$${values.push(keyset.limit)}`;
  if (keyset.from) {
    const [at, id] = momentAndId(keyset.from, isSessionId);
    const beyond = `(s.started_at, s.id) ${isDescending ? '<' : '>'} ($${values.push(at)}, $${values.push(id)})`;
    for (const conditions of walks) conditions.push(beyond);
  }
  const way = isDescending ? 'DESC' : 'ASC';
  const order = `ORDER BY s.started_at ${way}, s.id ${way} LIMIT ${limit}`;
  return {
    name: `sessions.page:${shape}${keyset.from ? 'after' : ''}${way}`,
    text: `SELECT ${FACT_COLUMNS} FROM (${source(walks, order)}) s ${order}`,
    values,
  };
}

/** The statement that counts what a list has, and stops counting at one more than the greatest exact count. */
export function countStatement(accountId: string, filter: SessionFilter): Statement {
  const { walks, values, shape } = walksOf(accountId, filter);
  const limit = `LIMIT ${COUNT_LIMIT + 1}`;
  return {
    name: `sessions.count:${shape}`,
    text: `SELECT count(*)::int AS count FROM (SELECT FROM (${source(walks, limit)}) s ${limit}) counted`,
    values,
  };
}

/** The walks, put together. Each brings as many as are wanted at most. */
const source = (walks: readonly string[][], order: string): string =>
  walks.map(conditions => `(SELECT * FROM session s WHERE ${conditions.join(' AND ')} ${order})`).join(' UNION ALL ');
