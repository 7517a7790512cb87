import { type Signal, type WritableSignal, signal, untracked } from '@angular/core';

export type Compare<Row> = (one: Row, other: Row) => number;

/**
 * The rows of a live list: each a signal, found by its id, in an order of their own. A row that changes is drawn alone; only
 * where rows come, go or change places is there a new list. 100,000 rows cost no more than 100 that are seen.
 */
export class LiveRows<Row extends { readonly id: string }> {
  private readonly byId = new Map<string, WritableSignal<Row>>();
  private readonly shown = signal<readonly WritableSignal<Row>[] | undefined>(undefined);

  /** In their order; undefined before the first ones. */
  readonly list: Signal<readonly Signal<Row>[] | undefined> = this.shown.asReadonly();

  get size(): number {
    return this.byId.size;
  }

  get(id: string): Row | undefined {
    const row = this.byId.get(id);
    return row && untracked(row);
  }

  /** The first and the last row. */
  ends(): readonly [first: Row, last: Row] | undefined {
    const list = untracked(this.shown);
    const [first, last] = [list?.[0], list?.at(-1)];
    return first && last && [untracked(first), untracked(last)];
  }

  forget(): void {
    this.byId.clear();
    this.shown.set(undefined);
  }

  /** These are all there are. A row that was there already keeps its signal. */
  replace(rows: readonly Row[]): void {
    const next = rows.map(row => this.signalOf(row));
    const ids = new Set(rows.map(({ id }) => id));
    for (const id of this.byId.keys()) if (!ids.has(id)) this.byId.delete(id);
    this.show(next);
  }

  /** These come behind the others. */
  append(rows: readonly Row[]): void {
    const fresh = rows.filter(({ id }) => !this.byId.has(id));
    for (const row of rows) if (this.byId.has(row.id)) this.patch(row);
    this.show([...(untracked(this.shown) ?? []), ...fresh.map(row => this.signalOf(row))]);
  }

  /** The row as it is now, in the place that it has. */
  patch(row: Row): void {
    this.byId.get(row.id)?.set(row);
  }

  /** Takes rows away, and puts others where they belong: also those that have changed places. */
  rearrange(gone: readonly string[], come: readonly Row[], compare: Compare<Row>): void {
    const moved = new Set([...gone, ...come.map(({ id }) => id)]);
    const next = (untracked(this.shown) ?? []).filter(row => !moved.has(untracked(row).id));
    for (const row of come) next.splice(placeOf(row, next, compare), 0, this.signalOf(row));
    for (const id of gone) this.byId.delete(id);
    this.show(next);
  }

  private signalOf(row: Row): WritableSignal<Row> {
    const known = this.byId.get(row.id);
    if (known) {
      known.set(row);
      return known;
    }
    const made = signal(row);
    this.byId.set(row.id, made);
    return made;
  }

  private show(next: readonly WritableSignal<Row>[]): void {
    const before = untracked(this.shown);
    const isSame = before?.length === next.length && next.every((row, index) => row === before[index]);
    if (!isSame) this.shown.set(next);
  }
}

/** The index at which a row belongs in a sorted list, by halving. */
function placeOf<Row>(row: Row, list: readonly Signal<Row>[], compare: Compare<Row>): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = list[middle];
    if (other && compare(untracked(other), row) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
