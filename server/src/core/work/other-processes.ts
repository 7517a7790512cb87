import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Clock } from '../context.ts';

/** The processes that use the same database, as far as their leases tell: every one has a lease before it lets anybody in. */
export class OtherProcesses {
  /** @param leases how many are this process's own */
  constructor(
    private readonly db: DataSource,
    private readonly now: Clock,
    private readonly leases: 0 | 1 = 1,
  ) {}

  /** Resolves once `ms` have passed, where others may be at work; at once where this process is the only one. */
  async given(ms: number): Promise<void> {
    const [row]: { count: number }[] = await this.db.query(
      'SELECT count(*)::int AS count FROM node WHERE lease_until > $1',
      [this.now()],
    );
    if ((row?.count ?? 0) > this.leases) await delay(ms);
  }
}
