import type { Bell } from '../ledger.ts';

/** Hears that accounts have news. */
export type RingListener = (accountIds: readonly string[]) => void;

/** Carries a ring to the other processes, and theirs to this one. It may lose rings, but never delays the caller. */
export interface BellWire {
  /** @param heard is told what other processes rang */
  start(heard: RingListener): void;
  send(accountIds: readonly string[]): void;
  stop(): Promise<void>;
}

/** Tells those who follow an account that its log has grown. A ring may be lost: who must not miss it polls as well. */
export class Doorbell implements Bell {
  private readonly listeners = new Set<RingListener>();

  /** @param wire to the other processes; without one the bell is heard in this process alone */
  constructor(private readonly wire?: BellWire) {}

  start(): void {
    this.wire?.start(accountIds => {
      this.tell(accountIds);
    });
  }

  async stop(): Promise<void> {
    await this.wire?.stop();
  }

  /** Called after the commit. */
  ring(accountIds: readonly string[]): void {
    this.tell(accountIds);
    this.wire?.send(accountIds);
  }

  /** Answers the function that ends the listening. */
  onRing(listener: RingListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(accountIds: readonly string[]): void {
    for (const listener of this.listeners) listener(accountIds);
  }
}
