import { CLOSE, type LiveSocket } from '../../core/socket/live-socket.ts';
import type { Sockets } from '../../core/socket/sockets.ts';
import { endingKeys, type Viewer } from '../../core/viewer.ts';
import type { EventLog } from '../event-log.ts';
import type { Following, Hub } from '../feed/hub.ts';
import type { LogEvent } from '../log-event.ts';
import { allOf } from '../visible.ts';
import { type Ending, ENDING_TYPES, endingOf } from './endings.ts';

/** How far the log is looked through for endings that came while a socket was being let in. */
const LOOK_BACK_EVENTS = 5000n;
/** How often accounts without sockets are let go. */
const SWEEP_MS = 60_000;

type Ended = Map<string, { readonly ending: Ending; readonly seq: bigint }>;

/** One account with open sockets. */
interface Watch {
  /** By the keys of `endingKeys`: what last ended or changed their right, as far as the log was seen. */
  readonly ended: Ended;
  readonly following: Promise<Following>;
}

/**
 * Closes the sockets of those whose right ends, in whatever process that was decided. It hears of each event together
 * with everybody else who follows the account, and closes at once: before anything later than the event is sent.
 */
export class Revoker {
  private readonly watches = new Map<string, Watch>();
  private endListening: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly hub: Hub,
    private readonly log: EventLog,
    private readonly sockets: Sockets,
    private readonly report: (cause: unknown) => void,
  ) {}

  start(): void {
    this.endListening ??= this.sockets.onAdd(socket => void this.check(socket));
    this.timer ??= setInterval(() => {
      this.sweep();
    }, SWEEP_MS);
  }

  stop(): void {
    this.endListening?.();
    clearInterval(this.timer);
    for (const accountId of [...this.watches.keys()]) this.letGo(accountId);
  }

  /** Whether the viewer's right holds as it was looked up. From then on an ending closes the viewer's sockets. */
  async admits(viewer: Viewer): Promise<boolean> {
    return !(await this.endingSince(viewer));
  }

  /** Lets go of the accounts that have no socket here any more. */
  sweep(): void {
    const present = this.sockets.ofAccounts();
    for (const accountId of [...this.watches.keys()]) if (!present.has(accountId)) this.letGo(accountId);
  }

  private async check(socket: LiveSocket): Promise<void> {
    try {
      const ending = await this.endingSince(socket.viewer);
      if (ending) socket.close(ending.code, ending.reason);
    } catch (error) {
      this.report(error);
      socket.close(CLOSE.FAULT, 'Try again');
    }
  }

  /** What has come between the viewer's look-up and now. */
  private async endingSince(viewer: Viewer): Promise<Ending | undefined> {
    const watch = this.watches.get(viewer.accountId) ?? this.watch(viewer.accountId);
    await watch.following;
    const readAt = viewer.reading?.seq ?? -1n;
    for (const key of endingKeys(viewer)) {
      const ended = watch.ended.get(key);
      if (ended && ended.seq > readAt) return ended.ending;
    }
    return undefined;
  }

  private watch(accountId: string): Watch {
    const ended: Ended = new Map();
    const watch = { ended, following: this.open(accountId, ended) };
    this.watches.set(accountId, watch);
    watch.following.catch(() => {
      if (this.watches.get(accountId) === watch) this.watches.delete(accountId);
    });
    return watch;
  }

  private async open(accountId: string, ended: Ended): Promise<Following> {
    const following = await this.hub.follow(accountId, events => {
      this.end(events, ended);
    });
    // Who was let in before the following began may have been signed out in between.
    const wanted = allOf(accountId, ENDING_TYPES);
    const stretch = { after: following.from - LOOK_BACK_EVENTS, upTo: following.from, limit: Number(LOOK_BACK_EVENTS) };
    this.end(await this.log.stretch(wanted, stretch), ended);
    return following;
  }

  private end(events: readonly LogEvent[], ended: Ended): void {
    for (const event of events) {
      const ending = endingOf(event);
      if (!ending) continue;
      ended.set(ending.key, { ending, seq: event.seq });
      this.sockets.closeAll(ending.key, ending.code, ending.reason);
    }
  }

  private letGo(accountId: string): void {
    const watch = this.watches.get(accountId);
    this.watches.delete(accountId);
    watch?.following.then(
      following => {
        following.stop();
      },
      () => undefined,
    );
  }
}
