import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { PaymentFragment, PaymentMethodKind } from '../../core/graphql/generated';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { T } from '../../core/i18n/t.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';

export const PAYMENT_KINDS: Readonly<Record<PaymentMethodKind, PlainKey>> = {
  SEPA_DEBIT: 'account.payment.kind.SEPA_DEBIT',
  INVOICE: 'account.payment.kind.INVOICE',
  CARD: 'account.payment.kind.CARD',
};

/** How the account pays, with the bank account masked and its mandate. */
@Component({
  selector: 'app-payment-facts',
  imports: [T, TzDate],
  template: `
    <dl class="facts">
      <div>
        <dt>{{ 'account.payment.way' | t }}</dt>
        <dd>{{ kinds[method().kind] | t }}</dd>
      </div>
      @if (method().kind === 'SEPA_DEBIT') {
        <div>
          <dt>{{ 'account.payment.iban' | t }}</dt>
          <dd class="numbers">
            <bdi>{{ method().summary }}</bdi>
          </dd>
        </div>
        @if (method().holder; as holder) {
          <div>
            <dt>{{ 'account.payment.holder' | t }}</dt>
            <dd>{{ holder }}</dd>
          </div>
        }
        @if (method().mandateReference; as reference) {
          <div>
            <dt>{{ 'account.payment.mandate' | t }}</dt>
            <dd>
              <bdi class="numbers">{{ reference }}</bdi>
              <p class="aside">
                {{ 'account.payment.mandate-date' | t: { date: method().mandateSignedAt | tzDate: 'day' } }}
              </p>
            </dd>
          </div>
        }
      } @else if (method().kind === 'INVOICE') {
        <div>
          <dt>{{ 'account.payment.email' | t }}</dt>
          <dd>
            <bdi>{{ method().summary }}</bdi>
          </dd>
        </div>
      } @else {
        <div>
          <dt>{{ 'account.payment.card' | t }}</dt>
          <dd class="numbers">
            <bdi>{{ method().summary }}</bdi>
          </dd>
        </div>
      }
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PaymentFacts {
  readonly method = input.required<NonNullable<PaymentFragment['paymentMethod']>>();

  protected readonly kinds = PAYMENT_KINDS;
}
