import { ArgsType, type ClassType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ApiError } from '../errors.ts';

/** The largest page of any list. */
export const MAX_PAGE = 100;
/** A page's size where nobody says one. */
export const DEFAULT_PAGE = 50;
/** Up to here a list is counted exactly. */
export const COUNT_LIMIT = 10_000;

/** Which way a list is ordered. */
export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}

registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Which way a list is ordered.',
  valuesConfig: { ASC: { description: 'The least first.' }, DESC: { description: 'The greatest first.' } },
});

/** Which page of a list. Forwards by `first` and `after`, or backwards by `last` and `before`. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many from the front: 1 to ${String(MAX_PAGE)}; ${String(DEFAULT_PAGE)} where neither first nor last is given.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many from the end: 1 to ${String(MAX_PAGE)}. Not together with first.`,
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

@ObjectType({ description: 'Where a page lies in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether something follows.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether something comes before.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first thing; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last thing; null on an empty page.' })
  endCursor!: string | null;
}

@ObjectType({ description: 'How many things a list has.', simpleResolvers: true })
export class TotalCount {
  @Field(() => Int, { description: `The number, counted up to ${String(COUNT_LIMIT)}.` })
  value!: number;

  @Field(() => Boolean, { description: 'False where there are more.' })
  isExact!: boolean;
}

/** The total of a list of which `counted` were counted: one more than COUNT_LIMIT at most. */
export const totalOf = (counted: number): TotalCount => ({
  value: Math.min(counted, COUNT_LIMIT),
  isExact: counted <= COUNT_LIMIT,
});

/** A page of `Node`s, as a service answers it. `totalCount` is counted when it is read. */
export interface Page<Node> {
  readonly nodes: Node[];
  readonly edges: { node: Node; cursor: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: Promise<TotalCount>;
}

/** The GraphQL type of a page, by Relay's connection rules: `<name>Connection` with its `<name>Edge`. */
export function connectionOf<Node extends object>(name: string, node: ClassType<Node>): ClassType<Page<Node>> {
  @ObjectType(`${name}Edge`, { description: `A ${name} and its place in the list.`, simpleResolvers: true })
  class Edge {
    @Field(() => node, { description: 'The thing itself.' })
    node!: Node;

    @Field(() => String, { description: 'Its place, for `after` and `before`.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}s.`, simpleResolvers: true })
  class Connection {
    @Field(() => [node], { description: 'The things of this page.' })
    nodes!: Node[];

    @Field(() => [Edge], { description: 'The things of this page, each with its cursor.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where the page lies.' })
    pageInfo!: PageInfo;

    // Not simple: what is a promise needs a resolver that waits for it.
    @Field(() => TotalCount, {
      simple: false,
      description: 'How many things the list has in all; counted only when asked for.',
    })
    totalCount!: Promise<TotalCount>;
  }
  return Connection;
}

/**
 * The check of `PageArgs`: by hand, as class-validator would take longer than the list's own SQL.
 *
 * @throws ApiError BAD_USER_INPUT where first or last is out of its bounds
 */
export const checkedPage = {
  validateFn: (args: unknown): void => {
    const { first, last } = args as PageArgs;
    for (const [name, size] of Object.entries({ first, last })) {
      if (size === undefined || size === null || (size >= 1 && size <= MAX_PAGE)) continue;
      const fields = { [name]: [`${name} must be 1 to ${String(MAX_PAGE)}`] };
      throw new ApiError('BAD_USER_INPUT', 'Invalid input', { fields });
    }
  },
};

/** What a keyset query needs to know of the page that is wanted. */
export interface Keyset {
  /** How many rows to read: one more than the page, which tells whether there are more. */
  readonly limit: number;
  /** Read backwards, from the end of the list. */
  readonly isBackwards: boolean;
  /** The sort key of the row that the page begins behind; undefined at the list's edge. */
  readonly from: readonly (string | null)[] | undefined;
}

/**
 * The keyset of a page.
 *
 * @param width how many values a cursor of this list holds
 * @throws ApiError BAD_USER_INPUT for a cursor of another list, or for first and last together
 */
export function keysetOf(args: PageArgs, width: number): Keyset {
  const isBackwards = args.last !== undefined && args.last !== null;
  if (isBackwards && (args.first ?? args.after))
    throw badPage('Ask for first and after, or for last and before, not both');
  if (!isBackwards && args.before) throw badPage('before goes with last');

  const size = (isBackwards ? args.last : args.first) ?? DEFAULT_PAGE;
  const cursor = isBackwards ? args.before : args.after;
  return { limit: size + 1, isBackwards, from: cursor ? readCursor(cursor, width) : undefined };
}

const badPage = (message: string): ApiError => new ApiError('BAD_USER_INPUT', message);

/** The cursor of a row with this sort key. Opaque to callers. */
export const cursorOf = (key: readonly (string | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * The sort key that a cursor of `cursorOf` holds.
 *
 * @param width how many values the cursors of this list hold
 * @throws ApiError BAD_USER_INPUT for any other text
 */
export function readCursor(cursor: string, width: number): (string | null)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isKey = Array.isArray(key) && key.length === width && key.every(part => part === null || isShort(part));
    if (isKey) return key as (string | null)[];
  } catch {
    // Not JSON: refused below, as any other text that is no cursor.
  }
  throw badPage('No such cursor');
}

/**
 * The sort key of a list that is in the order of a moment and an id. A cursor comes from the caller: what is no moment and
 * no id must not reach the database.
 *
 * @throws ApiError BAD_USER_INPUT
 */
export function momentAndId(
  [at, id]: readonly (string | null)[],
  isId: (id: string) => boolean,
): [moment: Date, id: string] {
  const moment = new Date(at ?? Number.NaN);
  if (Number.isNaN(moment.getTime()) || !id || !isId(id)) throw badPage('No such cursor');
  return [moment, id];
}

const isShort = (part: unknown): boolean => typeof part === 'string' && part.length <= 500 && !part.includes('\0');

/** The page that `rows` make: read by `keyset`, in its direction, with one row too many where there are more. */
export function pageOf<Node>(
  rows: Node[],
  keyset: Keyset,
  keyOf: (node: Node) => (string | null)[],
  countAll: () => Promise<TotalCount>,
): Page<Node> {
  const hasMore = rows.length === keyset.limit;
  const nodes = hasMore ? rows.slice(0, -1) : rows;
  if (keyset.isBackwards) nodes.reverse();
  const [first, last] = [nodes[0], nodes.at(-1)];
  const pageInfo = {
    hasNextPage: keyset.isBackwards ? keyset.from !== undefined : hasMore,
    hasPreviousPage: keyset.isBackwards ? hasMore : keyset.from !== undefined,
    startCursor: first === undefined ? null : cursorOf(keyOf(first)),
    endCursor: last === undefined ? null : cursorOf(keyOf(last)),
  };
  return new ReadPage(nodes, pageInfo, keyOf, countAll);
}

/**
 * A page of which the edges and the total are made when they are read: most who ask want the nodes alone, and a cursor
 * costs as much as a row.
 *
 * A class, and no literal with getters: those are new functions for each page, of which V8 makes a hidden class for each,
 * and that keeps the rows until the next full collection.
 */
class ReadPage<Node> implements Page<Node> {
  constructor(
    readonly nodes: Node[],
    readonly pageInfo: PageInfo,
    private readonly keyOf: (node: Node) => (string | null)[],
    private readonly countAll: () => Promise<TotalCount>,
  ) {}

  get edges() {
    return this.nodes.map(node => ({ node, cursor: cursorOf(this.keyOf(node)) }));
  }

  get totalCount() {
    return this.countAll();
  }
}
