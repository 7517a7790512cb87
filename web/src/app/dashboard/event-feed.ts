import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, untracked } from '@angular/core';
import { Failure } from '../core/graphql/failure';
import { NewestEventsDocument, NewestEventsLiveDocument } from '../core/graphql/generated';
import { liveQuery } from '../core/graphql/live-query';
import { liveUpdates } from '../core/graphql/live-updates';
import { T } from '../core/i18n/t.pipe';
import { Texts } from '../core/i18n/texts';
import { Ago } from '../core/time/ago.pipe';
import { TzDate } from '../core/time/tz-date.pipe';
import { Card } from '../ui/card/card';
import { EmptyState } from '../ui/empty-state/empty-state';
import { Icon } from '../ui/icon/icon';
import { Skeleton } from '../ui/skeleton/skeleton';
import { FEED_TYPES, lineOf, withNews } from './feed';

const FILTER = { types: FEED_TYPES };

/** The newest events of the account, as they happen. After a lost connection it goes on from the last one it has. */
@Component({
  selector: 'app-event-feed',
  imports: [Ago, Card, EmptyState, Failure, Icon, Skeleton, T, TzDate],
  templateUrl: './event-feed.html',
  styleUrl: './event-feed.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventFeed {
  private readonly texts = inject(Texts);

  protected readonly query = liveQuery(NewestEventsDocument, () => ({ filter: FILTER }));

  private readonly read = computed(() => {
    const nodes = this.query.error() ? undefined : this.query.value()?.events.nodes;
    return nodes && withNews([], nodes);
  });
  private readonly events = linkedSignal(() => this.read());

  protected readonly lines = computed(() =>
    this.events()
      ?.map(event => lineOf(event))
      .filter(line => line !== undefined)
      .map(line => ({
        ...line,
        text: this.texts.find(line.key, line.parameters),
        note: line.noteKey && this.texts.find(line.noteKey),
      })),
  );

  constructor() {
    const after = () => untracked(() => this.events()?.[0]?.cursor);
    liveUpdates(NewestEventsLiveDocument, () => ({ filter: FILTER, after: after() }), {
      fetchPolicy: 'no-cache',
      next: ({ events }) => this.events.update(known => withNews(known ?? [], events)),
    });
  }
}
