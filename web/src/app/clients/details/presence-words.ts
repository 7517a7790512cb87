import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ClientDetailsFragment } from '../../core/graphql/generated';
import { T } from '../../core/i18n/t.pipe';
import { Ago } from '../../core/time/ago.pipe';
import { Lasting } from '../../core/time/lasting.pipe';
import { TzDate } from '../../core/time/tz-date.pipe';

/** Whether a client can be reached, in a sentence, with the last moment at which that was known. */
@Component({
  selector: 'app-presence-words',
  imports: [Ago, Lasting, T, TzDate],
  template: `
    @let it = client();
    @switch (it.presence) {
      @case ('ONLINE') {
        {{ 'clients.words.online' | t: { since: (it.onlineSince | tzDate), span: (it.onlineSince | lasting) } }}
        @if (it.lastSeenAt) {
          {{ 'clients.words.confirmed' | t: { time: (it.lastSeenAt | tzDate: 'time') } }}
        }
      }
      @case ('STALE') {
        {{ 'clients.words.stale' | t: { time: (it.lastSeenAt | tzDate: 'time') } }}
      }
      @case ('OFFLINE') {
        @if (it.lastSeenAt) {
          {{ 'clients.words.offline' | t: { moment: (it.lastSeenAt | tzDate), ago: (it.lastSeenAt | ago) } }}
        } @else {
          {{ 'clients.words.never' | t }}
        }
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PresenceWords {
  readonly client = input.required<Pick<ClientDetailsFragment, 'presence' | 'onlineSince' | 'lastSeenAt'>>();
}
