import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { clientName } from '../../core/client-name';
import { Failure } from '../../core/graphql/failure';
import {
  type SessionRowFragment,
  ExportSessionsDocument,
  SessionListDocument,
  SessionListLiveDocument,
} from '../../core/graphql/generated';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { listAddress } from '../../core/list/list-address';
import { ListPager } from '../../core/list/list-pager';
import { listExport } from '../../core/list/list-export';
import { liveList } from '../../core/list/live-list';
import { NOW } from '../../core/time/now';
import { Running } from '../../core/time/running.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { ExportButton } from '../../ui/export-button/export-button';
import { Column } from '../../ui/table/column';
import { Table } from '../../ui/table/table';
import { PartyName } from '../parts/party-name';
import { SessionState } from '../parts/session-state';
import { SESSION_FILTERS, compareBy, filterOf, fits, orderOf, todayIn } from './session-filter';
import { SessionFilters } from './session-filters';

/** The page `/sessions`: the log of all sessions from and to clients of the account, past and present, live. */
@Component({
  selector: 'app-sessions-page',
  imports: [
    Column,
    EmptyState,
    ExportButton,
    Failure,
    MatButtonModule,
    ListPager,
    PartyName,
    Running,
    SessionFilters,
    SessionState,
    T,
    Table,
    TzDate,
  ],
  templateUrl: './sessions-page.html',
  styleUrl: './sessions-page.scss',
  host: { class: 'fill' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionsPage {
  private readonly texts = inject(Texts);
  private readonly zone = inject(Locale).zone;
  private readonly now = inject(NOW);

  protected readonly address = listAddress(SESSION_FILTERS, {
    orders: ['START'] as const,
    usual: { by: 'START', isDescending: true },
  });
  /** It changes at midnight only, so that the filter does not change each second. */
  private readonly today = computed(() => todayIn(this.zone(), this.now()));
  private readonly filter = computed(() => filterOf(this.address.filters(), this.zone(), this.today()));
  private readonly shown = computed(() => ({
    filter: this.filter(),
    orderBy: orderOf(this.address.sort().isDescending),
    ...this.address.page(),
  }));
  protected readonly list = liveList({
    query: SessionListDocument,
    variables: () => this.shown(),
    page: data => data.sessions,
    live: SessionListLiveDocument,
    liveVariables: () => ({ filter: this.filter() }),
    changes: data =>
      data.sessionChanged.map(({ id, session }) => ({ id, row: fits(session, this.filter()) ? session : null })),
    compare: () => compareBy(this.address.sort().isDescending),
  });

  protected readonly csv = listExport(ExportSessionsDocument, this.shown, data => data.exportSessions);

  protected readonly linkOf = (session: SessionRowFragment) => ['/sessions', session.id];
  protected readonly nameOf = (session: SessionRowFragment) =>
    this.texts.get('sessions.name', { from: clientName(session.from), to: clientName(session.to) });

  /** A cursor that somebody sent may no longer be one: then the list begins anew. */
  protected retry(): void {
    if (this.address.from() > 1) this.address.turn('first', undefined);
    else this.list.reload();
  }
}
