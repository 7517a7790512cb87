import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Viewer } from '../../core/auth/viewer';
import { clientName } from '../../core/client-name';
import {
  type SessionDetailsFragment,
  CloseSessionDocument,
  SessionDetailsLiveDocument,
  SetSessionCommentDocument,
} from '../../core/graphql/generated';
import { liveUpdates } from '../../core/graphql/live-updates';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { ListMemory } from '../../core/list/list-memory';
import { formatDate } from '../../core/time/format-date';
import { Running } from '../../core/time/running.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';
import { Card } from '../../ui/card/card';
import { Confirm } from '../../ui/dialog/confirm';
import { Editable } from '../../ui/editable/editable';
import { Icon } from '../../ui/icon/icon';
import { PageHead } from '../../ui/page-head/page-head';
import { Timeline } from '../../ui/timeline/timeline';
import { PartyName } from '../parts/party-name';
import { SessionState, isClosing } from '../parts/session-state';
import { CloseState } from './close-state';
import { courseOf } from './course';
import { SessionWords } from './session-words';

/** One session, which it follows: who was connected to whom, how it stands, and, while it goes on, the way to close it. */
@Component({
  selector: 'app-session-facts',
  imports: [
    Card,
    CloseState,
    Confirm,
    Editable,
    Icon,
    MatButtonModule,
    PageHead,
    PartyName,
    Running,
    SessionState,
    SessionWords,
    T,
    Timeline,
    TzDate,
  ],
  templateUrl: './session-facts.html',
  styleUrl: './session-facts.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionFacts {
  private readonly viewer = inject(Viewer);
  private readonly texts = inject(Texts);
  private readonly locale = inject(Locale);
  private readonly refusals = inject(RefusalTexts);
  private readonly comment = run(SetSessionCommentDocument, { inline: true });

  readonly session = input.required<SessionDetailsFragment>();

  protected readonly close = run(CloseSessionDocument, { inline: true });
  protected readonly isAsking = signal(false);
  protected readonly list = inject(ListMemory).addressOf('/sessions');
  protected readonly canWrite = computed(() => this.viewer.can('SESSIONS_WRITE'));
  protected readonly isClosing = computed(() => isClosing(this.session()));
  protected readonly name = computed(() => `${clientName(this.session().from)} → ${clientName(this.session().to)}`);
  protected readonly refusal = computed(() => {
    const refusal = this.close.refusal();
    return refusal && this.refusals.of(refusal);
  });
  protected readonly course = computed(() =>
    courseOf(this.session()).map(step => ({
      ...step,
      text: this.texts.get(step.key),
      time: this.written(step.at, 'time'),
      fullTime: this.written(step.at, 'full'),
    })),
  );

  constructor() {
    // The log is followed by what can be filtered: there is one session of this client that started at this very moment.
    liveUpdates(SessionDetailsLiveDocument, () => {
      const { from, startedAt } = this.session();
      const next = new Date(Date.parse(startedAt) + 1).toISOString();
      return { filter: { clientId: from.clientId, from: startedAt, to: next } };
    });
  }

  protected async closeSession(): Promise<void> {
    if (await this.close({ id: this.session().id })) this.isAsking.set(false);
  }

  protected readonly setComment = async (comment: string): Promise<string | undefined> => {
    const answer = await this.comment({ id: this.session().id, comment: comment || null });
    if (answer) return undefined;
    const refusal = this.comment.refusal();
    return refusal ? this.refusals.of(refusal) : this.texts.get('errors.UNREACHABLE');
  };

  private written(moment: string, style: 'time' | 'full'): string {
    return formatDate(moment, this.locale.tag(), this.locale.zone(), style);
  }
}
