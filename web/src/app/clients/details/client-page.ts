import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Viewer } from '../../core/auth/viewer';
import { clientName } from '../../core/client-name';
import { Failure } from '../../core/graphql/failure';
import {
  ClientDetailsDocument,
  ClientDetailsLiveDocument,
  ClientSessionsLiveDocument,
  DismissCloneSuspicionDocument,
} from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { liveUpdates } from '../../core/graphql/live-updates';
import { refreshed } from '../../core/graphql/refreshed';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { ListMemory } from '../../core/list/list-memory';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Toasts } from '../../core/toasts/toasts';
import { Banner } from '../../ui/banner/banner';
import { Card } from '../../ui/card/card';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Icon } from '../../ui/icon/icon';
import { PageHead } from '../../ui/page-head/page-head';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { PresenceBadge } from '../parts/presence-badge';
import { ClientFacts } from './client-facts';
import { LastSessions } from './last-sessions';
import { RemoveClient } from './remove-client';

/** How often the page is read anew: the last sign of life moves on without an event. */
const READ_AGAIN_MS = 15_000;

/** The page `/clients/<number>`: one client, and what can be done with it. */
@Component({
  selector: 'app-client-page',
  imports: [
    Banner,
    Card,
    ClientFacts,
    EmptyState,
    Failure,
    Icon,
    LastSessions,
    MatButtonModule,
    PageHead,
    PresenceBadge,
    RemoveClient,
    RouterLink,
    Skeleton,
    T,
    TzDate,
  ],
  templateUrl: './client-page.html',
  styleUrl: './client-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClientPage {
  private readonly viewer = inject(Viewer);
  private readonly router = inject(Router);
  private readonly memory = inject(ListMemory);
  private readonly toasts = inject(Toasts);
  private readonly texts = inject(Texts);

  /** From the address. */
  readonly id = input.required<string>();

  protected readonly query = liveQuery(ClientDetailsDocument, () => ({ id: this.id() }));
  protected readonly dismiss = run(DismissCloneSuspicionDocument);
  protected readonly isRemoving = signal(false);
  /** Somebody has removed it while it was looked at. */
  protected readonly isRemoved = linkedSignal({ source: this.id, computation: () => false });

  protected readonly list = this.memory.addressOf('/clients');
  protected readonly canWrite = computed(() => this.viewer.can('CLIENTS_WRITE'));
  protected readonly name = computed(() => {
    const client = this.query.error() ? undefined : this.query.value()?.client;
    return clientName({ clientId: this.id(), alias: client?.alias ?? null });
  });

  constructor() {
    liveUpdates(ClientDetailsLiveDocument, () => ({ filter: { ids: [this.id()] } }), {
      next: ({ clientChanged }) => {
        if (clientChanged.some(({ id, kind }) => id === this.id() && kind === 'REMOVED')) this.isRemoved.set(true);
      },
    });
    liveUpdates(ClientSessionsLiveDocument, () => ({ filter: { clientId: this.id() } }));
    refreshed(this.query, READ_AGAIN_MS);
  }

  protected async leave(): Promise<void> {
    this.toasts.done(this.texts.get('clients.removed-one', { client: this.name() }));
    await this.router.navigateByUrl(this.list);
  }
}
