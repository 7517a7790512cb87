import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { Failure } from '../core/graphql/failure';
import {
  type ActiveSessionFragment,
  ActiveSessionsDocument,
  ActiveSessionsLiveDocument,
} from '../core/graphql/generated';
import { liveQuery } from '../core/graphql/live-query';
import { liveUpdates } from '../core/graphql/live-updates';
import { T } from '../core/i18n/t.pipe';
import { formatDuration } from '../core/time/format-span';
import { NOW } from '../core/time/now';
import { TzDate } from '../core/time/tz-date.pipe';
import { Badge } from '../ui/badge/badge';
import { Card } from '../ui/card/card';
import { EmptyState } from '../ui/empty-state/empty-state';
import { Icon } from '../ui/icon/icon';
import { Skeleton } from '../ui/skeleton/skeleton';
import { clientName, grouped } from '../core/client-name';
import { withChanges } from './live-sessions';

/** Who is connected to whom now, the newest first, each with its ticking length. */
@Component({
  selector: 'app-active-sessions',
  imports: [Badge, Card, EmptyState, Failure, Icon, Skeleton, T, TzDate],
  templateUrl: './active-sessions.html',
  styleUrl: './active-sessions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ActiveSessions {
  private readonly now = inject(NOW);

  protected readonly query = liveQuery(ActiveSessionsDocument, () => ({}));

  private readonly read = computed(() => (this.query.error() ? undefined : this.query.value()?.sessions.nodes));
  /** What was read, kept up to date by what is heard since. */
  private readonly sessions = linkedSignal(() => this.read());

  protected readonly rows = computed(() => this.sessions()?.map(session => this.rowOf(session)));

  constructor() {
    liveUpdates(ActiveSessionsLiveDocument, () => ({}), {
      fetchPolicy: 'no-cache',
      next: ({ sessionChanged }) => this.sessions.update(known => known && withChanges(known, sessionChanged)),
    });
  }

  private rowOf(session: ActiveSessionFragment) {
    const seconds = (this.now().getTime() - Date.parse(session.startedAt)) / 1000;
    return {
      ...session,
      fromName: clientName(session.from),
      fromNumber: session.from.alias ? grouped(session.from.clientId) : '',
      toName: clientName(session.to),
      toNumber: session.to.alias ? grouped(session.to.clientId) : '',
      duration: formatDuration(seconds),
      isClosing: session.closing === 'QUEUED' || session.closing === 'DELIVERED',
    };
  }
}
