import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RemoveClientAliasDocument, SetClientAliasDocument } from '../../core/graphql/generated';
import type { Refusal } from '../../core/graphql/refusal';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Editable } from '../../ui/editable/editable';
import { MOST_PUBLIC, PUBLIC_NAMESPACE, aliasFault, namespaceOf } from './alias-name';

/** The names of a client: one in the account's own namespace, and up to three public ones. Each can be changed, or emptied. */
@Component({
  selector: 'app-client-aliases',
  imports: [Editable, MatButtonModule, T],
  templateUrl: './client-aliases.html',
  styleUrl: './client-aliases.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClientAliases {
  private readonly texts = inject(Texts);
  private readonly refusals = inject(RefusalTexts);
  private readonly give = run(SetClientAliasDocument, { inline: true });
  private readonly takeAway = run(RemoveClientAliasDocument, { inline: true });

  readonly clientId = input.required<string>();
  /** The shown one first. */
  readonly aliases = input.required<readonly string[]>();
  /** The account's own namespace. */
  readonly namespace = input.required<string | undefined>();
  readonly canWrite = input.required<boolean>();

  /** A further alias is being typed. */
  protected readonly isAdding = signal(false);
  protected readonly canAdd = computed(() => {
    const spaces = this.aliases().map(namespaceOf);
    const isOwnFree = this.namespace() !== undefined && !spaces.includes(this.namespace() ?? '');
    const publicOnes = spaces.filter(space => space === PUBLIC_NAMESPACE).length;
    return this.canWrite() && spaces.length > 0 && (isOwnFree || publicOnes < MOST_PUBLIC);
  });
  protected readonly hint = computed(() => {
    const own = this.namespace();
    return own ? this.texts.get('clients.alias-hint-own', { own }) : this.texts.get('clients.alias-hint');
  });

  protected readonly check = (text: string): string | undefined => {
    const fault = text.trim() ? aliasFault(text, this.namespace()) : undefined;
    return fault && this.texts.get(fault);
  };

  /** One line to begin with, where there is no name yet. */
  protected readonly shown = computed(() => (this.aliases().length > 0 ? this.aliases() : ['']));

  /** @returns why it was refused, in words */
  protected readonly add = async (alias: string): Promise<string | undefined> => {
    if (!alias) return undefined;
    return (await this.give({ id: this.clientId(), alias })) ? undefined : this.why(this.give.refusal());
  };

  /** Changes one of the names: the new one is given before the old one goes, so that nobody can take it meanwhile. */
  protected changeOf(before: string): (alias: string) => Promise<string | undefined> {
    return async alias => {
      const answer = alias ? await this.give({ id: this.clientId(), alias }) : undefined;
      if (alias && !answer) return this.why(this.give.refusal());
      // In the account's own namespace the new name has taken the place of the old one.
      const isStillThere = before !== '' && (answer?.setClientAlias.aliases.includes(before) ?? true);
      const isGone = !isStillThere || (await this.takeAway({ id: this.clientId(), alias: before })) !== undefined;
      return isGone ? undefined : this.why(this.takeAway.refusal());
    };
  }

  private why(refusal: Refusal | undefined): string {
    if (refusal?.details['reason'] === 'TAKEN') return this.texts.get('clients.alias-taken');
    if (refusal?.details['reason'] === 'UNKNOWN_NAMESPACE') return this.texts.get('clients.alias-fault.namespace');
    return refusal ? this.refusals.of(refusal) : this.texts.get('errors.UNREACHABLE');
  }
}
