import { ApiError } from '../../core/errors.ts';
import { COUNT_LIMIT, type Keyset, OrderDirection } from '../../core/graphql/page.ts';
import { isClientNumber } from '../client-number.ts';
import { type ClientOrder, ClientOrderField } from '../client.input.ts';
import { CLIENT_COLUMNS, type ClientRow } from '../client-row.ts';
import { conditionsOf, type Which } from './client-filter.ts';
import { VERSION_KEY } from './version-key.ts';

/** A statement, its values, and the name under which the database has it prepared. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A client of a list. `place` is what the list goes by besides the number, as a cursor has it; null for last. */
export interface ListedClient extends ClientRow {
  readonly place: string | null;
}

/** How many values a cursor of a list of clients holds: the place and the number. */
export const KEY_WIDTH = 2;

export const keyOf = (client: ListedClient): (string | null)[] => [client.place, client.id];

/** How clients are ordered where nobody says. */
export const BY_NUMBER: ClientOrder = { field: ClientOrderField.ID, direction: OrderDirection.ASC };

/** What a list goes by: its column, and how a value is written into a cursor, read from one, and recognized there. */
interface Sorting {
  /** The column of `client c`, or an expression over it, as its index has it. */
  readonly column: string;
  readonly written: string;
  readonly read: (parameter: string) => string;
  readonly pattern: RegExp;
}

/** @param column compared byte by byte, on every server */
const byText = (column: string): Sorting => ({
  column,
  written: 'c.sort',
  read: parameter => `${parameter}::text`,
  pattern: /^[^\p{Cc}\p{Cs}]{1,500}$/u,
});

/** A moment is written as microseconds, which is what the database tells apart. */
const byMoment = (column: string): Sorting => ({
  column,
  written: '(extract(epoch FROM c.sort) * 1000000)::bigint::text',
  read: parameter => `('epoch'::timestamptz + ${parameter}::bigint * interval '1 microsecond')`,
  pattern: /^\d{1,16}$/,
});

const SORTINGS: Readonly<Record<ClientOrderField, Sorting | null>> = {
  ID: null,
  ALIAS: byText('lower(c.alias)'),
  ONLINE_SINCE: byMoment('c.online_since'),
  VERSION: byText(VERSION_KEY),
  LAST_SEEN: byMoment('c.last_seen_at'),
};

/**
 * The statement that reads a page of an account's clients.
 *
 * @throws ApiError BAD_USER_INPUT for a cursor of a list in another order
 */
export function pageStatement(which: Which, order: ClientOrder, keyset: Keyset): Statement {
  const sorting = SORTINGS[order.field];
  const { conditions, values, shape } = conditionsOf(which);
  const limit = `$${values.push(keyset.limit)}`;
  const from = keyset.from && checked(keyset.from, sorting);
  const list: List = {
    conditions,
    limit,
    isBackwards: keyset.isBackwards,
    way: (order.direction === OrderDirection.DESC) === keyset.isBackwards ? 'ASC' : 'DESC',
    number: from && `$${values.push(from.number)}`,
    place: from?.place == null ? undefined : `$${values.push(from.place)}`,
  };
  const start = list.place ? 'from place' : list.number ? 'from number' : '';
  return {
    name: `clients.page:${shape}${order.field} ${list.way} ${list.isBackwards ? 'back' : ''} ${start}`,
    text: sorting ? sortedText(list, sorting) : byNumberText(list),
    values,
  };
}

/** The statement that counts a list, and stops at one more than the greatest exact count. */
export function countStatement(which: Which): Statement {
  const { conditions, values, shape } = conditionsOf(which);
  const where = conditions.join(' AND ');
  return {
    name: `clients.count:${shape}`,
    text: `SELECT count(*)::int AS count FROM (SELECT FROM client c WHERE ${where} LIMIT ${COUNT_LIMIT + 1}) counted`,
    values,
  };
}

/** What is read, with the names of the parameters. */
interface List {
  readonly conditions: readonly string[];
  readonly limit: string;
  readonly isBackwards: boolean;
  /** The direction of the walk: of a list that is read backwards, the other one. */
  readonly way: 'ASC' | 'DESC';
  /** The cursor: its number, and its place where it has one. */
  readonly number: string | undefined;
  readonly place: string | undefined;
}

function byNumberText(list: List): string {
  return walk(list, 'NULL::text AS place', list.number ? [beyond(list, 'c.id', list.number)] : [], ['c.id']);
}

/** Two walks, as whoever has no place comes last in both directions; the one that the cursor has left behind is left out. */
function sortedText(list: List, { column, written, read }: Sorting): string {
  const { way, limit, isBackwards, number, place } = list;
  const walks: string[] = [];
  if (!number || place || isBackwards) {
    const further = place && number ? [beyond(list, `(${column}, c.id)`, `(${read(place)}, ${number})`)] : [];
    walks.push(walk(list, `1 AS part, ${column} AS sort`, [`${column} IS NOT NULL`, ...further], [column, 'c.id']));
  }
  if (!place || !isBackwards) {
    const further = number && !place ? [beyond(list, 'c.id', number)] : [];
    walks.push(walk(list, `2 AS part, ${column} AS sort`, [`${column} IS NULL`, ...further], ['c.id']));
  }
  return `SELECT c.*, ${written} AS place FROM (${walks.map(each => `(${each})`).join(' UNION ALL ')}) c
    ORDER BY c.part ${isBackwards ? 'DESC' : 'ASC'}, c.sort ${way}, c.id ${way} LIMIT ${limit}`;
}

const beyond = ({ way }: List, key: string, value: string): string => `${key} ${way === 'ASC' ? '>' : '<'} ${value}`;

/** One walk along an index. */
function walk(list: List, columns: string, further: readonly string[], keys: readonly string[]): string {
  const where = [...list.conditions, ...further].join(' AND ');
  const order = keys.map(key => `${key} ${list.way}`).join(', ');
  return `SELECT ${CLIENT_COLUMNS}, ${columns} FROM client c WHERE ${where} ORDER BY ${order} LIMIT ${list.limit}`;
}

/** A cursor comes from the caller: what this list would not have written must not reach the database. */
function checked([place, number]: readonly (string | null)[], sorting: Sorting | null) {
  const isOurs = place == null ? true : sorting?.pattern.test(place) === true;
  if (!isOurs || !number || !isClientNumber(number)) throw new ApiError('BAD_USER_INPUT', 'No such cursor');
  return { place: place ?? null, number };
}
