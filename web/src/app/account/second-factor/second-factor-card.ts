import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Failure } from '../../core/graphql/failure';
import {
  BeginTotpDocument,
  RenewRecoveryCodesDocument,
  SecondFactorDocument,
  type TotpSecretFragment,
} from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Toasts } from '../../core/toasts/toasts';
import { Badge } from '../../ui/badge/badge';
import { Banner } from '../../ui/banner/banner';
import { Card } from '../../ui/card/card';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { DisableFactor } from './disable-factor';
import { EnrollFactor } from './enroll-factor';
import { PasswordDialog } from './password-dialog';
import { RecoveryCodes } from './recovery-codes';

/** With so few recovery codes left, new ones are advised. */
const FEW_CODES = 3;

/** The user's second factor: whether it is on, turned on and off, and its recovery codes. */
@Component({
  selector: 'app-second-factor-card',
  imports: [
    Badge,
    Banner,
    Card,
    DisableFactor,
    EnrollFactor,
    Failure,
    MatButtonModule,
    PasswordDialog,
    RecoveryCodes,
    Skeleton,
    T,
    TzDate,
  ],
  templateUrl: './second-factor-card.html',
  styleUrl: './second-factor-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecondFactorCard {
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);

  /** It was turned on or off, which ended the user's other sign-ins. */
  readonly changed = output();

  protected readonly query = liveQuery(SecondFactorDocument, () => ({}));
  protected readonly state = computed(() => {
    const viewer = this.query.value()?.viewer;
    return viewer?.__typename === 'UserViewer' ? viewer.secondFactor : undefined;
  });
  protected readonly areCodesFew = computed(() => (this.state()?.recoveryCodesLeft ?? 0) <= FEW_CODES);

  protected readonly begin = run(BeginTotpDocument, { inline: true });
  protected readonly renew = run(RenewRecoveryCodesDocument, { inline: true });
  /** Which dialog is open. */
  protected readonly asked = signal<'begin' | 'renew' | 'disable' | undefined>(undefined);
  /** What is to be brought into the app. */
  protected readonly secret = signal<TotpSecretFragment | undefined>(undefined);
  /** New recovery codes, as long as they stand open. */
  protected readonly codes = signal<readonly string[] | undefined>(undefined);

  protected enroll(secret: TotpSecretFragment): void {
    this.asked.set(undefined);
    this.secret.set(secret);
  }

  protected confirmed(codes: readonly string[]): void {
    this.secret.set(undefined);
    this.show(codes);
    this.changed.emit();
  }

  protected show(codes: readonly string[]): void {
    this.asked.set(undefined);
    this.codes.set(codes);
    this.query.reload();
  }

  protected disabled(): void {
    this.asked.set(undefined);
    this.toasts.done(this.texts.get('account.second.turned-off'));
    this.query.reload();
    this.changed.emit();
  }

  /** It may have been left because another window was faster. */
  protected close(): void {
    this.asked.set(undefined);
    this.query.reload();
  }
}
