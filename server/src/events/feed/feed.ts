import type { EventLog } from '../event-log.ts';
import type { LogEvent } from '../log-event.ts';

/** Is told each event once, in order, in batches. It must not throw, and should only take note: many wait behind it. */
export type BatchListener = (events: readonly LogEvent[]) => void;

/** How many events are read at once. */
const BATCH = 1000;

/** The log of one account, read once for all in this process who follow it. */
export class Feed {
  /** Resolves once the end of the log is known: from then on every event is told. */
  readonly opened: Promise<void>;
  private readonly everything = new Set<BatchListener>();
  private readonly byClient = new Map<string, Set<BatchListener>>();
  private position = -1n;
  private start = -1n;
  private isReading = false;
  private isRungAgain = false;

  constructor(
    private readonly accountId: string,
    private readonly log: EventLog,
    private readonly report: (cause: unknown) => void,
  ) {
    this.opened = log.last(accountId).then(last => {
      this.start = last;
      this.position = last;
    });
  }

  /** The number after which everything is told to those who were there when it opened. */
  get first(): bigint {
    return this.start;
  }

  /** The number of the last event that was told; negative until `opened`. */
  get last(): bigint {
    return this.position;
  }

  get isUnused(): boolean {
    return this.everything.size === 0 && this.byClient.size === 0;
  }

  /** @param clientId where given, only the events of this client are told */
  add(listener: BatchListener, clientId?: string): void {
    if (clientId === undefined) {
      this.everything.add(listener);
      return;
    }
    const listeners = this.byClient.get(clientId);
    if (listeners) listeners.add(listener);
    else this.byClient.set(clientId, new Set([listener]));
  }

  delete(listener: BatchListener, clientId?: string): void {
    if (clientId === undefined) {
      this.everything.delete(listener);
      return;
    }
    const listeners = this.byClient.get(clientId);
    if (listeners?.delete(listener) && listeners.size === 0) this.byClient.delete(clientId);
  }

  /** Reads what is new and tells it. Called while it reads, it reads once more. What fails is tried again by the next call. */
  async read(): Promise<void> {
    if (this.isReading) {
      this.isRungAgain = true;
      return;
    }
    this.isReading = true;
    try {
      await this.opened;
      do {
        this.isRungAgain = false;
        const events = await this.log.after(this.accountId, this.position, BATCH);
        this.tell(events);
        if (events.length === BATCH) this.isRungAgain = true;
      } while (this.isRungAgain && !this.isUnused);
    } catch (error) {
      this.report(error);
    } finally {
      this.isReading = false;
    }
  }

  private tell(events: readonly LogEvent[]): void {
    const last = events.at(-1);
    if (!last) return;
    this.position = last.seq;

    for (const listener of [...this.everything]) this.tellOne(listener, events);
    if (this.byClient.size === 0) return;
    for (const [clientId, ofClient] of this.byFollowedClient(events)) {
      for (const listener of [...(this.byClient.get(clientId) ?? [])]) this.tellOne(listener, ofClient);
    }
  }

  private byFollowedClient(events: readonly LogEvent[]): Map<string, LogEvent[]> {
    const groups = new Map<string, LogEvent[]>();
    for (const event of events) {
      if (event.clientId === null || !this.byClient.has(event.clientId)) continue;
      const group = groups.get(event.clientId);
      if (group) group.push(event);
      else groups.set(event.clientId, [event]);
    }
    return groups;
  }

  private tellOne(listener: BatchListener, events: readonly LogEvent[]): void {
    try {
      listener(events);
    } catch (error) {
      this.report(error);
    }
  }
}
