import { untracked } from '@angular/core';
import type { OperationVariables } from '@apollo/client';
import type { Apollo, TypedDocumentNode } from 'apollo-angular';
import { EMPTY, type Observable, catchError, defer, expand, map, reduce, retry, timer } from 'rxjs';
import { dataOf } from '../graphql/data-of';
import { CHUNK, type PageInfo, type PageVariables } from './list-address';

/** A page of a list as the server sends it. */
export interface ListPage<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: PageInfo;
  readonly totalCount: { readonly value: number; readonly isExact: boolean };
}

interface Source<Data, Variables, Row> {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: () => Variables;
  readonly page: (data: Data) => ListPage<Row>;
}

/** Reads pages of a list past Apollo's cache. */
export class PageReader<Data, Variables extends PageVariables & OperationVariables, Row> {
  private isReadingMore = false;

  constructor(
    private readonly apollo: Apollo,
    private readonly source: Source<Data, Variables, Row>,
    private readonly waitMs: (attempt: number) => number,
  ) {}

  /** The wanted page, and as many behind it as it takes to have `least` rows. Completes without one where it was refused. */
  read(least: number, onFailure: (error: unknown) => void): Observable<ListPage<Row>> {
    return this.pages(least).pipe(
      catchError((error: unknown) => {
        onFailure(error);
        return EMPTY;
      }),
    );
  }

  /** The same, tried with waits until it comes. */
  readUntilDone(least: number, onFailure: () => void): Observable<ListPage<Row>> {
    return this.pages(least).pipe(
      retry({
        delay: (_, attempt) => {
          onFailure();
          return timer(this.waitMs(attempt - 1));
        },
      }),
    );
  }

  /** The rows behind those that are there, unless they are on their way already. A failure is no more than that none came. */
  readMore({ endCursor }: PageInfo, onPage: (page: ListPage<Row>) => void): void {
    if (this.isReadingMore) return;
    this.isReadingMore = true;
    this.page({ first: CHUNK, after: endCursor, last: null, before: null })
      .pipe(catchError(() => EMPTY))
      .subscribe({ next: onPage, complete: () => (this.isReadingMore = false) });
  }

  private pages(least: number): Observable<ListPage<Row>> {
    let count = 0;
    return this.page({}).pipe(
      expand(({ nodes, pageInfo }) => {
        count += nodes.length;
        return count < least && pageInfo.hasNextPage
          ? this.page({ first: CHUNK, after: pageInfo.endCursor, last: null, before: null })
          : EMPTY;
      }),
      reduce((all, next) => ({
        ...next,
        nodes: [...all.nodes, ...next.nodes],
        pageInfo: { ...all.pageInfo, hasNextPage: next.pageInfo.hasNextPage, endCursor: next.pageInfo.endCursor },
      })),
    );
  }

  private page(place: PageVariables): Observable<ListPage<Row>> {
    return defer(() => {
      const variables = { ...untracked(this.source.variables), ...place };
      const options = { query: this.source.query, variables, fetchPolicy: 'no-cache' };
      return this.apollo.query<Data, Variables>(options as unknown as Apollo.QueryOptions<Data, Variables>);
    }).pipe(map(result => this.source.page(dataOf<Data>(result))));
  }
}
