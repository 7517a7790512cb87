import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { PlatformName } from '../core/platform/platform-name.pipe';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import { TzDate } from '../core/time/tz-date.pipe';
import { type Fact, factsOf } from './facts';

/** What is known of an event besides its type, in a line. */
@Component({
  selector: 'app-deed-facts',
  imports: [PlatformName, T, TzDate],
  template: `
    @for (fact of facts(); track fact.label) {
      <small class="below">
        {{ fact.label | t }}:
        @switch (fact.look) {
          @case ('moment') {
            {{ fact.value | tzDate }}
          }
          @case ('platform') {
            {{ $any(fact.value) | platformName }}
          }
          @default {
            <bdi>{{ wordsOf(fact) }}</bdi>
          }
        }
      </small>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeedFacts {
  private readonly texts = inject(Texts);

  readonly data = input.required<Readonly<Record<string, unknown>>>();

  protected readonly facts = computed(() => factsOf(this.data()));

  /** A value without words stands as the API has it. */
  protected wordsOf({ value, words }: Fact): string {
    const found = words === undefined ? value : this.texts.find(words);
    return found === words ? value : found;
  }
}
