import type { BatchListener } from './feed.ts';
import type { Following, Hub } from './hub.ts';
import type { LogEvent } from '../log-event.ts';

/** The least time between two batches. */
const EVERY_MS = 50;

/**
 * The events of the account that are wanted, from the moment of the call: the first at once, then what gathered, at most
 * every `everyMs`. Following begins at the call and not with the first `next()`, so nothing falls in between;
 * whoever calls must come to `return()`.
 */
export function gathered(
  hub: Hub,
  accountId: string,
  wants: (event: LogEvent) => boolean,
  everyMs = EVERY_MS,
): Gathering {
  return new Gathering(listener => hub.follow(accountId, listener), wants, everyMs);
}

/** As `gathered`, for the events of one client. */
export function gatheredOfClient(
  hub: Hub,
  accountId: string,
  clientId: string,
  wants: (event: LogEvent) => boolean,
  everyMs = EVERY_MS,
): Gathering {
  return new Gathering(listener => hub.followClient(accountId, clientId, listener), wants, everyMs);
}

/** The source of a live subscription: batches of events in the order of the log, none of them empty. */
export class Gathering implements AsyncIterableIterator<readonly LogEvent[]> {
  /** Resolves to where the following begins: every wanted event after this number comes, and none up to it. */
  readonly from: Promise<bigint>;
  private readonly following: Promise<Following>;
  private readonly batches: AsyncGenerator<readonly LogEvent[], undefined>;
  private waiting: LogEvent[] = [];
  private inHand: readonly LogEvent[] = [];
  private seen = 0n;
  private isDone = false;
  private wake = (): void => undefined;

  constructor(
    follow: (listener: BatchListener) => Promise<Following>,
    private readonly wants: (event: LogEvent) => boolean,
    private readonly everyMs: number,
  ) {
    this.following = follow(events => {
      this.note(events);
    });
    this.from = this.following.then(({ from }) => {
      if (this.seen < from) this.seen = from;
      return from;
    });
    // Whoever iterates is told of a failure; one that nobody iterates must not end the process.
    this.from.catch(() => undefined);
    this.batches = this.gather();
  }

  /**
   * Every wanted event up to this number was handed out and worked off, and none after it: whoever asks for the next
   * batch has worked off the last. Known once `from` is.
   */
  get position(): bigint {
    const next = this.inHand[0] ?? this.waiting[0];
    return next ? next.seq - 1n : this.seen;
  }

  next(): Promise<IteratorResult<readonly LogEvent[], undefined>> {
    return this.batches.next();
  }

  async return(): Promise<IteratorResult<readonly LogEvent[], undefined>> {
    this.isDone = true;
    this.wake();
    await this.following.then(
      following => {
        following.stop();
      },
      () => undefined,
    );
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<readonly LogEvent[], undefined>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private note(events: readonly LogEvent[]): void {
    for (const event of events) if (this.wants(event)) this.waiting.push(event);
    this.seen = events.at(-1)?.seq ?? this.seen;
    if (this.waiting.length > 0) this.wake();
  }

  private async *gather(): AsyncGenerator<readonly LogEvent[], undefined> {
    await this.following;
    let lastMs = -Infinity;
    while (await this.isReady(lastMs + this.everyMs)) {
      lastMs = performance.now();
      this.inHand = this.waiting;
      this.waiting = [];
      yield this.inHand;
      this.inHand = [];
    }
    return undefined;
  }

  /** Resolves once something is wanted and the moment has come; to false once nothing more is. */
  private async isReady(notBeforeMs: number): Promise<boolean> {
    if (this.waiting.length === 0 && !this.isDone) await new Promise<void>(resolve => (this.wake = resolve));
    const restMs = notBeforeMs - performance.now();
    if (restMs > 0 && !this.isDone) await new Promise<void>(resolve => setTimeout(resolve, restMs));
    return !this.isDone;
  }
}
