import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Failure } from '../../core/graphql/failure';
import { InvoiceDetailsDocument, type PaymentMethodKind } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { reloadOn } from '../../core/graphql/reload-on';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { T } from '../../core/i18n/t.pipe';
import { ListMemory } from '../../core/list/list-memory';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Card } from '../../ui/card/card';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Icon } from '../../ui/icon/icon';
import { PageHead } from '../../ui/page-head/page-head';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { InvoiceStateBadge } from '../parts/invoice-state';
import { Period } from '../parts/period.pipe';
import { InvoiceLines } from './invoice-lines';
import { Party } from './party';

const LIST = '/settings/invoices';

const PAYMENT_KINDS: Readonly<Record<PaymentMethodKind, PlainKey>> = {
  SEPA_DEBIT: 'invoices.paid-by.SEPA_DEBIT',
  INVOICE: 'invoices.paid-by.INVOICE',
  CARD: 'invoices.paid-by.CARD',
};

/** The page `/settings/invoices/<id>`: what an invoice is for, from whom, to whom, and whether it is paid. */
@Component({
  selector: 'app-invoice-page',
  imports: [
    Card,
    EmptyState,
    Failure,
    Icon,
    InvoiceLines,
    InvoiceStateBadge,
    MatButtonModule,
    PageHead,
    Party,
    Period,
    RouterLink,
    Skeleton,
    T,
    TzDate,
  ],
  templateUrl: './invoice-page.html',
  styleUrl: './invoice-page.scss',
  host: { class: 'stack' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InvoicePage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly query = liveQuery(InvoiceDetailsDocument, () => ({ id: this.id() }));
  protected readonly back = inject(ListMemory).addressOf(LIST);
  protected readonly list = LIST;
  protected readonly paidBy = computed(() => {
    const payment = this.query.error() ? undefined : this.query.value()?.invoice?.payment;
    return payment && PAYMENT_KINDS[payment.kind];
  });

  constructor() {
    reloadOn(['INVOICE_PAID', 'INVOICE_CANCELLED', 'INVOICE_REMINDED'], () => this.query.reload());
  }
}
