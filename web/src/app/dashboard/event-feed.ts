import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, untracked } from '@angular/core';
import { Failure } from '../core/graphql/failure';
import { NewestEventsDocument, NewestEventsLiveDocument } from '../core/graphql/generated';
import { liveQuery } from '../core/graphql/live-query';
import { liveUpdates } from '../core/graphql/live-updates';
import { Locale } from '../core/i18n/locale';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import { formatDate } from '../core/time/format-date';
import { formatAgo } from '../core/time/format-span';
import { NOW } from '../core/time/now';
import { Card } from '../ui/card/card';
import { EmptyState } from '../ui/empty-state/empty-state';
import { Skeleton } from '../ui/skeleton/skeleton';
import { Timeline } from '../ui/timeline/timeline';
import { FEED_TYPES, lineOf, withNews } from './feed';

const FILTER = { types: FEED_TYPES };

/** The newest events of the account, as they happen. After a lost connection it goes on from the last one it has. */
@Component({
  selector: 'app-event-feed',
  imports: [Card, EmptyState, Failure, Skeleton, T, Timeline],
  templateUrl: './event-feed.html',
  styleUrl: './event-feed.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventFeed {
  private readonly texts = inject(Texts);
  private readonly locale = inject(Locale);
  private readonly now = inject(NOW);

  protected readonly query = liveQuery(NewestEventsDocument, () => ({ filter: FILTER }));

  private readonly read = computed(() => {
    const nodes = this.query.error() ? undefined : this.query.value()?.events.nodes;
    return nodes && withNews([], nodes);
  });
  private readonly events = linkedSignal(() => this.read());

  private readonly lines = computed(() =>
    this.events()
      ?.map(event => lineOf(event))
      .filter(line => line !== undefined)
      .map(line => ({
        id: line.cursor,
        icon: line.icon,
        tone: line.tone,
        at: line.at,
        text: this.texts.find(line.key, line.parameters),
        note: line.noteKey && this.texts.find(line.noteKey),
        fullTime: formatDate(line.at, this.locale.tag(), this.locale.zone(), 'full'),
      })),
  );
  protected readonly moments = computed(() => {
    const nowMs = this.now().getTime();
    return this.lines()?.map(line => ({
      ...line,
      time: formatAgo((nowMs - Date.parse(line.at)) / 1000, this.locale.tag()),
    }));
  });

  constructor() {
    const after = () => untracked(() => this.events()?.[0]?.cursor);
    liveUpdates(NewestEventsLiveDocument, () => ({ filter: FILTER, after: after() }), {
      fetchPolicy: 'no-cache',
      next: ({ events }) => this.events.update(known => withNews(known ?? [], events)),
    });
  }
}
