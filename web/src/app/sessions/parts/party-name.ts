import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { clientName, grouped } from '../../core/client-name';
import type { PartyFragment } from '../../core/graphql/generated';
import { T } from '../../core/i18n/t.pipe';

/** One of the two ends of a session: its alias and number as they were then; where wanted, an own client leads to its page. */
@Component({
  selector: 'app-party-name',
  imports: [RouterLink, T],
  template: `
    @if (leads() && party().isOwn) {
      <a [routerLink]="['/clients', party().clientId]">{{ name() }}</a>
    } @else {
      <b class="numbers">{{ name() }}</b>
    }
    <small class="numbers">
      {{ number() }}
      @if (!party().isOwn) {
        <span>{{ 'sessions.foreign' | t }}</span>
      }
    </small>
  `,
  styleUrl: './party-name.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PartyName {
  readonly party = input.required<PartyFragment>();
  readonly leads = input(false);

  protected readonly name = computed(() => clientName(this.party()));
  /** Where the name is the number already, it is not said twice. */
  protected readonly number = computed(() => (this.party().alias ? grouped(this.party().clientId) : ''));
}
