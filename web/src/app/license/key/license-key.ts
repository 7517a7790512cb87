import { ChangeDetectionStrategy, Component, computed, inject, input, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Viewer } from '../../core/auth/viewer';
import { newIdempotencyKey } from '../../core/graphql/idempotency-key';
import { ResetLicenseKeyDocument, RevealLicenseKeyDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Toasts } from '../../core/toasts/toasts';
import { Confirm } from '../../ui/dialog/confirm';
import { Secret } from '../../ui/secret/secret';

/** The license key: masked, shown to those who may see it (and the log says to whom), and replaced by a new one. */
@Component({
  selector: 'app-license-key',
  imports: [Confirm, MatButtonModule, Secret, T],
  templateUrl: './license-key.html',
  host: { class: 'acts' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LicenseKey {
  private readonly viewer = inject(Viewer);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly secret = viewChild.required(Secret);
  private readonly revealing = run(RevealLicenseKeyDocument);
  /** One for each time that the question is asked: a repeat after a lost answer resets nothing anew. */
  private wish = '';

  readonly masked = input.required<string>();

  /** Groups that hide everything say no more than one does. */
  protected readonly short = computed(() => this.masked().replace(/^(?:•+-)+(?=•)/, ''));
  protected readonly resetting = run(ResetLicenseKeyDocument, { inline: true });
  protected readonly isAsking = signal(false);
  protected readonly canSee = computed(() => this.viewer.can('LICENSE_KEY'));
  protected readonly refusal = computed(() => {
    const refusal = this.resetting.refusal();
    return refusal && this.refusalTexts.of(refusal);
  });

  protected readonly reveal = async (): Promise<string | undefined> => (await this.revealing({}))?.revealLicenseKey.key;

  protected ask(): void {
    this.wish = newIdempotencyKey();
    this.isAsking.set(true);
  }

  protected async reset(): Promise<void> {
    const answer = await this.resetting({ input: { idempotencyKey: this.wish } });
    if (!answer) return;
    this.isAsking.set(false);
    this.secret().show(answer.resetLicenseKey.key);
    this.toasts.done(this.texts.get('license.key-reset'));
  }
}
