import type { Doorbell } from '../bell/doorbell.ts';
import type { EventLog } from '../event-log.ts';
import { type BatchListener, Feed } from './feed.ts';

/** How often the ends of the followed logs are compared, which heals lost rings. */
const POLL_MS = 1000;

/** A place in the log from which on everything is told. */
export interface Following {
  /** Every event after this number is told, and none up to it. */
  readonly from: bigint;
  stop(): void;
}

/**
 * Hands each committed event to all in this process who follow its account: once, in order, in batches. Each event is
 * read once, however many follow. Woken by the doorbell, and by a poll where a ring was lost.
 */
export class Hub {
  private readonly feeds = new Map<string, Feed>();
  private readonly endRinging: () => void;
  private timer: NodeJS.Timeout | undefined;
  private isAway = false;

  constructor(
    private readonly log: EventLog,
    doorbell: Doorbell,
    private readonly report: (cause: unknown) => void,
  ) {
    this.endRinging = doorbell.onRing(accountIds => {
      for (const accountId of accountIds) void this.feeds.get(accountId)?.read();
    });
  }

  start(): void {
    this.timer ??= setTimeout(() => void this.turn(), POLL_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.endRinging();
    this.feeds.clear();
  }

  /** Whether anybody here follows the account. */
  isFollowed(accountId: string): boolean {
    return this.feeds.has(accountId);
  }

  /** Tells `listener` every event of the account from now on. */
  follow(accountId: string, listener: BatchListener): Promise<Following> {
    return this.listen(accountId, listener);
  }

  /** Tells `listener` the events of one client. A batch costs nothing for the clients that it is not about. */
  followClient(accountId: string, clientId: string, listener: BatchListener): Promise<Following> {
    return this.listen(accountId, listener, clientId);
  }

  /** Reads the logs that are longer than what was told of them. */
  async poll(): Promise<void> {
    if (this.feeds.size === 0) return;
    const ends = await this.log.ends([...this.feeds.keys()]);
    await Promise.all(
      ends.map(async ({ accountId, last }) => {
        const feed = this.feeds.get(accountId);
        if (feed && feed.last >= 0n && feed.last < last) await feed.read();
      }),
    );
  }

  private async turn(): Promise<void> {
    try {
      await this.poll();
      this.isAway = false;
    } catch (error) {
      // Once, and not every second while the database is away.
      if (!this.isAway) this.report(error);
      this.isAway = true;
    }
    if (this.timer) this.timer = setTimeout(() => void this.turn(), POLL_MS);
  }

  private async listen(accountId: string, listener: BatchListener, clientId?: string): Promise<Following> {
    const feed = this.feeds.get(accountId) ?? this.open(accountId);
    // An own function, so that whoever follows twice is told twice, and stops one at a time.
    const own: BatchListener = events => {
      listener(events);
    };
    feed.add(own, clientId);
    const stop = (): void => {
      feed.delete(own, clientId);
      if (feed.isUnused && this.feeds.get(accountId) === feed) this.feeds.delete(accountId);
    };
    // What was told before this moment is not for the listener, what comes after it is: nothing is told in between.
    let from = feed.last;
    if (from < 0n) {
      await feed.opened.catch((error: unknown) => {
        stop();
        throw error;
      });
      from = feed.first;
    }
    return { from, stop };
  }

  private open(accountId: string): Feed {
    const feed = new Feed(accountId, this.log, this.report);
    this.feeds.set(accountId, feed);
    return feed;
  }
}
