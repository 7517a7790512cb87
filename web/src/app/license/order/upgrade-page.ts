import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import {
  ChangeNextProductDocument,
  type OfferTermsFragment,
  type OrderFragment,
  type Product,
  UpgradeLicenseDocument,
  UpgradeOffersDocument,
} from '../../core/graphql/generated';
import { newIdempotencyKey } from '../../core/graphql/idempotency-key';
import { liveQuery } from '../../core/graphql/live-query';
import { run } from '../../core/graphql/run';
import { formatMoney } from '../../core/i18n/format-money';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { formatDate } from '../../core/time/format-date';
import { Card } from '../../ui/card/card';
import { RadioCards } from '../../ui/field/radio-cards';
import { PageHead } from '../../ui/page-head/page-head';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { PRODUCTS, hasCustomClients } from '../products';
import { LimitTexts } from './limit-texts';
import { NotForSale } from './not-for-sale';
import { OfferSummary } from './offer-summary';
import { OrderDone } from './order-done';
import { OrderRefusal } from './order-refusal';

const ORDER = Object.keys(PRODUCTS) as Product[];

/** The page `/license/upgrade`: the products beside each other, what the chosen one changes and costs, and its order. */
@Component({
  selector: 'app-upgrade-page',
  imports: [
    Card,
    MatButtonModule,
    NotForSale,
    OfferSummary,
    OrderDone,
    OrderRefusal,
    PageHead,
    RadioCards,
    Skeleton,
    T,
  ],
  templateUrl: './upgrade-page.html',
  styleUrl: './order-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UpgradePage {
  private readonly texts = inject(Texts);
  private readonly locale = inject(Locale);
  private readonly limits = inject(LimitTexts);

  protected readonly query = liveQuery(UpgradeOffersDocument, () => ({}));
  protected readonly upgrade = run(UpgradeLicenseDocument, { inline: true });
  protected readonly change = run(ChangeNextProductDocument, { inline: true });
  protected readonly product = new FormControl<Product | ''>('', { nonNullable: true });
  private readonly chosen = toSignal(this.product.valueChanges);
  protected readonly done = signal<{ text: string; invoice: OrderFragment['invoice'] } | undefined>(undefined);

  protected readonly options = computed(() => {
    const data = this.query.value();
    if (!data) return [];
    const { license, productOffers } = data;
    return ORDER.map(value => {
      const offer = productOffers.find(({ product }) => product === value);
      const lines = this.limits.linesOf(license, offer?.changes);
      const note = value === license.product ? 'current' : value === license.nextProduct ? 'next' : undefined;
      return {
        value,
        label: PRODUCTS[value],
        ...(note && { note: this.texts.find(`license.order.${note}`) }),
        ...(offer && { text: this.texts.get('license.order.yearly', { amount: this.money(offer.yearlyNetCents) }) }),
        lines: hasCustomClients(value) ? [...lines, this.texts.get('license.order.with.CUSTOM_CLIENTS')] : lines,
        // The present product can be chosen to stay with it, or to begin with it anew.
        isDisabled: !offer && license.nextProduct === null,
      };
    });
  });
  protected readonly offer = computed(() =>
    this.query.value()?.productOffers.find(({ product }) => product === this.chosen()),
  );
  protected readonly name = computed(() => {
    const product = this.chosen();
    return product ? PRODUCTS[product] : '';
  });
  /** The present product was chosen while the contract is to go on with a smaller one. */
  protected readonly isStaying = computed(() => this.chosen() !== undefined && !this.offer());
  protected readonly mustFree = computed(() => this.offer()?.changes.some(({ mustFree }) => mustFree > 0) ?? false);
  protected readonly isTerminated = computed(() => this.query.value()?.license.state === 'TERMINATED');
  protected readonly isBusy = computed(() => this.upgrade.busy() || this.change.busy());
  protected readonly refusal = computed(() => this.upgrade.refusal() ?? this.change.refusal());
  /** What the button does, with the price where there is one. */
  protected readonly action = computed(() => {
    const offer = this.offer();
    if (!offer) return this.texts.get('license.order.stay', { product: this.name() });
    if (offer.restDays === 0) {
      return this.texts.get('license.order.plan', { date: this.date(offer.takesEffectAt) });
    }
    return this.texts.get('license.order.buy', { amount: this.money(offer.grossCents) });
  });
  /** One for each offer that is looked at: a repeat after a lost answer orders nothing twice. */
  private readonly wish = computed(() => this.offer() && newIdempotencyKey());

  protected async order(): Promise<void> {
    const offer = this.offer();
    if (offer && offer.restDays > 0) await this.buy(offer);
    else await this.plan(offer);
    // Whatever has changed meanwhile, the next try is about the offer as it is then.
    if (this.refusal()?.code === 'CONFLICT') this.query.reload();
  }

  private async buy({ product, grossCents }: OfferTermsFragment): Promise<void> {
    if (!product) return;
    const input = { product, acceptedGrossCents: grossCents, idempotencyKey: this.wish() ?? null };
    const answer = await this.upgrade({ input });
    if (!answer) return;
    const { invoice } = answer.upgradeLicense;
    this.done.set({ text: this.texts.get('license.order.done-upgrade', { product: PRODUCTS[product] }), invoice });
  }

  /** Goes on with another product at the end of the period, or, without one, with the present. */
  private async plan(offer: OfferTermsFragment | undefined): Promise<void> {
    const product = offer?.product ?? null;
    const answer = await this.change({ input: { product } });
    if (!answer) return;
    const date = this.date(answer.changeNextProduct.expiresAt);
    const text = product
      ? this.texts.get('license.order.done-plan', { product: PRODUCTS[product], date })
      : this.texts.get('license.order.done-stay', { product: this.name() });
    this.done.set({ text, invoice: null });
  }

  private money(cents: number): string {
    return formatMoney(cents, this.locale.tag());
  }

  private date(moment: string): string {
    return formatDate(moment, this.locale.tag(), this.locale.zone(), 'day');
  }
}
