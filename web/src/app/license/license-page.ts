import { ChangeDetectionStrategy, Component } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Subject, auditTime } from 'rxjs';
import { Failure } from '../core/graphql/failure';
import { LicenseTabDocument, LicenseTabLiveDocument } from '../core/graphql/generated';
import { liveQuery } from '../core/graphql/live-query';
import { liveUpdates } from '../core/graphql/live-updates';
import { Num } from '../core/i18n/num.pipe';
import { T } from '../core/i18n/t.pipe';
import { Card } from '../ui/card/card';
import { Skeleton } from '../ui/skeleton/skeleton';
import { StatCard } from '../ui/stat-card/stat-card';
import { AccountFacts } from './account-facts';
import { LicenseBanner } from './license-banner';
import { LicenseFacts } from './license-facts';
import { LicenseLimits } from './license-limits';

/** How often at most the use of the limits is read anew while counters change. */
const USE_READ_MS = 3_000;

/** The page `/license`: what the account has bought, how much of it is in use, and whose account it is. */
@Component({
  selector: 'app-license-page',
  imports: [AccountFacts, Card, Failure, LicenseBanner, LicenseFacts, LicenseLimits, Num, Skeleton, StatCard, T],
  templateUrl: './license-page.html',
  styleUrl: './license-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LicensePage {
  private readonly counted = new Subject<void>();

  protected readonly query = liveQuery(LicenseTabDocument, () => ({}));

  /** The cards that stand empty until the answer comes. */
  protected readonly waiting = ['license.license', 'license.limits'] as const;

  constructor() {
    // The counters merge by themselves; the license's own use of its limits moves with them, but is not in the payload.
    liveUpdates(LicenseTabLiveDocument, () => ({}), { next: () => this.counted.next() });
    this.counted.pipe(auditTime(USE_READ_MS), takeUntilDestroyed()).subscribe(() => this.query.reload());
  }
}
