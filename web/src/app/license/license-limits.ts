import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { LicenseTermsFragment } from '../core/graphql/generated';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import { Card } from '../ui/card/card';
import { Gauge } from '../ui/gauge/gauge';

/** The limits of the license, and how much of each is in use. */
@Component({
  selector: 'app-license-limits',
  imports: [Card, Gauge, T],
  templateUrl: './license-limits.html',
  styleUrl: './license-limits.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LicenseLimits {
  private readonly texts = inject(Texts);

  readonly license = input.required<LicenseTermsFragment>();

  /** Active devices are limited by Power licenses only. */
  protected readonly hasDeviceLimit = computed(() => this.license().product === 'POWER');

  protected use(used: number, limit: number | null): string {
    return limit === null
      ? this.texts.get('license.use-unlimited', { used })
      : this.texts.get('license.use', { used, limit });
  }
}
