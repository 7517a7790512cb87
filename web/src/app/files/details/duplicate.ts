import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import {
  type CustomClientDetailsFragment,
  DuplicateCustomClientDocument,
  type Platform,
} from '../../core/graphql/generated';
import { Wishes } from '../../core/graphql/idempotency-key';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { PLATFORM_NAMES } from '../../core/platform/platform-names';
import { FormDialog } from '../../ui/dialog/form-dialog';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';

const BUILT_FOR: readonly Platform[] = ['WINDOWS', 'MACOS', 'LINUX'];

/** Makes a custom client like another one, for the same system or another. */
@Component({
  selector: 'app-duplicate',
  imports: [FormDialog, SelectField, T, TextField],
  template: `
    <ui-form-dialog
      [heading]="'files.duplicate-heading' | t: { name: client().name }"
      [action]="'files.duplicate-do' | t"
      [form]="form"
      [isBusy]="send.busy()"
      [refusal]="refusal()"
      (sent)="duplicate()"
      (closed)="closed.emit()"
    >
      <ui-text-field name="name" [label]="'files.name' | t" [maxLength]="100" [control]="form.controls.name" />
      <ui-select-field
        name="platform"
        [label]="'files.platform' | t"
        [options]="platforms"
        [control]="form.controls.platform"
      />
    </ui-form-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Duplicate {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly wishes = new Wishes();

  readonly client = input.required<Pick<CustomClientDetailsFragment, 'id' | 'name' | 'platform'>>();
  /** The id of the new one. */
  readonly made = output<string>();
  readonly closed = output();

  protected readonly send = run(DuplicateCustomClientDocument, { inline: true });
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: Validators.required }),
    platform: new FormControl<Platform>('WINDOWS', { nonNullable: true }),
  });
  protected readonly platforms = BUILT_FOR.map(value => ({ value, label: PLATFORM_NAMES[value] ?? value }));
  protected readonly refusal = computed(() => {
    const refusal = this.send.refusal();
    return refusal && this.refusalTexts.of(refusal);
  });

  constructor() {
    effect(() => {
      const { name, platform } = this.client();
      if (this.form.pristine) this.form.reset({ name: this.texts.get('files.copy-of', { name }), platform });
    });
  }

  protected async duplicate(): Promise<void> {
    const wish = { id: this.client().id, ...this.form.getRawValue() };
    const answer = await this.send({ input: { ...wish, idempotencyKey: this.wishes.keyFor(wish) } });
    if (answer) this.made.emit(answer.duplicateCustomClient.id);
  }
}
