import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Viewer } from '../../core/auth/viewer';
import { Failure } from '../../core/graphql/failure';
import {
  EndOtherSignInsDocument,
  EndSignInDocument,
  type SignInRowFragment,
  SignInsDocument,
} from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Ago } from '../../core/time/ago.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Toasts } from '../../core/toasts/toasts';
import { Badge } from '../../ui/badge/badge';
import { Card } from '../../ui/card/card';
import { Confirm } from '../../ui/dialog/confirm';
import { Icon } from '../../ui/icon/icon';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { browserName } from './browser-name';

/** Where the user is signed in, each to be ended alone, or all others at once. */
@Component({
  selector: 'app-sign-in-list',
  imports: [Ago, Badge, Card, Confirm, Failure, Icon, MatButtonModule, Skeleton, T, TzDate],
  templateUrl: './sign-in-list.html',
  styleUrl: './sign-in-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInList {
  private readonly viewer = inject(Viewer);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);

  protected readonly query = liveQuery(SignInsDocument, () => ({}));
  protected readonly endOne = run(EndSignInDocument);
  protected readonly endOthers = run(EndOtherSignInsDocument, { inline: true });
  protected readonly isAsking = signal(false);

  protected readonly places = computed(() =>
    this.query.value()?.signIns.map(place => ({ ...place, name: this.nameOf(place), isMobile: isMobile(place) })),
  );
  protected readonly hasOthers = computed(() => this.places()?.some(({ isCurrent }) => !isCurrent) ?? false);
  protected readonly refusal = computed(() => {
    const refusal = this.endOthers.refusal();
    return refusal && this.refusalTexts.of(refusal);
  });

  /** Some of them may have ended by what was done elsewhere on the page. */
  reload(): void {
    this.query.reload();
  }

  protected async end({ id, isCurrent }: SignInRowFragment): Promise<void> {
    if (isCurrent) {
      await this.viewer.leave(async () => (await this.endOne({ id })) !== undefined);
    } else if (await this.endOne({ id })) {
      this.toasts.done(this.texts.get('account.sign-ins.ended'));
      this.query.reload();
    }
  }

  protected async endAllOthers(): Promise<void> {
    const answer = await this.endOthers({});
    if (!answer) return;
    this.isAsking.set(false);
    this.toasts.done(this.texts.get('account.sign-ins.ended-others', { count: answer.endOtherSignIns }));
    this.query.reload();
  }

  private nameOf({ userAgent }: SignInRowFragment): string {
    const { browser, system } = browserName(userAgent);
    if (browser && system) return this.texts.get('account.sign-ins.browser-on', { browser, system });
    return browser ?? system ?? this.texts.get('account.sign-ins.unknown');
  }
}

function isMobile({ userAgent }: SignInRowFragment): boolean {
  return /\b(iPhone|iPod|Android)\b/.test(userAgent);
}
