import { computed, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { OperationVariables } from '@apollo/client';
import { Apollo, type TypedDocumentNode } from 'apollo-angular';
import { type Observable, concatWith, defer, map, retry, switchMap, throwError, timer } from 'rxjs';
import { Connection } from './connection';
import { dataOf } from './data-of';
import { RETRY_WAIT } from '../retry-wait';

/** How a subscription is followed. */
export interface LiveUpdatesOptions<Data> {
  /** Called with each payload, for pages that do more than let it merge into the cache. */
  readonly next?: (data: Data) => void;
  /** `no-cache` keeps payloads out of the cache, for tables that hold their rows themselves. */
  readonly fetchPolicy?: 'no-cache';
}

/**
 * Keeps a subscription open while its page lives. A payload with `__typename` and `id` merges into what `liveQuery` shows.
 * The variables are read again when a signal in them changes, and after a lost connection: a cursor, read with
 * `untracked`, resumes there. A refused subscription is tried again, with waits. Call it where `inject` may be called.
 */
export function liveUpdates<Data, Variables extends OperationVariables>(
  subscription: TypedDocumentNode<Data, Variables>,
  variables: () => Variables,
  options: LiveUpdatesOptions<Data> = {},
): void {
  const apollo = inject(Apollo);
  const connection = inject(Connection);
  const waitMs = inject(RETRY_WAIT);
  const reconnects = signal(0);
  // As text, so that a new object with the same values opens nothing anew.
  const present = computed(() => {
    reconnects();
    return JSON.stringify(variables());
  });

  connection.resync.pipe(takeUntilDestroyed()).subscribe(() => reconnects.update(count => count + 1));
  toObservable(present)
    .pipe(
      switchMap(() =>
        defer(() => payloads(apollo, subscription, untracked(variables), options.fetchPolicy)).pipe(
          retry({ delay: (_, attempt) => timer(waitMs(attempt - 1)), resetOnSuccess: true }),
        ),
      ),
      takeUntilDestroyed(),
    )
    .subscribe(data => options.next?.(data));
}

/** The payloads of a subscription; its end, wanted or not, is an error, so that it is opened again. */
function payloads<Data, Variables extends OperationVariables>(
  apollo: Apollo,
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  fetchPolicy: 'no-cache' | undefined,
): Observable<Data> {
  const options = { query, variables, fetchPolicy } as Apollo.SubscribeOptions<Data, Variables>;
  return apollo.subscribe<Data, Variables>(options).pipe(
    map(result => dataOf<Data>(result)),
    concatWith(throwError(() => new Error('The server ended the subscription'))),
  );
}
