import type { HeldSession } from '../held-sessions.ts';

/** After this an end gives up that hears nothing more of the other. */
const PATIENCE_MS = 25_000;

/** What is looked at of a device. */
export interface SessionHolder {
  readonly identity: { readonly clientId: string };
  readonly sessions: readonly HeldSession[];
}

/**
 * Finds sessions whose caller has crashed. Where pixels are moved the called end notices that none come any more; here the
 * fleet, which knows both ends, notices for it.
 */
export class LonelySessions {
  private lonelySince = new Map<string, number>();

  /** What the called devices give up now: sessions that no device of the fleet has held as the caller for 25 s. */
  givenUp<Holder extends SessionHolder>(holders: readonly Holder[], nowMs: number): { by: Holder; id: string }[] {
    const ends = holders.flatMap(holder =>
      holder.sessions.flatMap(({ sessionId, fromClientId }) =>
        sessionId === undefined
          ? []
          : { by: holder, id: sessionId, isCaller: fromClientId === holder.identity.clientId },
      ),
    );
    const called = new Set(ends.filter(({ isCaller }) => isCaller).map(({ id }) => id));
    const lonely = ends.filter(({ isCaller, id }) => !isCaller && !called.has(id));
    this.lonelySince = new Map(lonely.map(({ id }) => [id, this.lonelySince.get(id) ?? nowMs]));
    return lonely.filter(({ id }) => nowMs - (this.lonelySince.get(id) ?? nowMs) >= PATIENCE_MS);
  }
}
