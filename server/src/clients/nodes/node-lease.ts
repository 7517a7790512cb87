import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { newId } from '../../core/ids.ts';
import type { Entry } from '../../events/ledger.ts';

/** For how long a process counts as alive after it last said so. */
const LEASE_MS = 15_000;
/** After the database was away, the others are given so long to renew theirs before they count as dead. */
const RETURN_MS = 6_000;

/** Thrown where another process has taken over what this one kept: it was silent for too long. */
export class NodeFenced extends Error {}

/**
 * This process among all that keep devices' connections. It counts as alive while it renews its lease; whose lease has
 * run out is fenced by another process before that takes the devices over, and from then on changes nothing under its
 * old name. A fenced name has the lease `-infinity` until its row is removed.
 */
export class NodeLease {
  private name = newId();
  private isRegistered = false;
  private until = new Date(0);
  private steady = new Date(0);

  constructor(
    private readonly db: DataSource,
    private readonly now: Clock,
  ) {}

  /** The name under which the process keeps devices. */
  get id(): string {
    return this.name;
  }

  /** Since when it has had its lease without a break, so that whoever is cut off could have come here. */
  get steadyFrom(): Date {
    return this.steady;
  }

  /** Whether it may judge others: it has a lease itself, and has had one for long enough. */
  get isSteady(): boolean {
    const now = this.now();
    return this.until > now && this.steady <= now;
  }

  /**
   * Takes or renews the lease.
   *
   * @throws NodeFenced where the process was taken for dead; it has a new name and a lease on that by then
   */
  async renew(): Promise<void> {
    const now = this.now();
    const until = new Date(now.getTime() + LEASE_MS);
    if (this.isRegistered) {
      const [, renewed]: [unknown, number] = await this.db.query(
        `UPDATE node SET lease_until = $2 WHERE id = $1 AND lease_until > '-infinity'`,
        [this.name, until],
      );
      if (renewed === 1) {
        if (this.until <= now) this.steady = new Date(now.getTime() + RETURN_MS);
        this.until = until;
        return;
      }
    }
    const wasFenced = this.isRegistered;
    this.name = wasFenced ? newId() : this.name;
    await this.db.query('INSERT INTO node (id, started_at, lease_until) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      this.name,
      now,
      until,
    ]);
    this.isRegistered = true;
    this.until = until;
    this.steady = now;
    if (wasFenced) throw new NodeFenced('Another process took over');
  }

  /** Takes the lease where the process has none yet. */
  async ensure(): Promise<void> {
    if (!this.isRegistered) await this.renew();
  }

  /**
   * Keeps others from fencing this process until the transaction ends.
   *
   * @throws NodeFenced where they have
   */
  async hold(entry: Entry): Promise<void> {
    const rows: unknown[] = await entry.sql.query(
      `SELECT FROM node WHERE id = $1 AND lease_until > '-infinity' FOR SHARE`,
      [this.name],
    );
    if (rows.length === 0) throw new NodeFenced('Another process took over');
  }

  /** Gives the lease up: others may take over at once. */
  async release(): Promise<void> {
    if (!this.isRegistered) return;
    await this.db.query(`UPDATE node SET lease_until = $2 WHERE id = $1 AND lease_until > '-infinity'`, [
      this.name,
      this.now(),
    ]);
  }
}
