import { endable } from '../events/endable.ts';
import { gathered } from '../events/feed/gathered.ts';
import type { Hub } from '../events/feed/hub.ts';
import type { StateSource } from '../events/live/state-source.ts';
import type { Dashboard } from './dashboard.type.ts';

/** The least time between two readings: at most 4 a second. */
const EVERY_MS = 250;

/** The counters as they are, and again whenever one has changed: the first change at once. */
export function newDashboardSource(
  hub: Hub,
  accountId: string,
  read: () => Promise<Dashboard>,
): StateSource<Dashboard> {
  // Whatever happened may have moved a counter; reading them is cheaper than to know.
  const news = gathered(hub, accountId, () => true, EVERY_MS);
  async function* states(): AsyncGenerator<Dashboard> {
    await news.from;
    let last = await read();
    yield last;
    for await (const _ of news) {
      const next = await read();
      if (isSame(last, next)) continue;
      last = next;
      yield next;
    }
  }
  return Object.assign(
    endable(states(), () => news.return()),
    { isState: true as const },
  );
}

const isSame = (one: Dashboard, other: Dashboard): boolean =>
  one.connectedClients === other.connectedClients &&
  one.onlineClients === other.onlineClients &&
  one.activeSessions === other.activeSessions;
