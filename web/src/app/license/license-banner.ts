import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Viewer } from '../core/auth/viewer';
import { type LicenseTermsFragment, WithdrawTerminationDocument } from '../core/graphql/generated';
import { run } from '../core/graphql/run';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import { TzDate } from '../core/time/tz-date.pipe';
import { Toasts } from '../core/toasts/toasts';
import { Banner } from '../ui/banner/banner';

/** What there is to know about the license before anything else: it ends soon, was terminated, or has ended. */
@Component({
  selector: 'app-license-banner',
  imports: [Banner, MatButtonModule, T, TzDate],
  templateUrl: './license-banner.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LicenseBanner {
  private readonly viewer = inject(Viewer);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);

  readonly license = input.required<LicenseTermsFragment>();

  protected readonly withdrawing = run(WithdrawTerminationDocument);
  protected readonly canChange = computed(() => this.viewer.can('CONTRACT'));

  protected async withdraw(): Promise<void> {
    if (await this.withdrawing({})) this.toasts.done(this.texts.get('license.withdrawn'));
  }
}
