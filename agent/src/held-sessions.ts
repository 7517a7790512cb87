import type { Clock } from './clock.ts';

/** A session that this device holds. No pixels are moved: the agent is headless. */
export interface HeldSession {
  /** The device's own name for it, unique since it started. */
  readonly localId: string;
  /** The portal's name for it; undefined until the portal has answered. */
  sessionId?: string;
  readonly fromClientId: string;
  /** As it was dialed, which may be an alias, until the portal has answered with the number. */
  toClientId: string;
  readonly startedAt: Date;
}

/** The list of sessions that a device holds now, which is what it reports on every connection. */
export class HeldSessions {
  private readonly sessions = new Map<string, HeldSession>();
  private lastLocalId = 0;

  constructor(private readonly clock: Clock) {}

  get all(): HeldSession[] {
    return [...this.sessions.values()];
  }

  hold(session: Pick<HeldSession, 'sessionId' | 'fromClientId' | 'toClientId'>): HeldSession {
    this.lastLocalId += 1;
    const held = { ...session, localId: String(this.lastLocalId), startedAt: this.clock.now() };
    this.sessions.set(held.localId, held);
    return held;
  }

  /** The session by its local id or the portal's; undefined where it is not held. */
  find(id: string): HeldSession | undefined {
    return this.sessions.get(id) ?? this.all.find(session => session.sessionId === id);
  }

  /** Lets go of a session; whether it was held. */
  drop(localId: string): boolean {
    return this.sessions.delete(localId);
  }

  dropAll(): void {
    this.sessions.clear();
  }
}
