import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { FormControl, FormGroup } from '@angular/forms';
import { SetClientCommentsDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Toasts } from '../../core/toasts/toasts';
import { FormDialog } from '../../ui/dialog/form-dialog';
import { TextField } from '../../ui/field/text-field';
import { inHundreds } from './in-hundreds';

/** Writes one comment on all of the chosen clients, in place of the ones that they have. */
@Component({
  selector: 'app-comment-many',
  imports: [FormDialog, T, TextField],
  template: `
    <ui-form-dialog
      [heading]="'clients.comment-many' | t: { count: ids().length }"
      [action]="'clients.comment-save' | t"
      [form]="form"
      [isBusy]="isBusy()"
      [refusal]="refusal()"
      (sent)="write()"
      (closed)="closed.emit()"
    >
      <ui-text-field
        name="comment"
        [label]="'clients.comment' | t"
        [hint]="'clients.comment-many-hint' | t"
        [maxLength]="1000"
        [control]="form.controls.comment"
      />
    </ui-form-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CommentMany {
  private readonly texts = inject(Texts);
  private readonly refusals = inject(RefusalTexts);
  private readonly toasts = inject(Toasts);
  private readonly send = run(SetClientCommentsDocument, { inline: true });

  readonly ids = input.required<readonly string[]>();
  readonly closed = output();

  protected readonly form = new FormGroup({ comment: new FormControl('', { nonNullable: true }) });
  protected readonly isBusy = signal(false);
  protected readonly refusal = computed(() => {
    const refusal = this.send.refusal();
    return refusal && this.refusals.of(refusal);
  });

  protected async write(): Promise<void> {
    const comment = this.form.controls.comment.value.trim() || null;
    this.isBusy.set(true);
    const outcome = await inHundreds(this.ids(), async ids => (await this.send({ ids, comment }))?.setClientComments);
    this.isBusy.set(false);
    if (!outcome) return;

    const { done, refused } = outcome;
    if (done.length > 0) this.toasts.done(this.texts.get('clients.commented', { count: done.length }));
    if (refused > 0) this.toasts.failed(this.texts.get('clients.refused-some', { count: refused }));
    this.closed.emit();
  }
}
