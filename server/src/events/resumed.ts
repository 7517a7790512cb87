import { endable } from './endable.ts';
import type { EventsService } from './events.service.ts';
import type { LogEvent } from './log-event.ts';
import type { Wanted } from './visible.ts';

/** A subscription to a log that begins in its past. It follows nothing until it is iterated. */
export class Resumed implements AsyncIterable<readonly LogEvent[]> {
  constructor(
    private readonly service: EventsService,
    private readonly wanted: Wanted,
    /** Events after this number are wanted. */
    readonly after: bigint,
  ) {}

  /** See `EventsService.past`. */
  past(after: bigint, upTo: () => bigint): AsyncGenerator<readonly LogEvent[], bigint> {
    return this.service.past(this.wanted, after, upTo);
  }

  /** First the past, then live, each event once. */
  [Symbol.asyncIterator](): AsyncGenerator<readonly LogEvent[]> {
    const live = this.service.live(this.wanted);
    const { after, past } = { after: this.after, past: this.past.bind(this) };
    async function* events(): AsyncGenerator<readonly LogEvent[]> {
      // Not beyond what this process has been told: it may not know yet that the right to see more has ended.
      await live.from;
      const seq = yield* past(after, () => live.position);
      for await (const batch of live) {
        // Another process, which gave the cursor, may have read further than this one.
        const fresh = batch.filter(event => event.seq > seq);
        if (fresh.length > 0) yield fresh;
      }
    }
    return endable(events(), () => live.return());
  }
}
