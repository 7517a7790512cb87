import { newSessionId } from '../core/ids.ts';
import { SessionEndReason } from '../sessions/session.entity.ts';
import type { DemoClient } from './demo-clients.ts';
import type { OfficeHours } from './office-hours.ts';
import { mostlySmall, oneByWeight, oneOf, type Random, wholeBetween } from './random.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A session that is over. */
export interface DemoSession {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly requestedAt: Date;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly reason: SessionEndReason;
  readonly comment: string | null;
}

export interface SessionPlan {
  readonly count: number;
  readonly begunAt: Date;
  readonly now: Date;
  readonly hours: OfficeHours;
  readonly maxLengthMs: number;
  readonly clients: readonly DemoClient[];
  /** The clients of another account that the supporters help too. */
  readonly neighbors: readonly DemoClient[];
}

/** A quick look, a support case, an afternoon's work: how often each is, and its shortest and longest. */
const KINDS = [
  [[20_000, 3 * MINUTE_MS], 55],
  [[3 * MINUTE_MS, 45 * MINUTE_MS], 38],
  [[45 * MINUTE_MS, 6 * HOUR_MS], 7],
] as const;
const REASONS = [
  [SessionEndReason.CLOSED_BY_PEER, 885],
  [SessionEndReason.DEVICE_LOST, 50],
  [SessionEndReason.SUPERSEDED, 30],
  [SessionEndReason.CLOSED_BY_PORTAL, 30],
  [SessionEndReason.MAX_LENGTH, 5],
] as const;
const COMMENTS = [
  'Printer driver renewed',
  'Password reset with the user on the phone',
  'Showed how to share the calendar',
  'Update installed, restart needed tonight',
  'VPN profile was missing',
  'Not solved: hardware fault, ticket opened',
  'Month-end closing checked',
];

/** Sessions of the plan's term, the oldest first: by office hours, more from year to year. */
export function demoSessions(random: Random, plan: SessionPlan): DemoSession[] {
  const begins = beginnings(random, plan).sort((a, b) => a - b);
  const present = new Present(plan);
  return begins.map(begin => demoSession(random, plan, present, begin));
}

/** Who is there to have a session, kept for a day: asked twenty thousand times. */
class Present {
  private day = -1;
  all: readonly DemoClient[] = [];
  supporters: readonly DemoClient[] = [];
  neighbors: readonly DemoClient[] = [];

  constructor(private readonly plan: SessionPlan) {}

  on(begin: number): this {
    const day = Math.floor(begin / DAY_MS);
    if (day === this.day) return this;
    this.day = day;
    const [morning, night] = [new Date(day * DAY_MS), new Date((day + 1) * DAY_MS)];
    const isThere = ({ enrolledAt, goneAt }: DemoClient): boolean =>
      enrolledAt < morning && (!goneAt || goneAt > night);
    this.all = this.plan.clients.filter(isThere);
    this.supporters = this.all.filter(client => client.isSupport);
    this.neighbors = this.plan.neighbors.filter(isThere);
    return this;
  }
}

/** Each hour of the term gets as many as it is busy. Nothing begins in the last 5 minutes. */
function beginnings(random: Random, { begunAt, now, hours, count }: SessionPlan): number[] {
  const [first, last] = [begunAt.getTime(), now.getTime() - 5 * MINUTE_MS];
  const sums: number[] = [];
  let sum = 0;
  for (let hour = first; hour < last; hour += HOUR_MS) {
    const growth = Math.exp((2 * (hour - first)) / (last - first));
    sum += growth * hours.activityAt(new Date(hour + HOUR_MS / 2)) * (0.7 + 0.6 * random());
    sums.push(sum);
  }
  return Array.from({ length: count }, () => {
    const begin = first + (firstAbove(sums, random() * sum) + random()) * HOUR_MS;
    return Math.floor(Math.min(begin, last - random() * HOUR_MS));
  });
}

function firstAbove(sums: readonly number[], sought: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > sought) high = middle;
    else low = middle + 1;
  }
  return low;
}

function demoSession(random: Random, plan: SessionPlan, present: Present, begin: number): DemoSession {
  const [startedAt, latestEnd] = [new Date(begin), plan.now.getTime() - MINUTE_MS];
  const wished = oneByWeight(random, REASONS);
  const lengthMs =
    wished === SessionEndReason.MAX_LENGTH
      ? plan.maxLengthMs
      : Math.floor(mostlySmall(random, ...oneByWeight(random, KINDS)));
  const isCut = begin + lengthMs > latestEnd;
  return {
    id: newSessionId(startedAt, wholeBetween(random, 0, 2 ** 22)),
    ...ends(random, present.on(begin)),
    requestedAt: new Date(begin - wholeBetween(random, 800, 9_000)),
    startedAt,
    endedAt: new Date(isCut ? latestEnd - wholeBetween(random, 0, 4 * MINUTE_MS) : begin + lengthMs),
    reason: isCut ? SessionEndReason.CLOSED_BY_PEER : wished,
    comment: random() < 0.09 ? oneOf(random, COMMENTS) : null,
  };
}

/** Mostly a supporter helps somebody; sometimes colleagues, a neighbor, or a number that no account knows. */
function ends(random: Random, { all, supporters, neighbors }: Present): { from: string; to: string } {
  const from = oneOf(random, random() < 0.8 ? supporters : all).id;
  const stranger = String(wholeBetween(random, 1_900_000_000, 2_000_000_000));
  const place = random();
  if (place < 0.012) return { from, to: stranger };
  if (place < 0.02) return { from: stranger, to: from };
  if (place < 0.028 && neighbors.length > 0) return { from, to: oneOf(random, neighbors).id };
  // The last stands in for the one who would call itself.
  const other = oneOf(random, all.slice(0, -1)).id;
  return { from, to: other === from ? (all.at(-1)?.id ?? stranger) : other };
}
