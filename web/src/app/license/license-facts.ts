import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Viewer } from '../core/auth/viewer';
import type { LicenseState, LicenseTermsFragment } from '../core/graphql/generated';
import type { PlainKey } from '../core/i18n/i18n-keys';
import { Locale } from '../core/i18n/locale';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import { formatLength } from '../core/time/format-span';
import { NOW } from '../core/time/now';
import { TzDate } from '../core/time/tz-date.pipe';
import { Badge, type Tone } from '../ui/badge/badge';
import { Card } from '../ui/card/card';
import { ContractEnd } from './contract/contract-end';
import { LicenseKey } from './key/license-key';
import { PRODUCTS } from './products';

const DAY_MS = 24 * 60 * 60 * 1000;

const STATES: Record<LicenseState, { tone: Tone; word: PlainKey }> = {
  ACTIVE: { tone: 'success', word: 'license.state.ACTIVE' },
  EXPIRING: { tone: 'warning', word: 'license.state.EXPIRING' },
  EXPIRED: { tone: 'danger', word: 'license.state.EXPIRED' },
  TERMINATED: { tone: 'danger', word: 'license.state.TERMINATED' },
};

/** What was bought: product, key, until when it holds, how long a session may last, and the namespace. */
@Component({
  selector: 'app-license-facts',
  imports: [Badge, Card, ContractEnd, LicenseKey, MatButtonModule, RouterLink, T, TzDate],
  templateUrl: './license-facts.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LicenseFacts {
  private readonly viewer = inject(Viewer);
  private readonly now = inject(NOW);
  private readonly locale = inject(Locale);
  private readonly texts = inject(Texts);

  readonly license = input.required<LicenseTermsFragment>();

  protected readonly product = computed(() => PRODUCTS[this.license().product]);
  /** The smaller product with which the contract goes on. */
  protected readonly nextProduct = computed(() => {
    const { nextProduct } = this.license();
    return nextProduct && PRODUCTS[nextProduct];
  });
  protected readonly canBuy = computed(() => this.viewer.can('CONTRACT') && this.license().state !== 'TERMINATED');
  /** A trial has no namespace of its own, and nobody sells one to those whose license has ended. */
  protected readonly canBuyNamespace = computed(
    () => this.canBuy() && !this.license().isTrial && this.license().state !== 'EXPIRED',
  );
  protected readonly state = computed(() => STATES[this.license().state]);
  protected readonly sessionLength = computed(() => {
    const seconds = this.license().maxSessionLengthSeconds;
    return seconds === null ? this.texts.get('license.unlimited') : formatLength(seconds, this.locale.tag());
  });
  /** Whole days until it expires; undefined unless it is about to. */
  protected readonly daysLeft = computed(() => {
    const { state, expiresAt } = this.license();
    if (state !== 'EXPIRING') return undefined;
    return Math.max(0, Math.ceil((Date.parse(expiresAt) - this.now().getTime()) / DAY_MS));
  });
}
