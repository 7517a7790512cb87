import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Viewer } from '../../core/auth/viewer';
import { type LicenseTermsFragment, TerminateContractDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Toasts } from '../../core/toasts/toasts';
import { Confirm } from '../../ui/dialog/confirm';

/** Terminates the contract, after it has said until when it still runs. */
@Component({
  selector: 'app-contract-end',
  imports: [Confirm, MatButtonModule, T, TzDate],
  template: `
    @if (canEnd()) {
      <button type="button" matButton="outlined" class="small" (click)="isAsking.set(true)">
        {{ 'license.terminate' | t }}
      </button>
    }
    @if (isAsking()) {
      <ui-confirm
        [heading]="'license.terminate-heading' | t"
        [action]="'license.terminate' | t"
        [isDangerous]="true"
        [isBusy]="terminate.busy()"
        [refusal]="refusal()"
        (confirmed)="end()"
        (closed)="isAsking.set(false)"
      >
        @let date = license().expiresAt | tzDate: 'day';
        <ul class="points">
          <li>{{ 'license.terminate-until' | t: { date } }}</li>
          <li>{{ 'license.terminate-after' | t }}</li>
          <li>{{ 'license.terminate-back' | t }}</li>
        </ul>
      </ui-confirm>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ContractEnd {
  private readonly viewer = inject(Viewer);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);

  readonly license = input.required<LicenseTermsFragment>();

  protected readonly terminate = run(TerminateContractDocument, { inline: true });
  protected readonly isAsking = signal(false);
  protected readonly canEnd = computed(() => {
    const { state, renews } = this.license();
    return this.viewer.can('CONTRACT') && renews && (state === 'ACTIVE' || state === 'EXPIRING');
  });
  protected readonly refusal = computed(() => {
    const refusal = this.terminate.refusal();
    return refusal && this.refusalTexts.of(refusal);
  });

  protected async end(): Promise<void> {
    // The date that was shown: where it has changed meanwhile, the server refuses.
    if (!(await this.terminate({ input: { runsUntil: this.license().expiresAt } }))) return;
    this.isAsking.set(false);
    this.toasts.done(this.texts.get('license.terminated'));
  }
}
