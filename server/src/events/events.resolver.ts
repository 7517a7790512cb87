import { Arg, Args, Authorized, Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { ViewerContext } from '../core/context.ts';
import { fromSources, type HasSources, validInput } from '../core/graphql/sources.ts';
import { checkedPage, type Page, PageArgs } from '../core/graphql/page.ts';
import { Right } from '../core/viewer.ts';
import { Event, EventConnection, EventFilter } from './event.type.ts';
import type { EventsService } from './events.service.ts';
import type { LogEvent } from './log-event.ts';
import { Resumed } from './resumed.ts';
import { wantedBy } from './visible.ts';

/** The log of the viewer's account, as far as the viewer's rights reach. */
@Resolver()
export class EventsResolver implements HasSources {
  readonly sources = {
    events: async ({ after, filter }: Record<string, unknown>, { viewer }: ViewerContext) => {
      const wanted = wantedBy(viewer, await validInput(EventFilter, filter));
      if (typeof after !== 'string') return this.service.live(wanted);
      return new Resumed(this.service, wanted, await this.service.resolve(wanted.accountId, after));
    },
  };

  constructor(private readonly service: EventsService) {}

  @Authorized(Right.EVENTS_READ)
  @Query(() => EventConnection, {
    description:
      'What happened to the account, the oldest first. Refuses an `after` that retention has overtaken (CURSOR_EXPIRED).',
  })
  events(
    @Args(() => PageArgs, checkedPage) page: PageArgs,
    @Arg('filter', () => EventFilter, { nullable: true, description: 'Which events are wanted.' })
    filter: EventFilter | null,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Page<LogEvent>> {
    return this.service.page(wantedBy(viewer, filter), page);
  }

  @Authorized(Right.EVENTS_READ)
  @Subscription(() => [Event], {
    name: 'events',
    subscribe: fromSources,
    description:
      'What happens to the account: with `after` first everything since then, in lists of up to 500, then live, the first event at once and then ' +
      'what gathered, at most every 50 ms. Each event comes once and in the order of the log; the last cursor resumes it. ' +
      'Refuses a cursor that retention has overtaken (CURSOR_EXPIRED).',
  })
  follow(
    @Root() events: LogEvent[],
    @Arg('after', () => String, { nullable: true, description: 'Begin behind this cursor; without it, now.' })
    _after: string | null,
    @Arg('filter', () => EventFilter, { nullable: true, description: 'Which events are wanted.' })
    _filter: EventFilter | null,
  ): LogEvent[] {
    return events;
  }
}
