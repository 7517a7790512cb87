import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { grouped } from '../core/client-name';
import { Failure } from '../core/graphql/failure';
import {
  ActivityDocument,
  ActivityLiveDocument,
  type DeedFragment,
  ExportEventsDocument,
} from '../core/graphql/generated';
import { Locale } from '../core/i18n/locale';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import { listAddress } from '../core/list/list-address';
import { ListPager } from '../core/list/list-pager';
import { listExport } from '../core/list/list-export';
import { liveList } from '../core/list/live-list';
import { formatDate } from '../core/time/format-date';
import { NOW } from '../core/time/now';
import { TzDate } from '../core/time/tz-date.pipe';
import { dayIn } from '../core/time/zoned-day';
import { EmptyState } from '../ui/empty-state/empty-state';
import { ExportButton } from '../ui/export-button/export-button';
import { Column } from '../ui/table/column';
import { Table } from '../ui/table/table';
import { ACTIVITY_FILTERS, compare, filterOf, pageFromEnd, turned } from './activity-filter';
import { ActivityFilters } from './activity-filters';
import { ActorName } from './actor-name';
import { DeedFacts } from './deed-facts';

/** The page `/settings/activity`: who did what, when, and from where, the newest first, live. */
@Component({
  selector: 'app-activity-page',
  imports: [
    ActivityFilters,
    ActorName,
    Column,
    DeedFacts,
    EmptyState,
    ExportButton,
    Failure,
    MatButtonModule,
    ListPager,
    RouterLink,
    T,
    Table,
    TzDate,
  ],
  templateUrl: './activity-page.html',
  host: { class: 'stack wide' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ActivityPage {
  private readonly texts = inject(Texts);
  private readonly locale = inject(Locale);
  private readonly now = inject(NOW);

  protected readonly address = listAddress(ACTIVITY_FILTERS, {
    orders: ['AT'] as const,
    usual: { by: 'AT', isDescending: true },
  });
  /** It changes at midnight only, so that the filter does not change each second. */
  private readonly today = computed(() => dayIn(this.locale.zone(), this.now()));
  private readonly filter = computed(() => filterOf(this.address.filters(), this.locale.zone(), this.today()));
  private readonly shown = computed(() => ({ filter: this.filter(), ...pageFromEnd(this.address.page()) }));
  protected readonly list = liveList({
    query: ActivityDocument,
    variables: () => this.shown(),
    page: data => turned(data.events),
    live: ActivityLiveDocument,
    liveVariables: () => ({ filter: this.filter() }),
    changes: data => data.events.map(row => ({ id: row.id, row, isNew: true })),
    compare: () => compare,
  });

  protected readonly csv = listExport(ExportEventsDocument, this.shown, data => data.exportEvents);

  protected readonly grouped = grouped;
  protected readonly nameOf = ({ type, at }: DeedFragment) =>
    this.texts.get('activity.name', {
      what: this.texts.get(`activity.type.${type}`),
      when: formatDate(at, this.locale.tag(), this.locale.zone()),
    });

  /** A cursor that somebody sent may no longer be one: then the list begins anew. */
  protected retry(): void {
    if (this.address.from() > 1) this.address.turn('first', undefined);
    else this.list.reload();
  }
}
