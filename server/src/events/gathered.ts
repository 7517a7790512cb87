import type { Following, Hub } from './hub.ts';
import type { LogEvent } from './log-event.ts';

/** The least time between two batches. */
const EVERY_MS = 50;

/** The source of a live subscription: batches of events, at most one per interval, none of them empty. */
export interface Gathering extends AsyncIterableIterator<readonly LogEvent[]> {
  /** Every wanted event after this number comes, and none up to it. */
  readonly from: Promise<bigint>;
}

/**
 * The events of the account that are wanted, from the moment of the call: the first at once, then what gathered, at most
 * every `everyMs`. Following begins at the call and not with the first `next()`, so nothing falls in between;
 * whoever calls must come to `return()` or to its end.
 */
export function gathered(
  hub: Hub,
  accountId: string,
  wants: (event: LogEvent) => boolean,
  everyMs = EVERY_MS,
): Gathering {
  return gather(listener => hub.follow(accountId, listener), wants, everyMs);
}

/** As `gathered`, for the events of one client. */
export function gatheredOfClient(
  hub: Hub,
  accountId: string,
  clientId: string,
  wants: (event: LogEvent) => boolean,
  everyMs = EVERY_MS,
): Gathering {
  return gather(listener => hub.followClient(accountId, clientId, listener), wants, everyMs);
}

function gather(
  follow: (listener: (events: readonly LogEvent[]) => void) => Promise<Following>,
  wants: (event: LogEvent) => boolean,
  everyMs: number,
): Gathering {
  let waiting: LogEvent[] = [];
  let isDone = false;
  let wake: () => void = () => undefined;
  const following = follow(events => {
    for (const event of events) if (wants(event)) waiting.push(event);
    if (waiting.length > 0) wake();
  });
  const from = following.then(({ from: seq }) => seq);
  // Whoever iterates is told as well; without this, a source that nobody iterates would end the process.
  from.catch(() => undefined);

  async function* batches(): AsyncIterableIterator<readonly LogEvent[]> {
    await following;
    let last = -Infinity;
    while (!isDone) {
      if (waiting.length === 0) await new Promise<void>(resolve => (wake = resolve));
      const restMs = last + everyMs - performance.now();
      if (restMs > 0 && !isDone) await new Promise<void>(resolve => setTimeout(resolve, restMs));
      if (isDone || waiting.length === 0) continue;
      last = performance.now();
      const batch = waiting;
      waiting = [];
      yield batch;
    }
  }

  const generator = batches();
  const end = async (): Promise<void> => {
    isDone = true;
    waiting = [];
    wake();
    await following.then(
      each => {
        each.stop();
      },
      () => undefined,
    );
  };
  return {
    from,
    next: () => generator.next(),
    return: async () => {
      await end();
      return { done: true, value: undefined };
    },
    throw: async (error: unknown) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
