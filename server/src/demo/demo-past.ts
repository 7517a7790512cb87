import type { AccountPlan } from './demo-accounts.ts';
import { type DemoClient, demoClients } from './demo-clients.ts';
import { type DemoSession, demoSessions } from './demo-sessions.ts';
import { demoStays, type Stay } from './demo-presence.ts';
import type { OfficeHours } from './office-hours.ts';
import { type Random, seededRandom } from './random.ts';

const DAY_MS = 86_400_000;
/** Nobody had a session while the first clients were still being set up. */
const SETTING_UP_MS = 9 * DAY_MS;
/** How many days back the log tells who was online. */
export const LOGGED_DAYS = 3;

/** What has happened in an account, before it is written down. */
export interface Past {
  readonly random: Random;
  readonly clients: readonly DemoClient[];
  readonly sessions: readonly DemoSession[];
  readonly stays: readonly Stay[];
}

export interface Circumstances {
  readonly seed: number;
  readonly begunAt: Date;
  readonly now: Date;
  readonly hours: OfficeHours;
  /** The clients of another account that are helped too. */
  readonly neighbors: readonly DemoClient[];
}

/** The past of an account by its plan: the same for the same seed. */
export function pastOf(plan: AccountPlan, { seed, begunAt, now, hours, neighbors }: Circumstances): Past {
  const random = seededRandom(seed);
  const clients = demoClients(random, { ...plan.fleet, namespace: plan.namespace, begunAt, now });
  const sessions = demoSessions(random, {
    count: plan.sessions,
    begunAt: new Date(begunAt.getTime() + SETTING_UP_MS),
    maxLengthMs: plan.limits.maxSessionLengthSeconds * 1000,
    now,
    hours,
    clients,
    neighbors,
  });
  return { random, clients, sessions, stays: demoStays(random, clients, hours, LOGGED_DAYS, now) };
}
