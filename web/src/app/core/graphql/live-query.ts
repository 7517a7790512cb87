import { type ResourceRef, inject } from '@angular/core';
import { rxResource, takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { OperationVariables } from '@apollo/client';
import { Apollo, type TypedDocumentNode } from 'apollo-angular';
import { Observable, type Subscription, timer } from 'rxjs';
import { Connection } from './connection';
import { RETRY_WAIT } from '../retry-wait';

/**
 * A query whose value follows the cache: it changes when a mutation or a subscription writes to what it shows.
 * What the cache holds is shown at once, and the server asked all the same, also when `variables` changes, on `reload()`,
 * and after a lost connection. A failure lands in `error()` while there is nothing to show; what is shown already stays,
 * is asked for again until it comes, and the page is not `live` until then. While `variables` are undefined nothing is asked.
 * Call it where `inject` may be called.
 */
export function liveQuery<Data, Variables extends OperationVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: () => Variables | undefined,
): ResourceRef<Data | undefined> {
  const apollo = inject(Apollo);
  const connection = inject(Connection);
  const waitMs = inject(RETRY_WAIT);
  const resource = rxResource<Data, Variables | undefined>({
    params: variables,
    stream: ({ params }) => watched({ apollo, connection, waitMs }, query, params as Variables),
  });
  connection.resync.pipe(takeUntilDestroyed()).subscribe(() => resource.reload());
  return resource;
}

interface Ground {
  readonly apollo: Apollo;
  readonly connection: Connection;
  readonly waitMs: (attempt: number) => number;
}

function watched<Data, Variables extends OperationVariables>(
  { apollo, connection, waitMs }: Ground,
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Observable<Data> {
  return new Observable<Data>(shown => {
    let hasShown = false;
    let failures = 0;
    let retry: Subscription | undefined;
    const watch = apollo.watchQuery<Data, Variables>({
      query,
      variables,
      fetchPolicy: 'cache-and-network',
      nextFetchPolicy: 'cache-first',
    });

    const askAgain = () => {
      connection.setBehind(watch, true);
      retry?.unsubscribe();
      // A failure of this try comes by `valueChanges` too, so its promise has nothing to add.
      retry = timer(waitMs(failures++)).subscribe(() => void watch.refetch().catch(() => undefined));
    };

    const answers = watch.valueChanges.subscribe(({ data, dataState, error, loading }) => {
      if (error && !hasShown) shown.error(error);
      else if (error) askAgain();
      else if (dataState === 'complete') {
        if (!loading) {
          failures = 0;
          connection.setBehind(watch, false);
        }
        hasShown = true;
        shown.next(data);
      }
    });

    return () => {
      answers.unsubscribe();
      retry?.unsubscribe();
      connection.setBehind(watch, false);
    };
  });
}
