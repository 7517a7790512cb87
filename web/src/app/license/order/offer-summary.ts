import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LicenseLimit, OfferTermsFragment, PayerFragment, PaymentMethodKind } from '../../core/graphql/generated';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { Locale } from '../../core/i18n/locale';
import { Money } from '../../core/i18n/money.pipe';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Banner } from '../../ui/banner/banner';
import { Icon } from '../../ui/icon/icon';
import { LimitTexts } from './limit-texts';

const PAYMENT_KINDS: Readonly<Record<PaymentMethodKind, PlainKey>> = {
  SEPA_DEBIT: 'license.payment.SEPA_DEBIT',
  INVOICE: 'license.payment.INVOICE',
  CARD: 'license.payment.CARD',
};

/** What an offer changes, what it costs now and later, and how it would be paid. */
@Component({
  selector: 'app-offer-summary',
  imports: [Banner, Icon, Money, RouterLink, T, TzDate],
  templateUrl: './offer-summary.html',
  styleUrl: './offer-summary.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OfferSummary {
  private readonly texts = inject(Texts);
  private readonly limits = inject(LimitTexts);
  private readonly locale = inject(Locale);

  readonly offer = input.required<OfferTermsFragment>();
  readonly payer = input.required<PayerFragment>();

  protected readonly changes = computed(() =>
    this.offer().changes.map(({ limit, from, to }) => ({
      name: this.texts.find(`license.order.limit.${limit}`),
      from: this.limits.valueOf(limit, from),
      to: this.limits.valueOf(limit, to),
    })),
  );
  /** What is in use beyond what the offer allows, a sentence each. */
  protected readonly surplus = computed(() =>
    this.offer()
      .changes.filter(({ mustFree }) => mustFree > 0)
      .map(({ limit, mustFree }) => this.freeing(limit, mustFree)),
  );
  protected readonly vatPercent = computed(() =>
    (this.offer().vatBasisPoints / 10_000).toLocaleString(this.locale.tag(), {
      style: 'percent',
      maximumFractionDigits: 2,
    }),
  );
  /** Nothing is charged now: it takes effect at the end of the period. */
  protected readonly isLater = computed(() => this.offer().restDays === 0);
  protected readonly paymentKind = computed(() => {
    const method = this.payer().paymentMethod;
    return method && PAYMENT_KINDS[method.kind];
  });

  private freeing(limit: LicenseLimit, count: number): string {
    return this.texts.find(`license.order.free.${limit}`, { count });
  }
}
