import { ChangeDetectionStrategy, Component, ElementRef, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup } from '@angular/forms';
import { filledForm } from '../../core/forms/filled-form';
import { Failure } from '../../core/graphql/failure';
import { ConnectTemplateDocument, SetConnectTemplateDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Toasts } from '../../core/toasts/toasts';
import { Card } from '../../ui/card/card';
import { focusFirstFault } from '../../ui/field/first-fault';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';
import { Form } from '../../ui/form/form';
import { Skeleton } from '../../ui/skeleton/skeleton';

/** Links that programs of others register for; `own` is anything else, `none` no link. */
const KNOWN = {
  anydesk: 'anydesk:{id}',
  custom: 'anydesk:AnyDesk-{prefix}:{id}',
  rustdesk: 'rustdesk://{id}',
} as const;
type Kind = keyof typeof KNOWN | 'own' | 'none';

/** The page `/settings/connect`: what the button "Connect" of a client opens. */
@Component({
  selector: 'app-connect-page',
  imports: [Card, Failure, Form, SelectField, Skeleton, T, TextField],
  templateUrl: './connect-page.html',
  host: { class: 'stack' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConnectPage {
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly query = liveQuery(ConnectTemplateDocument, () => ({}));
  protected readonly save = run(SetConnectTemplateDocument, { inline: true });
  protected readonly form = new FormGroup({
    kind: new FormControl<Kind>('anydesk', { nonNullable: true }),
    template: new FormControl('', { nonNullable: true }),
  });
  private readonly kind = toSignal(this.form.controls.kind.valueChanges, { initialValue: 'anydesk' });
  protected readonly isOwn = computed(() => this.kind() === 'own');
  /** The link as it is kept, where it is one of the known. */
  protected readonly shown = computed(() => templateOf(this.kind(), ''));
  protected readonly kinds = computed(() => [
    { value: 'anydesk' as const, label: 'AnyDesk' },
    { value: 'custom' as const, label: this.texts.get('clients.connect-custom') },
    { value: 'rustdesk' as const, label: 'RustDesk' },
    { value: 'own' as const, label: this.texts.get('clients.connect-own') },
    { value: 'none' as const, label: this.texts.get('clients.connect-none') },
  ]);
  protected readonly refusal = computed(() => {
    const refusal = this.save.refusal();
    return refusal && refusal.code !== 'BAD_USER_INPUT' ? this.refusalTexts.of(refusal) : undefined;
  });

  constructor() {
    filledForm(this.form, () => {
      const data = this.query.error() ? undefined : this.query.value();
      return data && { kind: kindOf(data.connectTemplate), template: data.connectTemplate ?? '' };
    });
  }

  protected async send(): Promise<void> {
    const { kind, template } = this.form.getRawValue();
    if (await this.save({ template: templateOf(kind, template) })) {
      this.form.markAsPristine();
      this.query.reload();
      this.toasts.done(this.texts.get('settings.saved'));
      return;
    }
    const isShown = showRefusedFields(this.form, this.save.refusal(), {
      template: this.texts.get('clients.connect-fault'),
    });
    if (isShown) focusFirstFault(this.form, this.element.nativeElement);
  }
}

function kindOf(template: string | null): Kind {
  if (template === null) return 'none';
  const known = Object.entries(KNOWN).find(([, link]) => link === template);
  return known ? (known[0] as keyof typeof KNOWN) : 'own';
}

function templateOf(kind: Kind, own: string): string | null {
  if (kind === 'none') return null;
  return kind === 'own' ? own.trim() : KNOWN[kind];
}
