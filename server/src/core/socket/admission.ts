import { blockOf } from '../address.ts';
import type { Clock } from '../context.ts';
import { ApiError } from '../errors.ts';
import type { FailedTries } from '../limits/failed-tries.ts';
import type { Doorman } from '../http/doorman.ts';
import type { Log } from '../log.ts';
import { callingFrom, principalKey, type Viewer } from '../viewer.ts';
import { SOCKET_LIMITS } from './limits.ts';
import { CLOSE, type SocketKeeper } from './live-socket.ts';
import { type Opening, OpenSocket } from './open-socket.ts';
import type { Sockets } from './sockets.ts';

/** No timer of Node waits longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A socket's code where nothing was heard from its other end. */
const NOTHING_SAID = 1006;

type Params = Readonly<Record<string, unknown>>;

/** Finds out who has opened a socket, and registers it; or closes it. */
export class Admission {
  constructor(
    private readonly doorman: Doorman,
    private readonly keeper: SocketKeeper,
    private readonly sockets: Sockets,
    private readonly failedTries: FailedTries,
    private readonly log: Log,
    private readonly now: Clock,
  ) {}

  /** Whether the socket may stay; where it may not, it is closed with the reason. */
  async admit(opening: Opening, params: Params): Promise<boolean> {
    try {
      const viewer = await this.viewerOf(opening, params);
      if (!viewer) return await this.refuse(opening, CLOSE.UNAUTHENTICATED, 'Unauthenticated');
      if (this.sockets.count(principalKey(viewer)) >= SOCKET_LIMITS.perPrincipal) {
        opening.socket.close(CLOSE.TOO_MANY, 'Too many sockets');
        return false;
      }
      opening.settle();
      return await this.register(opening, viewer, params);
    } catch (error) {
      if (error instanceof ApiError) {
        const isUnknown = error.code === 'UNAUTHENTICATED';
        return this.refuse(opening, isUnknown ? CLOSE.UNAUTHENTICATED : CLOSE.FORBIDDEN, error.message);
      }
      this.log.error({ err: error }, 'A socket could not be admitted');
      opening.socket.close(CLOSE.FAULT, 'Internal server error');
      return false;
    }
  }

  /** The socket is closed. @param code what its other end said at last */
  leave({ live }: Opening, code: number): void {
    if (!live) return;
    this.sockets.delete(live);
    if (live.viewer.kind === 'device') this.keeper.closed(live.viewer, code);
  }

  private async viewerOf({ secret, origin }: Opening, { authorization }: Params): Promise<Viewer | null> {
    if (typeof authorization === 'string') return this.doorman.callerOf(authorization, origin);
    return secret === undefined ? null : this.doorman.userOf(secret, origin);
  }

  /** Registered before the keeper knows, so that a revocation in between finds it. */
  private async register(opening: Opening, viewer: Viewer, params: Params): Promise<boolean> {
    const live = new OpenSocket(opening.socket, callingFrom(viewer, opening.origin.ip), opening.origin.ip);
    if (!live.isOpen()) return false;
    this.sockets.add(live);
    if (viewer.kind !== 'device') {
      opening.live = live;
      this.closeAtEnd(opening, live);
      return true;
    }

    try {
      live.viewer = await this.keeper.connected(viewer, live, { ...params });
    } catch (error) {
      this.sockets.delete(live);
      throw error;
    }
    opening.live = live;
    if (live.isOpen()) return true;
    // It closed while the keeper was at work, when `leave` knew of nothing yet.
    this.leave(opening, NOTHING_SAID);
    return false;
  }

  /** What a secret has opened is closed when that is over, without anybody asking. A token may not come back with it. */
  private closeAtEnd({ socket }: Opening, live: OpenSocket): void {
    const { until, kind } = live.viewer;
    if (!until) return;
    const wait = (): NodeJS.Timeout =>
      setTimeout(
        () => {
          if (until <= this.now())
            live.close(kind === 'token' ? CLOSE.FORBIDDEN : CLOSE.RIGHTS_CHANGED, 'It has expired');
          else timer = wait();
        },
        Math.min(until.getTime() - this.now().getTime(), LONGEST_TIMER_MS),
      );
    let timer = wait();
    socket.once('close', () => {
      clearTimeout(timer);
    });
  }

  private async refuse({ socket, origin }: Opening, code: number, reason: string): Promise<false> {
    socket.close(code, reason.slice(0, 100));
    await this.failedTries.add(blockOf(origin.ip));
    return false;
  }
}
