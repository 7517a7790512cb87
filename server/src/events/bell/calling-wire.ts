import type { DataSource } from 'typeorm';
import type { BellWire } from './doorbell.ts';
import { CHANNEL, MAX_NAMES } from './notify-wire.ts';

/** Rings other processes for one that follows no account itself, and is soon over: it has no connection that listens. */
export class CallingWire implements BellWire {
  constructor(
    private readonly db: DataSource,
    private readonly report: (cause: unknown) => void,
  ) {}

  start(): void {
    // It hears nothing.
  }

  send(accountIds: readonly string[]): void {
    const names = accountIds.slice(0, MAX_NAMES).join(' ');
    this.db.query('SELECT pg_notify($1, $2)', [CHANNEL, names]).catch(this.report);
  }

  async stop(): Promise<void> {
    // The pool ends when its last statement has.
  }
}
