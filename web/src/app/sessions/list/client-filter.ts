import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { type Observable, catchError, map, of, switchMap } from 'rxjs';
import { clientName, grouped } from '../../core/client-name';
import { dataOf } from '../../core/graphql/data-of';
import { type FindClientsQuery, FindClientsDocument } from '../../core/graphql/generated';
import { T } from '../../core/i18n/t.pipe';
import { Filter } from '../../ui/filter/filter';
import { SearchField } from '../../ui/search-field/search-field';

type Found = FindClientsQuery['clients']['nodes'][number];

/** Narrows the log to the sessions of one client, found by its number, alias or host name, or any number, typed in full. */
@Component({
  selector: 'app-client-filter',
  imports: [Filter, SearchField, T],
  templateUrl: './client-filter.html',
  styleUrl: './client-filter.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClientFilter {
  private readonly apollo = inject(Apollo);
  private readonly filter = viewChild.required(Filter);

  /** A client's number; empty for all clients. */
  readonly client = input.required<string>();
  /** The user wants the sessions of this number; empty for all. */
  readonly wish = output<string>();

  protected readonly search = signal('');
  protected readonly found = toSignal(
    toObservable(this.search).pipe(switchMap(search => (search ? this.clients(search) : of([])))),
    { initialValue: [] },
  );
  /** What is being typed where it is a whole number, also one of another account. */
  protected readonly number = computed(() => {
    const digits = digitsOf(this.search());
    return /^[1-9]\d{8,9}$/.test(digits) && !this.found().some(({ id }) => id === digits) ? digits : undefined;
  });
  protected readonly summary = computed(() => (this.client() ? grouped(this.client()) : undefined));
  protected readonly grouped = grouped;
  protected readonly nameOf = ({ id, alias }: Found) => clientName({ clientId: id, alias });

  protected choose(id: string): void {
    this.wish.emit(id);
    this.search.set('');
    this.filter().close();
  }

  /** A failure finds nobody: the number can be typed in full. */
  private clients(search: string): Observable<readonly Found[]> {
    const digits = digitsOf(search);
    const variables = { search: /^\d+$/.test(digits) ? digits : search };
    return this.apollo.query({ query: FindClientsDocument, variables, fetchPolicy: 'no-cache' }).pipe(
      map(result => dataOf<FindClientsQuery>(result).clients.nodes),
      catchError(() => of([])),
    );
  }
}

const digitsOf = (text: string): string => text.replace(/\s/g, '');
