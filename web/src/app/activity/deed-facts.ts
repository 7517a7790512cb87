import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { T } from '../core/i18n/t.pipe';
import { TzDate } from '../core/time/tz-date.pipe';
import { factsOf } from './facts';

/** What is known of an event besides its type, in a line. */
@Component({
  selector: 'app-deed-facts',
  imports: [T, TzDate],
  template: `
    @for (fact of facts(); track fact.label) {
      <small class="below">
        {{ fact.label | t }}:
        @switch (fact.look) {
          @case ('moment') {
            {{ fact.value | tzDate }}
          }
          @case ('role') {
            {{ $any('invitation.role.' + fact.value) | t }}
          }
          @default {
            <bdi>{{ fact.value }}</bdi>
          }
        }
      </small>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeedFacts {
  readonly data = input.required<Readonly<Record<string, unknown>>>();

  protected readonly facts = computed(() => factsOf(this.data()));
}
