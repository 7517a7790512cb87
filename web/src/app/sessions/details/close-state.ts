import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { grouped } from '../../core/client-name';
import type { SessionDetailsFragment } from '../../core/graphql/generated';
import { Locale } from '../../core/i18n/locale';
import { Texts } from '../../core/i18n/texts';
import { formatDate } from '../../core/time/format-date';
import { Banner, type BannerTone } from '../../ui/banner/banner';

/** How far the wish to close a session has come, and what became of it. Nothing where nobody asked, or it did as wished. */
@Component({
  selector: 'app-close-state',
  imports: [Banner],
  template: `
    @if (said(); as it) {
      <ui-banner aria-live="polite" [tone]="it.tone">{{ it.words }}</ui-banner>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CloseState {
  private readonly texts = inject(Texts);
  private readonly locale = inject(Locale);

  readonly session = input.required<SessionDetailsFragment>();

  protected readonly said = computed<{ tone: BannerTone; words: string } | undefined>(() => {
    const { isActive, closeRequest, heldBy } = this.session();
    if (!closeRequest) return undefined;
    const { state, clientId, expiresAt, finishedAt } = closeRequest;
    const facts = { client: grouped(clientId) };
    if (isActive && state === 'QUEUED') {
      const isAway = heldBy.some(holder => holder.clientId === clientId && holder.presence !== 'ONLINE');
      return isAway
        ? { tone: 'warning', words: this.texts.get('sessions.close.away', { ...facts, time: this.time(expiresAt) }) }
        : { tone: 'info', words: this.texts.get('sessions.close.queued', facts) };
    }
    if (isActive && state === 'DELIVERED') return { tone: 'info', words: this.texts.get('sessions.close.sent', facts) };
    if (state === 'EXPIRED') {
      const time = this.time(finishedAt ?? expiresAt);
      const key = isActive ? 'sessions.close.expired' : 'sessions.close.expired-ended';
      return { tone: 'warning', words: this.texts.get(key, { ...facts, time }) };
    }
    if (isActive && state === 'REJECTED')
      return { tone: 'warning', words: this.texts.get('sessions.close.rejected', facts) };
    return undefined;
  });

  private time(moment: string): string {
    return formatDate(moment, this.locale.tag(), this.locale.zone(), 'time');
  }
}
