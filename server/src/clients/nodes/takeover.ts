import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import { Presence } from '../client.entity.ts';
import { HeldDevice } from '../presence/held-device.ts';
import type { HeldDevices } from '../presence/held-devices.ts';
import type { NodeLease } from './node-lease.ts';

/** How long a device that was taken over may take to connect anew. */
const GRACE_MS = 20_000;
/** But nothing is online for longer than this after it was last heard of, where this process was there to connect to. */
const LONGEST_MS = 44_000;
/** How many devices are taken over in one transaction. */
const BATCH = 1000;

// Whose lease has run out is fenced first, so that it cannot come back while its devices change hands.
const FENCE = `
  UPDATE node SET lease_until = '-infinity'
  WHERE id IN (SELECT id FROM node WHERE lease_until <= $1 AND id <> $2 FOR UPDATE SKIP LOCKED)
  RETURNING id`;

const ORPHANS = `
  SELECT c.account_id, c.id, c.epoch
  FROM account_tally t JOIN client c ON c.account_id = t.account_id AND c.presence <> 'OFFLINE'
  WHERE NOT EXISTS (SELECT FROM node n WHERE n.id = c.node_id AND n.lease_until > '-infinity')
  ORDER BY c.account_id, c.id LIMIT ${BATCH}`;

const TAKE = `
  WITH taken AS (
    SELECT c.account_id, c.id, c.presence AS before
    FROM unnest($2::uuid[], $3::text[], $4::bigint[]) v (account_id, id, epoch)
    JOIN client c ON c.account_id = v.account_id AND c.id = v.id AND c.epoch = v.epoch AND c.presence <> 'OFFLINE'
    WHERE NOT EXISTS (SELECT FROM node n WHERE n.id = c.node_id AND n.lease_until > '-infinity')
    ORDER BY c.account_id, c.id
    FOR UPDATE OF c)
  UPDATE client c SET presence = 'STALE', node_id = $1
  FROM taken t WHERE c.account_id = t.account_id AND c.id = t.id
  RETURNING c.account_id, c.id, c.epoch, c.last_seen_at, t.before`;

interface Orphan {
  readonly account_id: string;
  readonly id: string;
  readonly epoch: string;
}

interface Taken extends Orphan {
  readonly last_seen_at: Date | null;
  readonly before: Presence;
}

/** Takes over the devices of processes that died: as STALE, with a grace to connect to a process that lives. */
export class Takeover {
  private hasLooked = false;

  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly lease: NodeLease,
    private readonly devices: HeldDevices,
    private readonly now: Clock,
  ) {}

  /**
   * Looks for the dead, and takes over what they left. Of several processes that do so at once each device goes to one.
   * Called every 2 s; the first time it also finds devices of processes that nothing is known of.
   */
  async run(): Promise<void> {
    await this.lease.ensure();
    if (!this.lease.isSteady) return;
    const [dead]: [{ id: string }[], number] = await this.db.query(FENCE, [this.now(), this.lease.id]);
    if (dead.length === 0 && this.hasLooked) return;

    for (;;) {
      const orphans: Orphan[] = await this.db.query(ORPHANS);
      if (orphans.length === 0) break;
      await this.take(orphans);
    }
    await this.db.query('DELETE FROM node WHERE id = ANY ($1)', [dead.map(({ id }) => id)]);
    this.hasLooked = true;
  }

  private async take(orphans: readonly Orphan[]): Promise<void> {
    const accounts = new Set(orphans.map(orphan => orphan.account_id));
    const taken = await this.ledger.write([...accounts], async entry => {
      await this.lease.hold(entry);
      const [rows]: [Taken[], number] = await entry.sql.query(TAKE, [
        this.lease.id,
        orphans.map(orphan => orphan.account_id),
        orphans.map(orphan => orphan.id),
        orphans.map(orphan => orphan.epoch),
      ]);
      for (const { account_id: accountId, id: clientId, before } of rows) {
        if (before === Presence.ONLINE) {
          entry.append({ accountId, clientId, type: EventType.CLIENT_STALE, actor: SYSTEM });
        }
      }
      return rows;
    });
    for (const row of taken) this.adopt(row);
  }

  private adopt(row: Taken): void {
    const nowMs = this.now().getTime();
    const seenMs = row.last_seen_at?.getTime() ?? nowMs;
    const longestMs = Math.max(seenMs + LONGEST_MS, this.lease.steadyFrom.getTime() + GRACE_MS);
    const viewer = { accountId: row.account_id, clientId: row.id, credential: '' };
    const device = HeldDevice.left(viewer, row.epoch, seenMs, Math.min(nowMs + GRACE_MS, longestMs));
    // It may have connected here in the moment since.
    const known = this.devices.get(row.id);
    if (!known?.epoch || BigInt(known.epoch) < BigInt(row.epoch)) this.devices.put(device);
  }
}
