import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Failure } from '../../core/graphql/failure';
import { InvoiceListDocument, type InvoiceRowFragment } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { reloadOn } from '../../core/graphql/reload-on';
import { Money } from '../../core/i18n/money.pipe';
import { T } from '../../core/i18n/t.pipe';
import { listAddress } from '../../core/list/list-address';
import { ListPager } from '../../core/list/list-pager';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Banner } from '../../ui/banner/banner';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Icon } from '../../ui/icon/icon';
import { Column } from '../../ui/table/column';
import { Table } from '../../ui/table/table';
import { InvoiceStateBadge } from '../parts/invoice-state';
import { Period } from '../parts/period.pipe';

/** The page `/settings/invoices`: every invoice of the account, the newest first, with its state and its PDF. */
@Component({
  selector: 'app-invoices-page',
  imports: [
    Banner,
    Column,
    EmptyState,
    Failure,
    Icon,
    InvoiceStateBadge,
    MatButtonModule,
    Money,
    ListPager,
    Period,
    RouterLink,
    T,
    Table,
    TzDate,
  ],
  templateUrl: './invoices-page.html',
  host: { class: 'stack wide' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InvoicesPage {
  protected readonly address = listAddress({}, { orders: ['NEWEST'], usual: { by: 'NEWEST', isDescending: false } });
  protected readonly query = liveQuery(InvoiceListDocument, () => this.address.page());

  private readonly page = computed(() => (this.query.error() ? undefined : this.query.value()?.invoices));
  protected readonly rows = computed(() => this.page()?.nodes);
  protected readonly info = computed(() => this.page()?.pageInfo);
  protected readonly total = computed(() => this.page()?.totalCount);
  protected readonly overdue = computed(() => this.rows()?.filter(({ state }) => state === 'OVERDUE') ?? []);
  protected readonly nameOf = ({ number }: InvoiceRowFragment) => number;
  protected readonly linkOf = ({ id }: InvoiceRowFragment) => ['/settings/invoices', id];

  constructor() {
    reloadOn(['INVOICE_ISSUED', 'INVOICE_PAID', 'INVOICE_CANCELLED', 'INVOICE_REMINDED'], () => this.query.reload());
  }
}
