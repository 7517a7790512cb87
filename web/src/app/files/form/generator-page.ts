import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { Viewer } from '../../core/auth/viewer';
import { filledForm } from '../../core/forms/filled-form';
import { Failure } from '../../core/graphql/failure';
import {
  CreateCustomClientDocument,
  CreateDownloadLinkDocument,
  CustomClientDetailsDocument,
  UpdateCustomClientDocument,
} from '../../core/graphql/generated';
import { Wishes } from '../../core/graphql/idempotency-key';
import { liveQuery } from '../../core/graphql/live-query';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import type { PlainKey, TextKey } from '../../core/i18n/i18n-keys';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { PLATFORM_NAMES } from '../../core/platform/platform-names';
import { Toasts } from '../../core/toasts/toasts';
import { type HoldsUnsaved, asksBeforeUnload } from '../../core/unsaved/unsaved';
import { Card } from '../../ui/card/card';
import { CheckField } from '../../ui/field/check-field';
import { ColorField } from '../../ui/field/color-field';
import { FileField } from '../../ui/field/file-field';
import { focusFirstFault } from '../../ui/field/first-fault';
import { RadioCards } from '../../ui/field/radio-cards';
import { SelectField } from '../../ui/field/select-field';
import { TextAreaField } from '../../ui/field/text-area-field';
import { TextField } from '../../ui/field/text-field';
import { Form } from '../../ui/form/form';
import { PageHead } from '../../ui/page-head/page-head';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { ClientPreview } from '../parts/client-preview';
import { CONNECTION_TYPES } from '../parts/connection-types';
import { isForTheProduct } from '../parts/entitlement';
import { NotEntitled } from '../parts/not-entitled';
import { type OptionFault, faultIn } from './advanced-options';
import { dataUrlOf } from './data-url';
import { type BuiltFor, MAX_LOGO_BYTES, settingsForm, settingsOf, valuesOf } from './settings-form';

/** No custom client has this id: asking for it tells whether the license has any. */
const NONE = '0';
const BUILT_FOR: readonly BuiltFor[] = ['WINDOWS', 'MACOS', 'LINUX'];
const FAULTS = {
  form: 'files.option-fault.form',
  key: 'files.option-fault.key',
  twice: 'files.option-fault.twice',
  value: 'files.option-fault.value',
  module: 'files.option-fault.module',
  lines: 'files.option-fault.lines',
} as const satisfies Record<OptionFault, TextKey>;

/** The pages `/files/new` and `/files/<id>/edit`: the custom client generator, with a preview that follows what is typed. */
@Component({
  selector: 'app-generator-page',
  imports: [
    Card,
    CheckField,
    ClientPreview,
    ColorField,
    Failure,
    FileField,
    Form,
    MatButtonModule,
    NotEntitled,
    PageHead,
    RadioCards,
    SelectField,
    Skeleton,
    T,
    TextAreaField,
    TextField,
  ],
  templateUrl: './generator-page.html',
  styleUrl: './generator-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GeneratorPage implements HoldsUnsaved {
  private readonly viewer = inject(Viewer);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly wishes = new Wishes();

  /** Which custom client is changed, from the address; undefined for a new one. */
  readonly id = input<string>();

  protected readonly query = liveQuery(CustomClientDetailsDocument, () => ({ id: this.id() ?? NONE }));
  protected readonly present = computed(() =>
    this.query.error() ? undefined : (this.query.value()?.customClient ?? undefined),
  );
  protected readonly isEntitled = computed(() => !isForTheProduct(this.query.error()));
  protected readonly isReady = computed(() => !this.id() || this.present() !== undefined);

  protected readonly form = settingsForm();
  private readonly values = toSignal(this.form.valueChanges);
  protected readonly shown = computed(() => {
    this.values();
    return this.form.getRawValue();
  });
  /** The logo as it was before somebody chose another one. */
  private readonly formerLogo = computed(() => this.present()?.logo ?? null);
  private readonly newLogo = signal<string | null | undefined>(undefined);
  protected readonly logo = computed(() => {
    const chosen = this.newLogo();
    return chosen === undefined ? this.formerLogo() : chosen;
  });

  protected readonly create = run(CreateCustomClientDocument, { inline: true });
  protected readonly update = run(UpdateCustomClientDocument, { inline: true });
  private readonly publish = run(CreateDownloadLinkDocument);
  protected readonly isBusy = computed(() => this.create.busy() || this.update.busy());
  protected readonly refusal = computed(() => {
    const refusal = this.create.refusal() ?? this.update.refusal();
    return refusal && refusal.code !== 'BAD_USER_INPUT' ? this.refusalTexts.of(refusal) : undefined;
  });
  protected readonly canWrite = computed(() => this.viewer.can('FILES_WRITE'));

  protected readonly platforms = BUILT_FOR.map(value => ({ value, label: PLATFORM_NAMES[value] ?? value }));
  protected readonly connectionTypes = computed(() =>
    CONNECTION_TYPES.map(({ value, name, text }) => ({ value, label: this.word(name), text: this.word(text) })),
  );
  protected readonly maxLogo = MAX_LOGO_BYTES;

  constructor() {
    filledForm(this.form, () => {
      const client = this.present();
      return client && valuesOf(client);
    });
    asksBeforeUnload(() => this.hasUnsaved());
    this.form.controls.options.addValidators(control => {
      const found = faultIn(control.value as string);
      return found ? { line: this.texts.get(FAULTS[found.fault], { line: found.line }) } : null;
    });
    effect(() => {
      const [file] = this.shown().files;
      untracked(() => void this.read(file));
    });
  }

  hasUnsaved(): boolean {
    return this.form.dirty;
  }

  protected removeLogo(): void {
    this.form.controls.files.setValue([]);
    this.newLogo.set(null);
    this.form.markAsDirty();
  }

  protected async send(): Promise<void> {
    const id = this.id();
    const { name, platform, isPublic } = this.form.getRawValue();
    const settings = settingsOf(this.form, this.newLogo());
    const wish = { name, platform, settings };
    const saved = id
      ? (await this.update({ input: { id, name, settings } }))?.updateCustomClient
      : (await this.create({ input: { ...wish, idempotencyKey: this.wishes.keyFor(wish) } }))?.createCustomClient;
    if (!saved) {
      this.showFaults();
      return;
    }
    if (!id && isPublic) await this.publish({ input: { customClientId: saved.id } });
    this.form.markAsPristine();
    this.toasts.done(this.texts.get(id ? 'files.saved' : 'files.made', { name }));
    await this.router.navigate(['/files', saved.id]);
  }

  private showFaults(): void {
    const refusal = this.create.refusal() ?? this.update.refusal();
    // The server names the fields within `settings`; the form has them side by side.
    const fields = Object.keys(refusal?.details['fields'] ?? {}).map(path => path.replace(/^settings\./, ''));
    if (fields.includes('logo')) this.toasts.failed(this.texts.get('files.logo-fault'));
    const flat = refusal && { ...refusal, details: { fields: Object.fromEntries(fields.map(field => [field, true])) } };
    const isShown = showRefusedFields(this.form, flat, {
      programName: this.texts.get('files.program-name-fault'),
      aliasPattern: this.texts.get('files.alias-pattern-fault'),
    });
    if (isShown) focusFirstFault(this.form, this.element.nativeElement);
  }

  private async read(file: File | undefined): Promise<void> {
    if (file) this.newLogo.set(await dataUrlOf(file));
    else if (this.newLogo()) this.newLogo.set(undefined);
  }

  private word(key: PlainKey): string {
    return this.texts.get(key);
  }
}
