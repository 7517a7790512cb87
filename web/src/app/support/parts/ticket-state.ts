import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TicketState } from '../../core/graphql/generated';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { T } from '../../core/i18n/t.pipe';
import { Badge, type Tone } from '../../ui/badge/badge';

const STATES: Readonly<Record<TicketState, { tone: Tone; word: PlainKey }>> = {
  OPEN: { tone: 'warning', word: 'support.state.OPEN' },
  ANSWERED: { tone: 'success', word: 'support.state.ANSWERED' },
  CLOSED: { tone: 'neutral', word: 'support.state.CLOSED' },
};

/** Whose turn it is in a ticket. */
@Component({
  selector: 'app-ticket-state',
  imports: [Badge, T],
  template: `<ui-badge [tone]="shown().tone">{{ shown().word | t }}</ui-badge>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketStateBadge {
  readonly state = input.required<TicketState>();

  protected readonly shown = computed(() => STATES[this.state()]);
}
