import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Doorbell } from '../../server/src/events/bell/doorbell.ts';
import { EventType } from '../../server/src/events/event-type.ts';
import { Ledger } from '../../server/src/events/ledger.ts';
import { NotifyWire } from '../../server/src/events/bell/notify-wire.ts';
import { SYSTEM } from '../../server/src/events/actor.ts';
import { messageOf, startScript } from './processes.ts';

const TICK_MS = 10;

/** How the fan-out is asked. */
export interface FanOut {
  readonly db: DataSource;
  readonly databaseUrl: string;
  readonly portal: string;
  readonly cookie: string;
  readonly accountId: string;
  readonly sockets: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/**
 * Appends events in this process while `sockets` sockets watch the portal in another. Answers, for each event and socket,
 * the milliseconds from the commit to the arrival: what the portal adds to the database's own time.
 *
 * @throws Error where a socket missed an event or saw one twice
 */
export async function fanOut(options: FanOut): Promise<Float64Array> {
  const { db, databaseUrl, portal, cookie, accountId, sockets, perSecond, seconds } = options;
  const doorbell = new Doorbell(new NotifyWire(databaseUrl, console.error));
  const ledger = new Ledger(db, () => new Date(), doorbell);
  const watchers = startScript('watchers.ts');
  doorbell.start();
  try {
    watchers.child.send({ url: `${portal.replace('http', 'ws')}/graphql`, origin: portal, cookie, sockets });
    await messageOf(watchers);
    // The subscriptions were sent; the portal runs them in the order in which they came, before what comes from now on.
    await delay(1000);

    const total = perSecond * seconds;
    const began = Date.now();
    const writes: Promise<number>[] = [];
    while (writes.length < total) {
      const due = Math.min(total, Math.floor(((Date.now() - began) / 1000) * perSecond));
      while (writes.length < due) writes.push(append(ledger, accountId, writes.length));
      await delay(TICK_MS);
    }
    const committed = await Promise.all(writes);
    await delay(1000);

    watchers.child.send('stop');
    const arrivals = await messageOf<Float64Array>(watchers);
    if (arrivals.length !== 2 * total * sockets) {
      throw new Error(`${String(arrivals.length / 2)} deliveries of ${String(total * sockets)}`);
    }
    // The bell rings before the writer itself goes on, so an arrival may come a moment before it knows of its commit.
    const latencies = new Float64Array(total * sockets);
    for (let place = 0; place < latencies.length; place++) {
      const [number = 0, arrived = 0] = [arrivals[2 * place], arrivals[2 * place + 1]];
      latencies[place] = Math.max(0, arrived - (committed[number] ?? Number.NaN));
    }
    return latencies;
  } finally {
    await doorbell.stop();
    await watchers.stop();
  }
}

/** Answers the moment at which it was committed. */
async function append(ledger: Ledger, accountId: string, number: number): Promise<number> {
  await ledger.write(accountId, entry => {
    const data = { changed: ['comment'], number };
    entry.append({ accountId, type: EventType.CLIENT_CHANGED, actor: SYSTEM, clientId: '100000037', data });
    return Promise.resolve();
  });
  return Date.now();
}
