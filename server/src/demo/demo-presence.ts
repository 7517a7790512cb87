import type { DemoClient } from './demo-clients.ts';
import type { OfficeHours } from './office-hours.ts';
import { mostlySmall, type Random } from './random.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A time in which a client was online. */
export interface Stay {
  readonly clientId: string;
  readonly from: Date;
  readonly to: Date;
  /** Which of the device's connections it was. */
  readonly epoch: number;
}

/** When each client was online in the last days, a stay a day, the earliest first. All have ended by now. */
export function demoStays(
  random: Random,
  clients: readonly DemoClient[],
  hours: OfficeHours,
  days: number,
  now: Date,
): Stay[] {
  const latest = now.getTime() - MINUTE_MS;
  const used = clients.filter(client => client.goneAt === null);
  const stays = used.flatMap(client => {
    let epoch = Math.floor((now.getTime() - client.enrolledAt.getTime()) / DAY_MS);
    return Array.from({ length: days }, (_, i) => hours.midnightOf(new Date(now.getTime() - (days - 1 - i) * DAY_MS)))
      .flatMap(midnight => stayOn(random, client, hours, midnight))
      .filter(({ from }) => from < latest && from > client.enrolledAt.getTime())
      .map(({ from, to }) => ({
        clientId: client.id,
        from: new Date(from),
        to: new Date(Math.min(to, latest - random() * MINUTE_MS)),
        epoch: ++epoch,
      }));
  });
  return stays.filter(({ from, to }) => from < to).sort((a, b) => a.from.getTime() - b.from.getTime());
}

function stayOn(
  random: Random,
  client: DemoClient,
  hours: OfficeHours,
  midnight: Date,
): { from: number; to: number }[] {
  const day = midnight.getTime();
  if (client.isServer)
    return [{ from: day + Math.floor(random() * MINUTE_MS), to: day + DAY_MS - Math.floor(random() * MINUTE_MS) }];
  const isThere = random() < 0.92 * Math.min(1, hours.activityAt(new Date(day + 10 * HOUR_MS)));
  const from = day + Math.floor((6.6 + 2.6 * random()) * HOUR_MS);
  return isThere ? [{ from, to: from + Math.floor((7.5 + 2 * random()) * HOUR_MS) }] : [];
}

/** When the client was last seen; null for one that never was. */
export function lastSeen(random: Random, client: DemoClient, stays: ReadonlyMap<string, Stay>, now: Date): Date | null {
  const stay = stays.get(client.id);
  if (stay) return stay.to;
  if (client.goneAt) return random() < 0.2 ? null : client.goneAt;
  const seen = now.getTime() - Math.floor(mostlySmall(random, 4, 20) * DAY_MS);
  return new Date(Math.max(seen, client.enrolledAt.getTime() + 2_000));
}
