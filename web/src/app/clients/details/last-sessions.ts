import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { clientName } from '../../core/client-name';
import type { ClientSessionFragment } from '../../core/graphql/generated';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { formatDuration } from '../../core/time/format-span';
import { NOW } from '../../core/time/now';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Badge } from '../../ui/badge/badge';
import { Card } from '../../ui/card/card';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Icon } from '../../ui/icon/icon';
import { Column } from '../../ui/table/column';
import { Table } from '../../ui/table/table';

/** The five last sessions of a client, on whichever side it was. */
@Component({
  selector: 'app-last-sessions',
  imports: [Badge, Card, Column, EmptyState, Icon, MatButtonModule, RouterLink, T, Table, TzDate],
  templateUrl: './last-sessions.html',
  styleUrl: './last-sessions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LastSessions {
  private readonly now = inject(NOW);
  private readonly texts = inject(Texts);

  readonly clientId = input.required<string>();
  readonly sessions = input.required<readonly ClientSessionFragment[]>();

  protected readonly rows = computed(() => this.sessions().map(session => this.rowOf(session)));
  protected readonly nameOf = (row: { words: string }) => row.words;
  protected readonly linkOf = (row: { id: string }) => ['/sessions', row.id];

  private rowOf(session: ClientSessionFragment) {
    const isOutgoing = session.from.clientId === this.clientId();
    const other = clientName(isOutgoing ? session.to : session.from);
    const seconds = session.isActive
      ? (this.now().getTime() - Date.parse(session.startedAt)) / 1000
      : session.durationSeconds;
    return {
      ...session,
      isOutgoing,
      other,
      words: this.texts.get(isOutgoing ? 'clients.session-to' : 'clients.session-from', { client: other }),
      duration: formatDuration(seconds),
      isClosing: session.closing === 'QUEUED' || session.closing === 'DELIVERED',
    };
  }
}
