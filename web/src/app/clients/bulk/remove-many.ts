import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RemoveClientsDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Toasts } from '../../core/toasts/toasts';
import { Confirm } from '../../ui/dialog/confirm';
import { inHundreds } from './in-hundreds';

/** Asks, and then removes the chosen clients. */
@Component({
  selector: 'app-remove-many',
  imports: [Confirm, T],
  template: `
    <ui-confirm
      [heading]="'clients.remove-many' | t: { count: ids().length }"
      [action]="'clients.remove' | t"
      [isDangerous]="true"
      [isBusy]="isBusy()"
      [refusal]="refusal()"
      (confirmed)="remove()"
      (closed)="closed.emit()"
    >
      <p>{{ 'clients.remove-text' | t }}</p>
    </ui-confirm>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RemoveMany {
  private readonly texts = inject(Texts);
  private readonly refusals = inject(RefusalTexts);
  private readonly toasts = inject(Toasts);
  private readonly send = run(RemoveClientsDocument, { inline: true });

  readonly ids = input.required<readonly string[]>();
  /** These are removed. */
  readonly removed = output<readonly string[]>();
  readonly closed = output();

  protected readonly isBusy = signal(false);
  protected readonly refusal = computed(() => {
    const refusal = this.send.refusal();
    return refusal && this.refusals.of(refusal);
  });

  protected async remove(): Promise<void> {
    this.isBusy.set(true);
    const outcome = await inHundreds(this.ids(), async ids => (await this.send({ ids }))?.removeClients);
    this.isBusy.set(false);
    if (!outcome) return;

    const { done, refused, code } = outcome;
    if (done.length > 0) this.toasts.done(this.texts.get('clients.removed', { count: done.length }));
    if (refused > 0) this.toasts.failed(this.texts.get('clients.refused-some', { count: refused }) + this.why(code));
    this.removed.emit(done);
    this.closed.emit();
  }

  private why(code: string | undefined): string {
    return code ? ` ${this.texts.find(`errors.${code}`, { limit: '–', used: '–' })}` : '';
  }
}
