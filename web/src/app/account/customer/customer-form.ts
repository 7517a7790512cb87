import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { filledForm } from '../../core/forms/filled-form';
import { type CustomerFragment, UpdateContactDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { countryOptions } from '../../core/i18n/countries';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Toasts } from '../../core/toasts/toasts';
import { asksBeforeUnload } from '../../core/unsaved/unsaved';
import { ComboField } from '../../ui/field/combo-field';
import { focusFirstFault } from '../../ui/field/first-fault';
import { TextField } from '../../ui/field/text-field';
import { Form } from '../../ui/form/form';

type Contact = CustomerFragment['contact'];

/** Changes name, address, telephone number and VAT id of the account's holder. */
@Component({
  selector: 'app-customer-form',
  imports: [ComboField, Form, T, TextField],
  templateUrl: './customer-form.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CustomerForm {
  private readonly locale = inject(Locale);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly contact = input.required<Contact>();

  protected readonly save = run(UpdateContactDocument, { inline: true });
  protected readonly form = new FormGroup({
    name: text(Validators.required),
    company: text(),
    street: text(),
    postalCode: text(),
    city: text(),
    country: text(),
    phone: text(),
    vatId: text(),
  });
  protected readonly countries = computed(() => countryOptions(this.locale.tag()));
  /** What is wrong with a field stands there; this is about the whole. */
  protected readonly refusal = computed(() => {
    const refusal = this.save.refusal();
    return refusal && refusal.code !== 'BAD_USER_INPUT' ? this.refusalTexts.of(refusal) : undefined;
  });

  constructor() {
    filledForm(this.form, () => valuesOf(this.contact()));
    asksBeforeUnload(() => this.hasUnsaved());
  }

  hasUnsaved(): boolean {
    return this.form.dirty;
  }

  protected discard(): void {
    this.form.reset(valuesOf(this.contact()));
  }

  protected async send(): Promise<void> {
    const answer = await this.save({ input: this.form.getRawValue() });
    if (answer) {
      // As the server keeps it: a telephone number comes back as it is dialed from abroad.
      this.form.reset(valuesOf(answer.updateContact.contact));
      this.toasts.done(this.texts.get('settings.saved'));
      return;
    }
    const isShown = showRefusedFields(this.form, this.save.refusal(), {
      phone: this.texts.get('account.customer.phone-fault'),
      vatId: this.texts.get('account.customer.vat-fault'),
    });
    if (isShown) focusFirstFault(this.form, this.element.nativeElement);
  }
}

function text(...validators: (typeof Validators.required)[]): FormControl<string> {
  return new FormControl('', { nonNullable: true, validators });
}

/** Form fields hold texts: what is not known is an empty one. */
function valuesOf(contact: Contact): Record<string, string> {
  const { name, company, street, postalCode, city, country, phone, vatId } = contact;
  const fields = { name, company, street, postalCode, city, country, phone, vatId };
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value ?? '']));
}
