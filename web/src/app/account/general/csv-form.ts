import { ChangeDetectionStrategy, Component, computed, inject, input, output, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup } from '@angular/forms';
import { filledForm } from '../../core/forms/filled-form';
import {
  type AllPreferencesFragment,
  type CsvDateFormat,
  type CsvScope,
  UpdatePreferencesDocument,
} from '../../core/graphql/generated';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { NOW } from '../../core/time/now';
import { Toasts } from '../../core/toasts/toasts';
import { RadioCards } from '../../ui/field/radio-cards';
import { SelectField } from '../../ui/field/select-field';
import { Form } from '../../ui/form/form';
import { csvDate } from './csv-date';

const FORMATS: readonly CsvDateFormat[] = [
  'ISO_8601',
  'YEAR_MONTH_DAY',
  'DAY_MONTH_YEAR_DOTS',
  'DAY_MONTH_YEAR',
  'MONTH_DAY_YEAR',
];

/** What the button "Export to CSV" takes, and how the file writes dates. */
@Component({
  selector: 'app-csv-form',
  imports: [Form, RadioCards, SelectField, T],
  templateUrl: './csv-form.html',
  styleUrl: './csv-form.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CsvForm {
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(NOW);

  readonly preferences = input.required<AllPreferencesFragment>();
  /** Something was saved. */
  readonly saved = output();

  protected readonly save = run(UpdatePreferencesDocument);
  protected readonly form = new FormGroup({
    csvScope: new FormControl<CsvScope>('EVERYTHING', { nonNullable: true }),
    csvDateFormat: new FormControl<CsvDateFormat>('ISO_8601', { nonNullable: true }),
  });
  private readonly format = toSignal(this.form.controls.csvDateFormat.valueChanges, { initialValue: 'ISO_8601' });

  protected readonly scopes = computed(() =>
    (['EVERYTHING', 'PAGE'] as const).map(value => ({
      value,
      label: this.texts.find(`account.general.csv-scope.${value}`),
      text: this.texts.find(`account.general.csv-scope-text.${value}`),
    })),
  );
  protected readonly formats = computed(() =>
    FORMATS.map(value => ({ value, label: this.texts.find(`account.general.csv-date.${value}`) })),
  );
  /** The present moment, as the file would have it. */
  protected readonly preview = computed(() => csvDate(untracked(this.now), this.format(), this.preferences().timeZone));

  constructor() {
    filledForm(this.form, () => {
      const { csvScope, csvDateFormat } = this.preferences();
      return { csvScope, csvDateFormat };
    });
  }

  protected async send(): Promise<void> {
    if (!(await this.save({ input: this.form.getRawValue() }))) return;
    this.form.markAsPristine();
    this.toasts.done(this.texts.get('settings.saved'));
    this.saved.emit();
  }
}
