import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { InvoiceRowFragment, InvoiceSheetFragment } from '../../core/graphql/generated';
import { Locale } from '../../core/i18n/locale';
import { Money } from '../../core/i18n/money.pipe';
import { T } from '../../core/i18n/t.pipe';
import { Period } from '../parts/period.pipe';

/** What an invoice is for, and its sums. */
@Component({
  selector: 'app-invoice-lines',
  imports: [Money, Period, T],
  templateUrl: './invoice-lines.html',
  styleUrl: './invoice-lines.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InvoiceLines {
  private readonly locale = inject(Locale);

  readonly invoice = input.required<InvoiceRowFragment & InvoiceSheetFragment>();

  protected readonly vatPercent = computed(() =>
    (this.invoice().vatBasisPoints / 10_000).toLocaleString(this.locale.tag(), {
      style: 'percent',
      maximumFractionDigits: 2,
    }),
  );
}
