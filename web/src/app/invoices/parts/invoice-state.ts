import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { InvoiceState } from '../../core/graphql/generated';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { T } from '../../core/i18n/t.pipe';
import { Badge, type Tone } from '../../ui/badge/badge';

const STATES: Readonly<Record<InvoiceState, { tone: Tone; word: PlainKey }>> = {
  OPEN: { tone: 'warning', word: 'invoices.state.OPEN' },
  OVERDUE: { tone: 'danger', word: 'invoices.state.OVERDUE' },
  PAID: { tone: 'success', word: 'invoices.state.PAID' },
  CANCELLED: { tone: 'neutral', word: 'invoices.state.CANCELLED' },
};

/** Whether an invoice is paid. */
@Component({
  selector: 'app-invoice-state',
  imports: [Badge, T],
  template: `<ui-badge [tone]="shown().tone">{{ shown().word | t }}</ui-badge>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InvoiceStateBadge {
  readonly state = input.required<InvoiceState>();

  protected readonly shown = computed(() => STATES[this.state()]);
}
