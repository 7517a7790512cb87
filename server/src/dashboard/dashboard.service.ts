import type { Clock } from '../core/context.ts';
import { ApiError } from '../core/errors.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { Hub } from '../events/feed/hub.ts';
import type { StateSource } from '../events/live/state-source.ts';
import { newDashboardSource } from './dashboard-source.ts';
import { type Dashboard, type SeriesPoint, SeriesRange, type TallySample } from './dashboard.type.ts';

const COUNTERS = `clients AS "connectedClients", clients_online AS "onlineClients", sessions_active AS "activeSessions"`;

/** Where each point of a chart begins and ends, up to the moment $2 in the time zone $3. */
const POINTS: Readonly<Record<SeriesRange, string>> = {
  [SeriesRange.LAST_24_HOURS]: `
    SELECT begins, begins + interval '1 hour' AS ends FROM date_trunc('hour', $2::timestamptz, $3) hour,
      generate_series(hour - interval '23 hours', hour, interval '1 hour') begins`,
  // Counted on in local time: a day in which the clocks change has 23 or 25 hours.
  [SeriesRange.LAST_30_DAYS]: `
    SELECT day AT TIME ZONE $3 AS begins, (day + interval '1 day') AT TIME ZONE $3 AS ends
    FROM date_trunc('day', $2::timestamptz AT TIME ZONE $3) today,
      generate_series(today - interval '29 days', today, interval '1 day') day`,
};

/** Reads the dashboard. Writes nothing: the counters are kept by those who change what they count. */
export class DashboardService {
  constructor(
    private readonly reader: Reader,
    private readonly hub: Hub,
    private readonly now: Clock,
  ) {}

  async get(accountId: string): Promise<Dashboard> {
    const asOf = this.now();
    const [counters] = await this.reader.quickRows<Omit<Dashboard, 'asOf'>>(
      'dashboard.counters',
      `SELECT ${COUNTERS} FROM account_tally WHERE account_id = $1`,
      [accountId],
    );
    if (!counters) throw new ApiError('NOT_FOUND', 'No such account');
    return { ...counters, asOf };
  }

  /** The dashboard as it is, and then whenever a counter has changed, at most 4 times a second. */
  changes(accountId: string): StateSource<Dashboard> {
    return newDashboardSource(this.hub, accountId, () => this.get(accountId));
  }

  /** The last samples of the counters, the oldest first. */
  async samples(accountId: string, last: number): Promise<TallySample[]> {
    const newestFirst = await this.reader.rows<TallySample>(
      'dashboard.samples',
      `SELECT at, ${COUNTERS} FROM tally_sample WHERE account_id = $1 ORDER BY at DESC LIMIT $2`,
      [accountId, last],
    );
    return newestFirst.reverse();
  }

  /**
   * How many sessions started in each hour or day up to now, as hours and days are in the time zone.
   *
   * @param timeZone an IANA name that the database knows
   */
  series(accountId: string, range: SeriesRange, timeZone: string): Promise<SeriesPoint[]> {
    return this.reader.rows<SeriesPoint>(
      `dashboard.series.${range}`,
      `SELECT begins AS at, coalesce((
         SELECT sum(sessions) FROM session_bucket WHERE account_id = $1 AND at >= begins AND at < ends), 0)::int AS sessions
       FROM (${POINTS[range]}) point ORDER BY begins`,
      [accountId, this.now(), timeZone],
    );
  }
}
