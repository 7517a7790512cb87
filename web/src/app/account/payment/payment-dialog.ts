import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, output } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { startWith } from 'rxjs';
import {
  type PaymentFragment,
  type PaymentMethodKind,
  UpdatePaymentMethodDocument,
  type UpdatePaymentMethodInput,
} from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { BRAND } from '../../core/brand';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Toasts } from '../../core/toasts/toasts';
import { FormDialog } from '../../ui/dialog/form-dialog';
import { CheckField } from '../../ui/field/check-field';
import { focusFirstFault } from '../../ui/field/first-fault';
import { RadioCards } from '../../ui/field/radio-cards';
import { TextField } from '../../ui/field/text-field';
import { PAYMENT_KINDS } from './payment-facts';

/** The fields of each way of paying; those of the others are out of use. */
const FIELDS_OF: Readonly<Record<PaymentMethodKind, readonly string[]>> = {
  SEPA_DEBIT: ['iban', 'holder', 'acceptsMandate'],
  INVOICE: ['email'],
  CARD: [],
};

/** Changes how the account pays. The number of a bank account goes to the server and never comes back in full. */
@Component({
  selector: 'app-payment-dialog',
  imports: [CheckField, FormDialog, RadioCards, T, TextField],
  templateUrl: './payment-dialog.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PaymentDialog {
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly account = input.required<PaymentFragment>();
  /** It was done, or the user leaves it. */
  readonly closed = output();

  protected readonly brand = inject(BRAND);
  protected readonly save = run(UpdatePaymentMethodDocument, { inline: true });
  protected readonly form = new FormGroup({
    kind: new FormControl<PaymentMethodKind>('SEPA_DEBIT', { nonNullable: true }),
    iban: new FormControl('', { nonNullable: true, validators: Validators.required }),
    holder: new FormControl('', { nonNullable: true, validators: Validators.required }),
    acceptsMandate: new FormControl(false, { nonNullable: true, validators: Validators.requiredTrue }),
    email: new FormControl('', { nonNullable: true, validators: Validators.email }),
  });
  protected readonly kind = toSignal(this.form.controls.kind.valueChanges, { initialValue: 'SEPA_DEBIT' });

  protected readonly kinds = computed(() =>
    (Object.keys(FIELDS_OF) as PaymentMethodKind[]).map(value => ({
      value,
      label: this.texts.get(PAYMENT_KINDS[value]),
      text: this.texts.find(`account.payment.kind-text.${value === 'CARD' ? this.cardState() : value}`),
      isDisabled: value === 'CARD',
    })),
  );
  protected readonly refusal = computed(() => {
    const refusal = this.save.refusal();
    return refusal && refusal.code !== 'BAD_USER_INPUT' ? this.refusalTexts.of(refusal) : undefined;
  });

  constructor() {
    const { kind } = this.form.controls;
    kind.valueChanges.pipe(startWith(kind.value), takeUntilDestroyed()).subscribe(chosen => {
      for (const [of, fields] of Object.entries(FIELDS_OF)) {
        for (const field of fields) this.form.get(field)?.[of === chosen ? 'enable' : 'disable']();
      }
    });
  }

  protected async send(): Promise<void> {
    const { kind, iban, holder, acceptsMandate, email } = this.form.getRawValue();
    const input: UpdatePaymentMethodInput =
      kind === 'SEPA_DEBIT' ? { kind, iban, holder, acceptsMandate } : { kind, ...(email && { email }) };
    if (await this.save({ input })) {
      this.toasts.done(this.texts.get('settings.saved'));
      this.closed.emit();
      return;
    }
    const isShown = showRefusedFields(this.form, this.save.refusal(), {
      iban: this.texts.get('account.payment.iban-fault'),
    });
    if (isShown) focusFirstFault(this.form, this.element.nativeElement);
  }

  /** Cards are taken by a payment provider, with a form of its own; where there is none, that is said. */
  private cardState(): 'CARD' | 'NO_CARD' {
    return this.account().paymentKinds.includes('CARD') ? 'CARD' : 'NO_CARD';
  }
}
