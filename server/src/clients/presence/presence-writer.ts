import { ApiError } from '../../core/errors.ts';
import { Gatherer } from '../../core/work/gatherer.ts';
import { CLOSE } from '../../core/socket/live-socket.ts';
import type { Ledger } from '../../events/ledger.ts';
import { Presence } from '../client.entity.ts';
import type { HeldDevice } from './held-device.ts';
import { type HeldDevices, SUPERSEDED } from './held-devices.ts';
import type { NodeLease } from '../nodes/node-lease.ts';
import { bringOnline, wane } from './presence-table.ts';

/** The least time between two writes. */
const EVERY_MS = 250;

interface Arrival {
  readonly device: HeldDevice;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/** Writes transitions in batches: the first at once, then what gathered, each batch in one transaction. */
export class PresenceWriter {
  private readonly arrivals = new Map<string, Arrival>();
  private readonly changed = new Set<HeldDevice>();
  private readonly writes = new Gatherer(() => this.write(), EVERY_MS);

  constructor(
    private readonly ledger: Ledger,
    private readonly lease: NodeLease,
    private readonly devices: HeldDevices,
    private readonly report: (cause: unknown) => void,
  ) {}

  /**
   * Resolves once the database shows the device online: it has its epoch then, and is kept.
   *
   * @throws ApiError FORBIDDEN where its token does not hold any more, CONFLICT where a newer connection comes in between
   */
  arrive(device: HeldDevice): Promise<void> {
    const earlier = this.arrivals.get(device.clientId);
    const arrived = new Promise<void>((resolve, reject) => {
      this.arrivals.set(device.clientId, { device, resolve, reject });
    });
    if (earlier) {
      earlier.device.socket?.close(CLOSE.SUPERSEDED, SUPERSEDED);
      earlier.reject(new ApiError('CONFLICT', SUPERSEDED));
    }
    void this.writes.ask();
    return arrived;
  }

  /** The device's presence has changed, and is to be written. */
  change(device: HeldDevice): void {
    this.changed.add(device);
    void this.writes.ask();
  }

  /** Resolves when everything is written that can be; what cannot is kept for the next time. */
  async flush(): Promise<void> {
    if (this.arrivals.size + this.changed.size > 0) await this.writes.ask();
  }

  /** Forgets what is to be written: it is another process's now. */
  clear(): void {
    this.changed.clear();
  }

  private async write(): Promise<void> {
    const arrivals = [...this.arrivals.values()];
    this.arrivals.clear();
    // A device that arrives need not be written as gone before. Should its arrival be refused, that follows.
    const arriving = new Set(arrivals.map(({ device }) => device.clientId));
    const changes = [...this.changed].filter(device => !arriving.has(device.clientId));
    for (const device of changes) this.changed.delete(device);
    await this.writeBatch(
      arrivals,
      changes.filter(device => this.devices.has(device)),
    );
  }

  private async writeBatch(arrivals: readonly Arrival[], changes: readonly HeldDevice[]): Promise<void> {
    const accounts = new Set([...arrivals.map(({ device }) => device), ...changes].map(device => device.accountId));
    if (accounts.size === 0) return;
    try {
      await this.lease.ensure();
      const epochs = await this.ledger.write([...accounts], async entry => {
        await this.lease.hold(entry);
        await wane(entry, this.lease.id, changes);
        const arriving = arrivals.map(({ device }) => device);
        return bringOnline(entry, this.lease.id, arriving);
      });
      for (const arrival of arrivals) this.settle(arrival, epochs.get(arrival.device.clientId));
      for (const device of changes) if (device.presence === Presence.OFFLINE) this.devices.delete(device);
    } catch (error) {
      // One account that is gone must not keep the others' devices from being written.
      if (error instanceof ApiError && accounts.size > 1) await this.writeApart(accounts, arrivals, changes);
      else this.fail(error, arrivals, changes);
    }
  }

  private async writeApart(
    accounts: ReadonlySet<string>,
    arrivals: readonly Arrival[],
    changes: readonly HeldDevice[],
  ): Promise<void> {
    for (const accountId of accounts) {
      await this.writeBatch(
        arrivals.filter(({ device }) => device.accountId === accountId),
        changes.filter(device => device.accountId === accountId),
      );
    }
  }

  private settle({ device, resolve, reject }: Arrival, epoch: string | undefined): void {
    if (epoch === undefined) {
      reject(new ApiError('FORBIDDEN', 'The client was removed, or its token replaced'));
      return;
    }
    device.epoch = epoch;
    this.devices.put(device);
    resolve();
  }

  private fail(error: unknown, arrivals: readonly Arrival[], changes: readonly HeldDevice[]): void {
    for (const { reject } of arrivals) reject(error);
    if (error instanceof ApiError) for (const device of changes) this.devices.delete(device);
    else for (const device of changes) this.changed.add(device);
    this.report(error);
  }
}
