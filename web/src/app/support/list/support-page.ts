import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Viewer } from '../../core/auth/viewer';
import { Failure } from '../../core/graphql/failure';
import { TicketListDocument, TicketListLiveDocument, type TicketRowFragment } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { liveUpdates } from '../../core/graphql/live-updates';
import { T } from '../../core/i18n/t.pipe';
import { listAddress } from '../../core/list/list-address';
import { ListPager } from '../../core/list/list-pager';
import { Ago } from '../../core/time/ago.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Icon } from '../../ui/icon/icon';
import { Column } from '../../ui/table/column';
import { Table } from '../../ui/table/table';
import { TicketStateBadge } from '../parts/ticket-state';

/** The page `/settings/support`: the account's tickets, the last changed first, and the way to a new one. */
@Component({
  selector: 'app-support-page',
  imports: [
    Ago,
    Column,
    EmptyState,
    Failure,
    Icon,
    MatButtonModule,
    ListPager,
    RouterLink,
    T,
    Table,
    TicketStateBadge,
    TzDate,
  ],
  templateUrl: './support-page.html',
  host: { class: 'stack wide' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SupportPage {
  private readonly viewer = inject(Viewer);

  protected readonly address = listAddress({}, { orders: ['NEWEST'], usual: { by: 'NEWEST', isDescending: false } });
  protected readonly query = liveQuery(TicketListDocument, () => this.address.page());
  private readonly page = computed(() => (this.query.error() ? undefined : this.query.value()?.tickets));
  protected readonly rows = computed(() => this.page()?.nodes);
  protected readonly info = computed(() => this.page()?.pageInfo);
  protected readonly total = computed(() => this.page()?.totalCount);
  protected readonly canWrite = computed(() => this.viewer.can('TICKETS_WRITE'));
  protected readonly nameOf = ({ number }: TicketRowFragment) => number;
  protected readonly linkOf = ({ id }: TicketRowFragment) => ['/settings/support', id];

  constructor() {
    // What was changed moves to the front, so the page is read anew.
    liveUpdates(TicketListLiveDocument, () => ({}), { next: () => this.query.reload() });
  }
}
