import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { filledForm } from '../../core/forms/filled-form';
import { type AllPreferencesFragment, UpdatePreferencesDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { LANGUAGES, REVIEWED } from '../../core/i18n/i18n-keys';
import { LANGUAGE_NAMES } from '../../core/i18n/language-names';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { formatDate } from '../../core/time/format-date';
import { NOW } from '../../core/time/now';
import { Toasts } from '../../core/toasts/toasts';
import { ComboField } from '../../ui/field/combo-field';
import { SelectField } from '../../ui/field/select-field';
import { Form } from '../../ui/form/form';
import { zoneOptions } from './time-zones';

/** The language and the time zone of the portal, as the user wants them. */
@Component({
  selector: 'app-locale-form',
  imports: [ComboField, Form, SelectField, T],
  templateUrl: './locale-form.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LocaleForm {
  private readonly locale = inject(Locale);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly now = inject(NOW);

  readonly preferences = input.required<AllPreferencesFragment>();
  /** Something was saved. */
  readonly saved = output();

  protected readonly save = run(UpdatePreferencesDocument, { inline: true });
  protected readonly form = new FormGroup({
    language: new FormControl('', { nonNullable: true }),
    timeZone: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });
  protected readonly languages = computed(() => {
    const unreviewed = this.texts.get('app.unreviewed');
    return LANGUAGES.map(value => {
      const name = LANGUAGE_NAMES[value];
      return { value, label: REVIEWED.includes(value) ? name : `${name} · ${unreviewed}` };
    });
  });
  private readonly zone = toSignal(this.form.controls.timeZone.valueChanges);

  protected readonly zones = computed(() => zoneOptions(this.preferences().timeZone, untracked(this.now)));
  /** What a clock shows there now: the surest way to tell whether a zone is the right one. */
  protected readonly clock = computed(() => {
    const date = formatDate(this.now(), this.locale.tag(), this.zone() || this.preferences().timeZone);
    return this.texts.get('account.general.zone-now', { date });
  });
  protected readonly refusal = computed(() => {
    const refusal = this.save.refusal();
    return refusal && refusal.code !== 'BAD_USER_INPUT' ? this.refusalTexts.of(refusal) : undefined;
  });

  constructor() {
    filledForm(this.form, () => {
      const { timeZone } = this.preferences();
      return { language: this.locale.language(), timeZone };
    });
    // The language can also be changed in the frame, at once: the field follows.
    effect(() => {
      const language = this.locale.language();
      untracked(() => this.form.controls.language.reset(language));
    });
  }

  protected async send(): Promise<void> {
    const answer = await this.save({ input: this.form.getRawValue() });
    if (!answer) {
      showRefusedFields(this.form, this.save.refusal());
      return;
    }
    const { language, timeZone } = answer.updatePreferences;
    this.form.markAsPristine();
    this.locale.zone.set(timeZone);
    const isThere = await this.locale.use(language);
    if (isThere) this.toasts.done(this.texts.get('settings.saved'));
    else this.toasts.failed(this.texts.get('errors.UNREACHABLE'));
    this.saved.emit();
  }
}
