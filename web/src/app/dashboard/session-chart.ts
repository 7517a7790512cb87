import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Failure } from '../core/graphql/failure';
import { type SeriesRange, SessionSeriesDocument } from '../core/graphql/generated';
import { liveQuery } from '../core/graphql/live-query';
import { Locale } from '../core/i18n/locale';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import { BarChart } from '../ui/bar-chart/bar-chart';
import { Card } from '../ui/card/card';
import { Icon } from '../ui/icon/icon';
import { Skeleton } from '../ui/skeleton/skeleton';
import { barsOf } from './session-bars';
import { refreshed } from '../core/graphql/refreshed';

const MINUTE_MS = 60_000;

/** How many sessions began in each of the last 24 hours, or on each of the last 30 days, as bars or as a table. */
@Component({
  selector: 'app-session-chart',
  imports: [BarChart, Card, Failure, Icon, MatButtonModule, Skeleton, T],
  templateUrl: './session-chart.html',
  styleUrl: './session-chart.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionChart {
  private readonly locale = inject(Locale);
  private readonly texts = inject(Texts);

  protected readonly range = signal<SeriesRange>('LAST_24_HOURS');
  protected readonly isTable = signal(false);
  protected readonly query = liveQuery(SessionSeriesDocument, () => ({ range: this.range() }));

  protected readonly bars = computed(() => {
    const points = this.query.error() ? undefined : this.query.value()?.dashboard.sessionSeries;
    return points && barsOf(points, this.range(), this.locale.tag(), this.locale.zone());
  });
  protected readonly caption = computed(() =>
    this.texts.get(this.range() === 'LAST_24_HOURS' ? 'dashboard.sessions-24-hours' : 'dashboard.sessions-30-days'),
  );
  protected readonly headings = computed(
    () => [this.texts.get('dashboard.time'), this.texts.get('dashboard.sessions')] as const,
  );
  protected readonly format = computed(() => {
    const numbers = new Intl.NumberFormat(this.locale.tag());
    return (value: number) => numbers.format(value);
  });

  constructor() {
    // The newest bar grows with every session; once a minute is as often as a bar of an hour can be seen to.
    refreshed(this.query, MINUTE_MS);
  }
}
