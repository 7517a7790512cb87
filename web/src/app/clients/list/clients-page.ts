import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { skip } from 'rxjs';
import { Viewer } from '../../core/auth/viewer';
import { clientName, grouped } from '../../core/client-name';
import { Failure } from '../../core/graphql/failure';
import {
  type ClientRowFragment,
  ClientListDocument,
  ClientListLiveDocument,
  ExportClientsDocument,
  SuspectedCopiesDocument,
} from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { T } from '../../core/i18n/t.pipe';
import { PAGE_SIZES, listAddress } from '../../core/list/list-address';
import { ListPager } from '../../core/list/list-pager';
import { listExport } from '../../core/list/list-export';
import { liveList } from '../../core/list/live-list';
import { Ago } from '../../core/time/ago.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Banner } from '../../ui/banner/banner';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { ExportButton } from '../../ui/export-button/export-button';
import { Column } from '../../ui/table/column';
import { Table } from '../../ui/table/table';
import { CommentMany } from '../bulk/comment-many';
import { RemoveMany } from '../bulk/remove-many';
import { PlatformName } from '../../core/platform/platform-name.pipe';
import { PresenceBadge } from '../parts/presence-badge';
import { CLIENT_FILTERS, filterOf } from './client-filter';
import { ClientFilters } from './client-filters';
import { CLIENT_ORDERS, compareBy, orderOf } from './client-order';

const EVERYTHING = { scope: 'EVERYTHING' } as const;
/** So many clients by their numbers the server takes at once. */
const MOST_CHOSEN = 1000;

/** The page `/clients`: every client of the account, live, with what can be done with several of them at once. */
@Component({
  selector: 'app-clients-page',
  imports: [
    Ago,
    Banner,
    ClientFilters,
    Column,
    CommentMany,
    EmptyState,
    ExportButton,
    Failure,
    MatButtonModule,
    ListPager,
    PlatformName,
    PresenceBadge,
    RemoveMany,
    RouterLink,
    T,
    Table,
    TzDate,
  ],
  templateUrl: './clients-page.html',
  host: { class: 'fill' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClientsPage {
  private readonly viewer = inject(Viewer);

  protected readonly address = listAddress(CLIENT_FILTERS, {
    orders: CLIENT_ORDERS,
    usual: { by: 'ID', isDescending: false },
    canBeWhole: true,
  });
  private readonly filter = computed(() => filterOf(this.address.filters()));
  protected readonly list = liveList({
    query: ClientListDocument,
    variables: () => ({ filter: this.filter(), orderBy: orderOf(this.address.sort()), ...this.address.page() }),
    isWhole: () => this.address.size() === 0,
    page: data => data.clients,
    live: ClientListLiveDocument,
    liveVariables: () => ({ filter: this.filter() }),
    changes: data => data.clientChanged.map(({ id, kind, client }) => ({ id, row: client, isNew: kind === 'ADDED' })),
    compare: () => compareBy(this.address.sort()),
  });

  protected readonly csv = listExport(
    ExportClientsDocument,
    () => ({
      filter: this.filter(),
      orderBy: orderOf(this.address.sort()),
      ...this.address.page(),
      // A list without pages shows everything.
      options: this.address.size() === 0 ? EVERYTHING : null,
    }),
    data => data.exportClients,
  );
  protected readonly chosenCsv = listExport(
    ExportClientsDocument,
    () => ({ filter: { ids: this.chosenIds() }, options: EVERYTHING }),
    data => data.exportClients,
  );
  protected readonly canExportChosen = computed(() => this.chosen().size <= MOST_CHOSEN);

  protected readonly canWrite = computed(() => this.viewer.can('CLIENTS_WRITE'));
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly chosenIds = computed(() => [...this.chosen()]);
  protected readonly task = signal<'comment' | 'remove' | undefined>(undefined);
  protected readonly sizes = [...PAGE_SIZES, 0];

  protected readonly copies = liveQuery(SuspectedCopiesDocument, () => ({}));
  /** How many clients may be copies; 0 too where that is not known. */
  protected readonly copyCount = computed(() =>
    this.copies.error() ? 0 : (this.copies.value()?.clients.totalCount.value ?? 0),
  );
  private readonly shownCopies = computed(
    () => this.list.rows()?.filter(row => row().suspectedCloneAt !== null).length ?? 0,
  );

  protected readonly nameOf = (client: ClientRowFragment) => clientName({ clientId: client.id, alias: client.alias });
  protected readonly linkOf = (client: ClientRowFragment) => ['/clients', client.id];
  protected readonly grouped = grouped;

  constructor() {
    // A suspicion that comes or goes in the list is heard of by the list alone.
    toObservable(this.shownCopies)
      .pipe(skip(1), takeUntilDestroyed())
      .subscribe(() => this.copies.reload());
  }

  protected choose(chosen: ReadonlySet<string> | undefined): void {
    this.chosen.set(chosen ?? new Set());
  }

  /** What was chosen and is gone cannot stay chosen. */
  protected forget(ids: readonly string[]): void {
    this.chosen.update(chosen => new Set([...chosen].filter(id => !ids.includes(id))));
  }

  /** A cursor that somebody sent may no longer be one: then the list begins anew. */
  protected retry(): void {
    if (this.address.from() > 1) this.address.turn('first', undefined);
    else this.list.reload();
  }
}
