import type { PageInfo } from './list-address';
import type { Compare, LiveRows } from './live-rows';

/** A row as it is now; null where it is gone, or no longer one of the list. */
export interface RowChange<Row> {
  readonly id: string;
  readonly row: Row | null;
  /** It has just been made, so the list is longer than it was. */
  readonly isNew?: boolean;
}

/** What changes mean for the rows that are shown. */
export interface Effect<Row> {
  /** Shown, and where they were. */
  readonly same: readonly Row[];
  /** New here, or in another place than before. */
  readonly come: readonly Row[];
  /** The ids of those that were shown. */
  readonly gone: readonly string[];
  /** Rows were made or have gone that are not shown: the total is another. */
  readonly isTotalOff: boolean;
}

/** Sorts out what was heard: of several changes of one row the last counts. */
export function effectOf<Row extends { readonly id: string }>(
  changes: readonly RowChange<Row>[],
  held: LiveRows<Row>,
  info: PageInfo | undefined,
  compare: Compare<Row>,
): Effect<Row> {
  const [same, come, gone]: [Row[], Row[], string[]] = [[], [], []];
  let isTotalOff = false;
  for (const { id, row, isNew } of new Map(changes.map(change => [change.id, change])).values()) {
    const before = held.get(id);
    if (!row && before) gone.push(id);
    else if (!row) isTotalOff = true;
    else if (before && compare(before, row) === 0) same.push(row);
    else if (before || isWithin(row, held, info, compare)) come.push(row);
    else isTotalOff ||= isNew === true;
  }
  return { same, come, gone, isTotalOff };
}

/** Whether a row that is not shown belongs among those that are. */
function isWithin<Row extends { readonly id: string }>(
  row: Row,
  held: LiveRows<Row>,
  info: PageInfo | undefined,
  compare: Compare<Row>,
): boolean {
  const ends = held.ends();
  if (!ends || !info) return true;
  const [first, last] = ends;
  if (compare(row, first) < 0) return !info.hasPreviousPage;
  if (compare(row, last) > 0) return !info.hasNextPage;
  return true;
}
