import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Viewer } from '../core/auth/viewer';
import type { AccountDetailsFragment, PaymentMethodKind } from '../core/graphql/generated';
import { countryName } from '../core/i18n/countries';
import type { PlainKey } from '../core/i18n/i18n-keys';
import { Locale } from '../core/i18n/locale';
import { T } from '../core/i18n/t.pipe';
import { Card } from '../ui/card/card';
import { CopyButton } from '../ui/copy-button/copy-button';

const PAYMENT_KINDS: Record<PaymentMethodKind, PlainKey> = {
  SEPA_DEBIT: 'license.payment.SEPA_DEBIT',
  INVOICE: 'license.payment.INVOICE',
  CARD: 'license.payment.CARD',
};

/** Whose account it is: the customer number, how to reach its holder, and how they pay. */
@Component({
  selector: 'app-account-facts',
  imports: [Card, CopyButton, MatButtonModule, RouterLink, T],
  templateUrl: './account-facts.html',
  styleUrl: './account-facts.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountFacts {
  private readonly viewer = inject(Viewer);
  private readonly locale = inject(Locale);

  readonly account = input.required<AccountDetailsFragment>();

  /** The holder's address, a line each; what is not known leaves no empty line. */
  protected readonly address = computed(() => {
    const { company, name, street, postalCode, city, country } = this.account().contact;
    const place = [postalCode, city].filter(Boolean).join(' ');
    return [company, name, street, place, country && countryName(country, this.locale.tag())].filter(line => line);
  });
  protected readonly canChange = computed(() => this.viewer.can('ACCOUNT_WRITE'));
  protected readonly paymentKind = computed(() => {
    const method = this.account().paymentMethod;
    return method && PAYMENT_KINDS[method.kind];
  });
}
