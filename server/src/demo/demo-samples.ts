import type { DemoClient } from './demo-clients.ts';
import type { DemoSession } from './demo-sessions.ts';
import type { Row } from './insert.ts';
import type { OfficeHours } from './office-hours.ts';
import { type Random, wholeBetween } from './random.ts';

const STEP_MS = 5 * 60_000;

/** What the counters said every 5 minutes of the last days: the past of the dashboard's small charts. */
export function demoSamples(
  random: Random,
  accountId: string,
  clients: readonly DemoClient[],
  sessions: readonly DemoSession[],
  hours: OfficeHours,
  days: number,
  now: Date,
): Row[] {
  const first = Math.floor(now.getTime() / STEP_MS) * STEP_MS - days * 86_400_000;
  const enrolled = countOver(clients.map(client => client.enrolledAt));
  const used = countOver(clients.filter(client => !client.goneAt).map(client => client.enrolledAt));
  const servers = countOver(clients.filter(client => client.isServer).map(client => client.enrolledAt));
  const begun = countOver(sessions.map(session => session.startedAt));
  const ended = countOver(sessions.map(session => session.endedAt));
  const rows: Row[] = [];
  for (let at = first; at <= now.getTime(); at += STEP_MS) {
    const inOffice = (used(at) - servers(at)) * 0.9 * Math.min(1, hours.activityAt(new Date(at))) ** 0.45;
    const online = Math.round(servers(at) + inOffice) + wholeBetween(random, -2, 3);
    rows.push({
      account_id: accountId,
      at: new Date(at),
      clients: enrolled(at),
      clients_online: Math.max(0, Math.min(online, used(at))),
      sessions_active: begun(at) - ended(at),
    });
  }
  return rows;
}

/** How many of the moments have come; to be asked from the earliest time to the latest. */
function countOver(moments: readonly Date[]): (at: number) => number {
  const sorted = moments.map(moment => moment.getTime()).sort((a, b) => a - b);
  let count = 0;
  return at => {
    while (count < sorted.length && (sorted[count] ?? Infinity) <= at) count++;
    return count;
  };
}
