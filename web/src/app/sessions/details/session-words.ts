import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { SessionDetailsFragment, SessionEndReason } from '../../core/graphql/generated';
import { Locale } from '../../core/i18n/locale';
import { Texts } from '../../core/i18n/texts';
import { formatDate } from '../../core/time/format-date';

/** How a session stands, in a sentence: why it ended, or when it was last known to go on, and whether anybody can be asked. */
@Component({
  selector: 'app-session-words',
  template: '{{ words() }}',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionWords {
  private readonly texts = inject(Texts);
  private readonly locale = inject(Locale);

  readonly session = input.required<SessionDetailsFragment>();

  protected readonly words = computed(() => {
    const session = this.session();
    const time = this.time(session.confirmedAt);
    if (!session.isActive) return session.endReason ? this.ended(session.endReason, time) : '';
    const isUnheard = session.heldBy.length > 0 && session.heldBy.every(({ presence }) => presence !== 'ONLINE');
    return this.texts.get(isUnheard ? 'sessions.words.unheard' : 'sessions.words.active', { time });
  });

  private ended(reason: SessionEndReason, time: string): string {
    // Only of a lost device the end is not known exactly: it is the last moment at which it was confirmed.
    return reason === 'DEVICE_LOST'
      ? this.texts.get('sessions.words.lost', { time })
      : this.texts.get(`sessions.reason.${reason}`);
  }

  private time(moment: string): string {
    return formatDate(moment, this.locale.tag(), this.locale.zone(), 'time');
  }
}
