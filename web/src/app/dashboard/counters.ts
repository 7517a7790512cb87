import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Failure } from '../core/graphql/failure';
import { DashboardDocument, DashboardLiveDocument } from '../core/graphql/generated';
import { liveQuery } from '../core/graphql/live-query';
import { liveUpdates } from '../core/graphql/live-updates';
import { Num } from '../core/i18n/num.pipe';
import { T } from '../core/i18n/t.pipe';
import { NOW } from '../core/time/now';
import { Skeleton } from '../ui/skeleton/skeleton';
import { Sparkline } from '../ui/sparkline/sparkline';
import { StatCard } from '../ui/stat-card/stat-card';
import { courseOf } from './course';

/** The three live counters of the account, each with its course over the last 24 hours, which ends in the present. */
@Component({
  selector: 'app-counters',
  imports: [Failure, Num, Skeleton, Sparkline, StatCard, T],
  templateUrl: './counters.html',
  styleUrl: './counters.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Counters {
  private readonly now = inject(NOW);

  protected readonly query = liveQuery(DashboardDocument, () => ({}));

  /** The courses, each with the live number as its last point. */
  protected readonly courses = computed(() => {
    if (this.query.error()) return undefined;
    const dashboard = this.query.value()?.dashboard;
    return dashboard && courseOf(dashboard.counters, dashboard, this.now());
  });

  constructor() {
    liveUpdates(DashboardLiveDocument, () => ({}));
  }
}
