import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { TokenScope } from '../../core/graphql/generated';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { areasOf } from './scopes';

/** What a token may do, in a few words: "Clients, Sessions (change too)". */
@Component({
  selector: 'app-token-scopes',
  imports: [T],
  template: `
    <span [title]="words()">{{ words() }}</span>
    @if (networks(); as list) {
      <small class="below" [title]="list.join(', ')">
        {{ 'account.tokens.only-from' | t: { networks: list.join(', ') } }}
      </small>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TokenScopes {
  private readonly texts = inject(Texts);

  readonly scopes = input.required<readonly TokenScope[]>();
  readonly networks = input.required<readonly string[] | null>();

  protected readonly words = computed(() =>
    areasOf(this.scopes())
      .map(({ word, read, write }) => {
        const name = this.texts.find(`account.tokens.area.${word}`);
        return read && write ? this.texts.get('account.tokens.and-change', { name }) : name;
      })
      .join(', '),
  );
}
