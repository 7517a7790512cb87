import { DestroyRef, type Signal, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { OperationVariables } from '@apollo/client';
import { Apollo, type TypedDocumentNode } from 'apollo-angular';
import { Subject, bufferTime, filter, map, merge, switchMap, throttleTime } from 'rxjs';
import { Connection } from '../graphql/connection';
import { liveUpdates } from '../graphql/live-updates';
import { RETRY_WAIT } from '../retry-wait';
import type { PageInfo, PageVariables } from './list-address';
import { type RowChange, effectOf } from './list-changes';
import { type ListPage, PageReader } from './page-reader';
import { LIVE_PACE } from './live-pace';
import { type Compare, LiveRows } from './live-rows';

export interface LiveListOptions<Data, Variables, Row, LiveData, LiveVariables> {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: () => NoInfer<Variables>;
  /** The list has no pages: more rows are added to those that are there. */
  readonly isWhole?: () => boolean;
  readonly page: (data: Data) => ListPage<Row>;
  readonly live: TypedDocumentNode<LiveData, LiveVariables>;
  readonly liveVariables: () => NoInfer<LiveVariables>;
  readonly changes: (data: LiveData) => readonly RowChange<Row>[];
  /** The order that the server lists the rows in: it tells whether a change is about what is shown. */
  readonly compare: () => Compare<Row>;
}

/** The rows of a live table, and what is to be said about them. */
export interface LiveList<Row> {
  /** Undefined before the first answer, and where there is none. */
  readonly rows: Signal<readonly Signal<Row>[] | undefined>;
  readonly total: Signal<ListPage<Row>['totalCount'] | undefined>;
  readonly info: Signal<PageInfo | undefined>;
  /** Why there is nothing to show; undefined while there is. */
  readonly error: Signal<unknown>;
  /** What is wanted is on its way; what was wanted before still stands there. */
  readonly isBusy: Signal<boolean>;
  reload(): void;
  /** Adds the next rows of a list without pages. */
  more(): void;
}

/** Above so many rows a list without pages begins anew after a lost connection, instead of reading them all again. */
const READ_AGAIN = 5_000;

/**
 * A list that takes its page from the server and follows what happens to it. What is heard is gathered for 250 ms and drawn row by
 * row; where rows come, go or change places the page is read anew, once a second at most, and so it is after a lost connection.
 * A list without pages puts them in their places by itself. Nothing of it is in Apollo's cache. Call it where `inject` may be called.
 */
export function liveList<
  Data,
  Variables extends PageVariables & OperationVariables,
  Row extends { readonly id: string },
  LiveData,
  LiveVariables extends OperationVariables,
>(options: LiveListOptions<Data, Variables, Row, LiveData, LiveVariables>): LiveList<Row> {
  const connection = inject(Connection);
  const pace = inject(LIVE_PACE);
  const reader = new PageReader(inject(Apollo), options, inject(RETRY_WAIT));

  const held = new LiveRows<Row>();
  const total = signal<ListPage<Row>['totalCount'] | undefined>(undefined);
  const info = signal<PageInfo | undefined>(undefined);
  const error = signal<unknown>(undefined);
  const isBusy = signal(true);
  const wanted = computed(() => JSON.stringify(options.variables()));
  /** Which wish the rows that are shown fulfill. */
  let shown: string | undefined;
  /** What was heard while a page is on its way: the page may be older. */
  let meanwhile: RowChange<Row>[] = [];

  const asked = new Subject<{ isQuiet: boolean }>();
  const stale = new Subject<void>();
  const heard = new Subject<readonly RowChange<Row>[]>();
  const isWhole = () => untracked(() => options.isWhole?.() ?? false);

  const take = ({ nodes, pageInfo, totalCount }: ListPage<Row>) => {
    held.replace(nodes);
    info.set(pageInfo);
    total.set(totalCount);
    error.set(undefined);
    isBusy.set(false);
    shown = untracked(wanted);
    connection.setBehind(held, false);
    apply(meanwhile.splice(0));
  };
  const fail = (why: unknown) => {
    isBusy.set(false);
    held.forget();
    error.set(why);
  };
  const ask = ({ isQuiet }: { isQuiet: boolean }) => {
    meanwhile = [];
    const isShown = shown === untracked(wanted);
    if (!isQuiet || !isShown) isBusy.set(true);
    const least = isQuiet && isWhole() && held.size <= READ_AGAIN ? held.size : 0;
    // What is shown stays while it cannot be read anew; the page is not live then.
    return isShown ? reader.readUntilDone(least, () => connection.setBehind(held, true)) : reader.read(least, fail);
  };

  const apply = (changes: readonly RowChange<Row>[]) => {
    if (!untracked(held.list) || changes.length === 0) return;
    meanwhile.push(...changes);
    const compare = untracked(options.compare);
    const { same, come, gone, isTotalOff } = effectOf(changes, held, untracked(info), compare);
    for (const row of same) held.patch(row);
    if (isWhole()) {
      if (come.length + gone.length > 0) held.rearrange(gone, come, compare);
      if (untracked(info)?.hasNextPage === false) total.set({ value: held.size, isExact: true });
    } else {
      for (const row of come) held.patch(row);
      if (come.length + gone.length > 0 || isTotalOff) stale.next();
    }
  };

  merge(
    toObservable(wanted).pipe(map(() => ({ isQuiet: false }))),
    stale.pipe(
      throttleTime(pace.rereadMs, undefined, { leading: false, trailing: true }),
      map(() => ({ isQuiet: true })),
    ),
    connection.resync.pipe(map(() => ({ isQuiet: true }))),
    asked,
  )
    .pipe(switchMap(ask), takeUntilDestroyed())
    .subscribe(take);
  heard
    .pipe(
      bufferTime(pace.gatherMs),
      filter(batches => batches.length > 0),
      takeUntilDestroyed(),
    )
    .subscribe(batches => apply(batches.flat()));
  liveUpdates(options.live, options.liveVariables, {
    fetchPolicy: 'no-cache',
    next: data => heard.next(options.changes(data)),
  });
  // What happened after the answer and before the first moment of following is in neither: so it is read once more.
  effect(() => {
    options.liveVariables();
    if (connection.isOpen()) stale.next();
  });
  inject(DestroyRef).onDestroy(() => connection.setBehind(held, false));

  return {
    rows: held.list,
    total: total.asReadonly(),
    info: info.asReadonly(),
    error: error.asReadonly(),
    isBusy: isBusy.asReadonly(),
    reload: () => asked.next({ isQuiet: false }),
    more: () => {
      const present = untracked(info);
      const wish = untracked(wanted);
      if (!present?.hasNextPage || untracked(isBusy)) return;
      reader.readMore(present, ({ nodes, pageInfo, totalCount }) => {
        if (wish !== untracked(wanted)) return;
        held.append(nodes);
        info.set({ ...present, hasNextPage: pageInfo.hasNextPage, endCursor: pageInfo.endCursor });
        total.set(totalCount);
      });
    },
  };
}
