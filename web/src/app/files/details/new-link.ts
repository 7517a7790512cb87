import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { CreateDownloadLinkDocument } from '../../core/graphql/generated';
import { Wishes } from '../../core/graphql/idempotency-key';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { NOW } from '../../core/time/now';
import { Toasts } from '../../core/toasts/toasts';
import { FormDialog } from '../../ui/dialog/form-dialog';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';

/** For how many days a link may hold; 0: without an end. */
const TERMS = [1, 7, 30, 90, 365, 0];
const DAY_MS = 86_400_000;
const MOST_ENROLLMENTS = 1_000_000;

/** Makes a public link. The page's subscription shows it, and how far its download is built. */
@Component({
  selector: 'app-new-link',
  imports: [FormDialog, SelectField, T, TextField],
  template: `
    <ui-form-dialog
      [heading]="'files.new-link' | t"
      [action]="'files.make-link' | t"
      [form]="form"
      [isBusy]="send.busy()"
      [refusal]="refusal()"
      (sent)="make()"
      (closed)="closed.emit()"
    >
      <p>{{ 'files.new-link-text' | t }}</p>
      <ui-text-field
        name="note"
        [label]="'files.link-note' | t"
        [hint]="'files.link-note-hint' | t"
        [maxLength]="200"
        [control]="form.controls.note"
      />
      <ui-select-field name="days" [label]="'files.link-term' | t" [options]="terms()" [control]="form.controls.days" />
      <ui-text-field
        name="maxEnrollments"
        type="number"
        [label]="'files.link-limit' | t"
        [hint]="'files.link-limit-hint' | t"
        [control]="form.controls.maxEnrollments"
      />
    </ui-form-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewLink {
  /** A link's term begins when the dialog was opened: so that what is sent again is the same wish. */
  private readonly opened = inject(NOW)().getTime();
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly wishes = new Wishes();

  readonly customClientId = input.required<string>();
  readonly closed = output();

  protected readonly send = run(CreateDownloadLinkDocument, { inline: true });
  protected readonly form = new FormGroup({
    note: new FormControl('', { nonNullable: true }),
    days: new FormControl('30', { nonNullable: true }),
    maxEnrollments: new FormControl('', {
      nonNullable: true,
      validators: [Validators.min(1), Validators.max(MOST_ENROLLMENTS), Validators.pattern(/^\d*$/)],
    }),
  });
  protected readonly terms = computed(() =>
    TERMS.map(days => ({
      value: String(days),
      label: days ? this.texts.get('files.days', { count: days }) : this.texts.get('files.no-end'),
    })),
  );
  protected readonly refusal = computed(() => {
    const refusal = this.send.refusal();
    if (!refusal) return undefined;
    return refusal.code === 'CONFLICT' ? this.texts.get('files.too-many-links') : this.refusalTexts.of(refusal);
  });

  protected async make(): Promise<void> {
    const { note, days, maxEnrollments } = this.form.getRawValue();
    const wish = {
      customClientId: this.customClientId(),
      note: note.trim() || null,
      expiresAt: days === '0' ? null : new Date(this.opened + Number(days) * DAY_MS).toISOString(),
      // A number field may hold a number, whatever its type says.
      maxEnrollments: Number(maxEnrollments) || null,
    };
    if (!(await this.send({ input: { ...wish, idempotencyKey: this.wishes.keyFor(wish) } }))) return;
    this.toasts.done(this.texts.get('files.link-made'));
    this.closed.emit();
  }
}
