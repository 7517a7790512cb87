import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { LicenseTermsFragment } from '../core/graphql/generated';
import { Locale } from '../core/i18n/locale';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import { formatLength } from '../core/time/format-span';
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
  private readonly locale = inject(Locale);

  readonly license = input.required<LicenseTermsFragment>();

  /** Active devices are limited by Power licenses only. */
  protected readonly hasDeviceLimit = computed(() => this.license().product === 'POWER');
  protected readonly sessionLength = computed(() => {
    const seconds = this.license().maxSessionLengthSeconds;
    return seconds === null ? this.texts.get('license.unlimited') : formatLength(seconds, this.locale.tag());
  });

  protected use(used: number, limit: number | null): string {
    return limit === null
      ? this.texts.get('license.use-unlimited', { used })
      : this.texts.get('license.use', { used, limit });
  }
}
