import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { clientName } from '../../core/client-name';
import { type ClientDetailsFragment, RemoveClientDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Confirm } from '../../ui/dialog/confirm';

/** Asks, says what it means, and then removes a client from the account. */
@Component({
  selector: 'app-remove-client',
  imports: [Confirm, T],
  template: `
    <ui-confirm
      [heading]="'clients.remove-one' | t: { client: name() }"
      [action]="'clients.remove' | t"
      [isDangerous]="true"
      [isBusy]="send.busy()"
      [refusal]="refusal()"
      (confirmed)="remove()"
      (closed)="closed.emit()"
    >
      <ul>
        <li>{{ 'clients.remove-free' | t }}</li>
        <li>{{ 'clients.remove-device' | t }}</li>
        <li>{{ 'clients.remove-history' | t }}</li>
      </ul>
    </ui-confirm>
  `,
  styles: `
    ul {
      display: grid;
      gap: 8px;
      padding-inline-start: 18px;
      list-style: disc;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RemoveClient {
  private readonly refusals = inject(RefusalTexts);
  private readonly cache = inject(Apollo).client.cache;

  readonly client = input.required<Pick<ClientDetailsFragment, 'id' | 'alias'>>();
  readonly removed = output();
  readonly closed = output();

  protected readonly send = run(RemoveClientDocument, { inline: true });
  protected readonly name = computed(() => clientName({ clientId: this.client().id, alias: this.client().alias }));
  protected readonly refusal = computed(() => {
    const refusal = this.send.refusal();
    return refusal && this.refusals.of(refusal);
  });

  protected async remove(): Promise<void> {
    const { id } = this.client();
    if (!(await this.send({ id }))) return;
    this.removed.emit();
    this.cache.evict({ id: this.cache.identify({ __typename: 'Client', id }) });
  }
}
