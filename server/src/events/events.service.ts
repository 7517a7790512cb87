import { ApiError } from '../core/errors.ts';
import { COUNT_LIMIT, type Page, type PageArgs, keysetOf, pageOf, totalOf } from '../core/graphql/page.ts';
import { eventCursor, eventKey, seqOf } from './cursor.ts';
import type { EventLog } from './event-log.ts';
import { type Gathering, gathered } from './feed/gathered.ts';
import type { Hub } from './feed/hub.ts';
import type { LogEvent } from './log-event.ts';
import { END } from './log-window.ts';
import { isWanted, type Wanted } from './visible.ts';

/** How many events of the past are sent at once. */
const PAST_PAGE = 500;

/** Reads and follows the logs of accounts for those who may. */
export class EventsService {
  constructor(
    private readonly log: EventLog,
    private readonly hub: Hub,
  ) {}

  /**
   * A page of the log, the oldest events first.
   *
   * @throws ApiError BAD_USER_INPUT for a cursor that this log never gave, CURSOR_EXPIRED for an `after` of before retention
   */
  async page(wanted: Wanted, args: PageArgs): Promise<Page<LogEvent>> {
    const keyset = keysetOf(args, 2);
    const after = args.after ? await this.resolve(wanted.accountId, args.after) : 0n;
    const upTo = args.before ? (await this.place(wanted.accountId, args.before)).seq - 1n : END;
    const { limit, isBackwards } = keyset;

    const window = await this.log.window(wanted);
    const stretch = { after: greater(after, window.after), upTo: lesser(upTo, window.upTo) };
    const events = await this.log.stretch(wanted, { ...stretch, limit, isFromEnd: isBackwards });
    const count = async () => totalOf(await this.log.count(wanted, { ...window, limit: COUNT_LIMIT + 1 }));
    return pageOf(events, keyset, ({ accountId, seq }) => eventKey(accountId, seq), count);
  }

  /** Every wanted event that the log has by now, the oldest first, in batches. */
  async *all(wanted: Wanted): AsyncGenerator<readonly LogEvent[]> {
    const last = await this.log.last(wanted.accountId);
    const window = await this.log.window(wanted);
    const upTo = lesser(last, window.upTo);
    for (let { after } = window; ;) {
      const events = await this.log.stretch(wanted, { after, upTo, limit: PAST_PAGE });
      yield events;
      if (events.length < PAST_PAGE) return;
      after = events.at(-1)?.seq ?? upTo;
    }
  }

  /** The wanted events from now on, in batches. */
  live(wanted: Wanted): Gathering {
    return gathered(this.hub, wanted.accountId, event => isWanted(event, wanted));
  }

  /**
   * The wanted events of the past, in batches: from `after` up to what `upTo` says by then. Answers the number up to which
   * it came.
   *
   * @throws ApiError CURSOR_EXPIRED where retention takes away what was to come next
   */
  async *past(wanted: Wanted, after: bigint, upTo: () => bigint): AsyncGenerator<readonly LogEvent[], bigint> {
    for (let seq = after; ;) {
      const end = upTo();
      if (seq >= end) return seq;
      const events = await this.log.stretch(wanted, { after: seq, upTo: end, limit: PAST_PAGE });
      await this.requireHeld(wanted.accountId, seq);
      if (events.length > 0) yield events;
      seq = events.length === PAST_PAGE ? (events.at(-1)?.seq ?? end) : end;
    }
  }

  /**
   * The number of the event behind which a cursor stands.
   *
   * @throws ApiError BAD_USER_INPUT for a cursor that this log never gave, CURSOR_EXPIRED where what comes next is gone
   */
  async resolve(accountId: string, cursor: string): Promise<bigint> {
    const { seq, oldest } = await this.place(accountId, cursor);
    refuseExpired(accountId, seq, oldest);
    return seq;
  }

  private async place(accountId: string, cursor: string): Promise<{ seq: bigint; oldest: bigint }> {
    const seq = seqOf(accountId, cursor);
    const { oldest, last } = await this.log.bounds(accountId);
    if (seq > last) throw new ApiError('BAD_USER_INPUT', 'The log has not come to this cursor');
    return { seq, oldest };
  }

  private async requireHeld(accountId: string, seq: bigint): Promise<void> {
    refuseExpired(accountId, seq, (await this.log.bounds(accountId)).oldest);
  }
}

const greater = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);

function refuseExpired(accountId: string, seq: bigint, oldest: bigint): void {
  if (seq + 1n >= oldest) return;
  const details = { oldest: eventCursor(accountId, oldest - 1n) };
  throw new ApiError('CURSOR_EXPIRED', 'The log no longer reaches back to this cursor', details);
}
