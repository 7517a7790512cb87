import { Arg, Authorized, Ctx, FieldResolver, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { UserService } from '../account/user.service.ts';
import type { ViewerContext } from '../core/context.ts';
import { ApiError } from '../core/errors.ts';
import { fromSources, type HasSources } from '../core/graphql/sources.ts';
import { isTimeZone } from '../core/time/time-zone.ts';
import { Right } from '../core/viewer.ts';
import type { DashboardService } from './dashboard.service.ts';
import { Dashboard, SeriesPoint, SeriesRange, TallySample } from './dashboard.type.ts';

/** A day of samples. */
const DEFAULT_SAMPLES = 288;
/** A week of samples. */
const MAX_SAMPLES = 2016;

/** The dashboard of the viewer's account. */
@Resolver(() => Dashboard)
export class DashboardResolver implements HasSources {
  readonly sources = {
    dashboardChanged: (_: unknown, { viewer }: ViewerContext) => this.service.changes(viewer.accountId),
  };

  constructor(
    private readonly service: DashboardService,
    private readonly users: UserService,
  ) {}

  @Authorized(Right.CLIENTS_READ, Right.SESSIONS_READ)
  @Query(() => Dashboard, { description: 'What the counters of the account say.' })
  dashboard(@Ctx() { viewer }: ViewerContext): Promise<Dashboard> {
    return this.service.get(viewer.accountId);
  }

  @Authorized(Right.CLIENTS_READ, Right.SESSIONS_READ)
  @Subscription(() => Dashboard, {
    subscribe: fromSources,
    description:
      'The dashboard as it is, and again whenever a counter has changed: at once, and at most 4 times a second.',
  })
  dashboardChanged(@Root() dashboard: Dashboard): Dashboard {
    return dashboard;
  }

  @FieldResolver(() => [TallySample], {
    description:
      'What the counters said every 5 minutes, the oldest first. Begins with the account, and lasts 400 days.',
  })
  counters(
    @Arg('last', () => Int, {
      defaultValue: DEFAULT_SAMPLES,
      description: `How many of the latest samples: 1 to ${String(MAX_SAMPLES)}, a week.`,
    })
    last: number,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<TallySample[]> {
    if (last < 1 || last > MAX_SAMPLES) {
      const details = { fields: { last: [`must be 1 to ${String(MAX_SAMPLES)}`] } };
      throw new ApiError('BAD_USER_INPUT', 'Invalid input', details);
    }
    return this.service.samples(viewer.accountId, last);
  }

  @FieldResolver(() => [SeriesPoint], {
    complexity: ({ childComplexity }) => 1 + 30 * childComplexity,
    description: 'Sessions by the hour or day in which they started, the oldest first, without a gap.',
  })
  async sessionSeries(
    @Arg('range', () => SeriesRange, { description: 'Which past.' }) range: SeriesRange,
    @Arg('timeZone', () => String, {
      nullable: true,
      description:
        "Whose hours and days, by the zone's IANA name. Without it those of the viewer's preferences; in a subscription, which others share, it must be given.",
    })
    timeZone: string | null,
    @Ctx() context: ViewerContext,
  ): Promise<SeriesPoint[]> {
    const zone = typeof timeZone === 'string' ? known(timeZone) : await this.preferredZone(context);
    return this.service.series(context.viewer.accountId, range, zone);
  }

  private async preferredZone({ viewer, isShared }: ViewerContext): Promise<string> {
    if (isShared) throw new ApiError('BAD_USER_INPUT', 'In a subscription the time zone must be given');
    return viewer.kind === 'user' ? (await this.users.of(viewer)).timeZone : 'UTC';
  }
}

function known(timeZone: string): string {
  if (isTimeZone(timeZone)) return timeZone;
  throw new ApiError('BAD_USER_INPUT', 'Invalid input', {
    fields: { timeZone: ['must be the IANA name of a time zone, or UTC'] },
  });
}
