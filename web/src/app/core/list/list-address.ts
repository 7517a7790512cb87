import { type Signal, computed, inject } from '@angular/core';
import { ListMemory } from './list-memory';
import {
  type UrlField,
  type UrlFields,
  type UrlState,
  type ValuesOf,
  urlChoice,
  urlNumber,
  urlState,
  urlText,
} from './url-state';

/** The variables that a list's query takes for its page. */
export interface PageVariables {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** Where a page of a list lies, as the server tells it. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface ListSort<Order extends string> {
  readonly by: Order;
  readonly isDescending: boolean;
}

/** What of a list is shown, in the address: filters, order, page and its size. */
export interface ListAddress<Filters, Order extends string> {
  readonly filters: Signal<Filters>;
  readonly sort: Signal<ListSort<Order>>;
  /** Rows a page; 0: all, loaded as one scrolls. */
  readonly size: Signal<number>;
  /** The place of the page's first row, from 1. */
  readonly from: Signal<number>;
  readonly page: Signal<PageVariables>;
  /** A filter is in use. */
  readonly isNarrowed: Signal<boolean>;
  /** Everything that says what is shown, as text: when it changes, so does the whole list. */
  readonly view: Signal<string>;
  /** Filters otherwise, from the first page. `isPassing`: without a step in the history, for what is typed. */
  narrow(changes: Partial<Filters>, isPassing?: boolean): void;
  /** Takes all filters out of use. */
  clear(): void;
  sortBy(sort: { readonly by: string; readonly isDescending: boolean }): void;
  resize(size: number): void;
  turn(step: 'first' | 'previous' | 'next', present: PageInfo | undefined): void;
}

export const PAGE_SIZES: readonly number[] = [25, 50, 100];
/** A list without pages loads so many rows at a time: the most that the server gives. */
export const CHUNK = 100;
const USUAL_SIZE = 50;
const CURSOR_LENGTH = 2000;

interface Options<Order extends string> {
  readonly orders: readonly Order[];
  readonly usual: ListSort<Order>;
  /** Whether all rows may be shown without pages. */
  readonly canBeWhole?: boolean;
}

/** What the address keeps besides the filters. `sort` has a `-` in front where it is descending. */
interface Place {
  readonly sort: string;
  readonly rows: string;
  readonly after: string;
  readonly before: string;
  /** Only for the sake of "51–100": the cursor is what finds the page. */
  readonly page: number;
}

const FIRST = { after: '', before: '', page: 1 };

/** Keeps what is shown of a list in the address. No filter may be called as a part of the place is. Call it where `inject` may be called. */
export function listAddress<F extends UrlFields, Order extends string>(
  fields: F,
  { orders, usual, canBeWhole = false }: Options<Order>,
): ListAddress<ValuesOf<F>, Order> {
  type Filters = ValuesOf<F>;
  // It listens from now on.
  inject(ListMemory);
  const place = {
    sort: urlChoice(
      orders.flatMap(order => [order, `-${order}`]),
      usual.isDescending ? `-${usual.by}` : usual.by,
    ),
    rows: urlChoice([...PAGE_SIZES.map(String), ...(canBeWhole ? ['all'] : [])], String(USUAL_SIZE)),
    after: urlText(CURSOR_LENGTH),
    before: urlText(CURSOR_LENGTH),
    page: urlNumber(1, 1_000_000, 1),
  } satisfies { [Name in keyof Place]: UrlField<Place[Name]> };
  const state = urlState({ ...fields, ...place }) as unknown as UrlState<Filters & Place>;

  const present: Signal<Filters & Place> = state.value;
  const filters = computed(() => pick(present(), Object.keys(fields)) as Filters, { equal: isSame });
  const size = computed(() => (present().rows === 'all' ? 0 : Number(present().rows)));
  const change = (changes: Partial<Filters> | Partial<Place>, isPassing = false) =>
    state.change({ ...FIRST, ...changes } as Partial<Filters & Place>, isPassing);

  return {
    filters,
    size,
    sort: computed(() => sortOf(present().sort as Order | `-${Order}`), { equal: isSame }),
    from: computed(() => (present().page - 1) * size() + 1),
    page: computed(() => pageOf(present(), size() || CHUNK), { equal: isSame }),
    isNarrowed: computed(() => Object.entries(fields).some(([name, field]) => field.write(filters()[name]))),
    view: computed(() => JSON.stringify(present())),
    narrow: change,
    clear: () => change(usualOf(fields)),
    sortBy: ({ by, isDescending }) => change({ sort: isDescending ? `-${by}` : by }),
    resize: rows => change({ rows: rows === 0 ? 'all' : String(rows) }),
    turn: (step, info) => change(placeAfter(step, present().page, info)),
  };
}

/** What the filters are where the address says nothing. */
function usualOf<F extends UrlFields>(fields: F): ValuesOf<F> {
  const usual: unknown = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.read(null)]));
  return usual as ValuesOf<F>;
}

function pageOf({ after, before }: Place, size: number): PageVariables {
  return before
    ? { last: size, before, first: null, after: null }
    : { first: size, after: after || null, last: null, before: null };
}

function placeAfter(step: 'first' | 'previous' | 'next', page: number, info: PageInfo | undefined): Partial<Place> {
  if (step === 'next' && info?.endCursor) return { after: info.endCursor, page: page + 1 };
  // The page before the second is the first, whatever has come in front of it meanwhile.
  if (step === 'previous' && page > 2 && info?.startCursor) return { before: info.startCursor, page: page - 1 };
  return FIRST;
}

function sortOf<Order extends string>(word: Order | `-${Order}`): ListSort<Order> {
  return word.startsWith('-')
    ? { by: word.slice(1) as Order, isDescending: true }
    : { by: word as Order, isDescending: false };
}

const pick = (values: object, names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, (values as Record<string, unknown>)[name]]));

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
