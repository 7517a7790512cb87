import { ChangeDetectionStrategy, Component, computed, inject, input, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Viewer } from '../../core/auth/viewer';
import { Failure } from '../../core/graphql/failure';
import { CloseTicketDocument, TicketDetailsDocument, TicketDetailsLiveDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { liveUpdates } from '../../core/graphql/live-updates';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { ListMemory } from '../../core/list/list-memory';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Toasts } from '../../core/toasts/toasts';
import type { HoldsUnsaved } from '../../core/unsaved/unsaved';
import { Banner } from '../../ui/banner/banner';
import { Card } from '../../ui/card/card';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Icon } from '../../ui/icon/icon';
import { PageHead } from '../../ui/page-head/page-head';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { TicketStateBadge } from '../parts/ticket-state';
import { ReplyForm } from './reply-form';
import { TicketMessage } from './ticket-message';

/** The page `/settings/support/<id>`: all that was written about a ticket, and a reply to it. An answer shows by itself. */
@Component({
  selector: 'app-ticket-page',
  imports: [
    Banner,
    Card,
    EmptyState,
    Failure,
    Icon,
    MatButtonModule,
    PageHead,
    ReplyForm,
    RouterLink,
    Skeleton,
    T,
    TicketMessage,
    TicketStateBadge,
    TzDate,
  ],
  templateUrl: './ticket-page.html',
  styleUrl: './ticket-page.scss',
  host: { class: 'stack' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketPage implements HoldsUnsaved {
  private readonly viewer = inject(Viewer);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly reply = viewChild(ReplyForm);

  /** From the address. */
  readonly id = input.required<string>();

  protected readonly query = liveQuery(TicketDetailsDocument, () => ({ id: this.id() }));
  protected readonly back = inject(ListMemory).addressOf('/settings/support');
  protected readonly canWrite = computed(() => this.viewer.can('TICKETS_WRITE'));
  protected readonly closing = run(CloseTicketDocument);

  constructor() {
    // What comes merges into what is shown.
    liveUpdates(TicketDetailsLiveDocument, () => ({}));
  }

  hasUnsaved(): boolean {
    return this.reply()?.hasUnsaved() ?? false;
  }

  protected async close(id: string): Promise<void> {
    if (await this.closing({ id })) this.toasts.done(this.texts.get('support.closed'));
  }
}
