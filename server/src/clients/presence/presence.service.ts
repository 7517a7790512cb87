import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { ApiError, type ErrorCode } from '../../core/errors.ts';
import { CLOSE, type LiveSocket, type SocketKeeper } from '../../core/socket/live-socket.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import type { Hub } from '../../events/feed/hub.ts';
import { Presence } from '../client.entity.ts';
import type { TwinWatch } from '../clones/twin-watch.ts';
import type { DeviceNews } from './device-news.ts';
import { HeldDevice } from './held-device.ts';
import type { HeldDevices } from './held-devices.ts';
import { type Hello, readHello } from './hello.ts';
import { NodeFenced, type NodeLease } from '../nodes/node-lease.ts';
import { lastSeen, see, seeElsewhere } from './presence-table.ts';
import type { PresenceWriter } from './presence-writer.ts';

/** How a socket is closed whose device is refused; as one that has no right, where it does not stand here. */
const CLOSE_BY_REFUSAL: Partial<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: CLOSE.BAD_REQUEST,
  CONFLICT: CLOSE.SUPERSEDED,
  OVERLOADED: CLOSE.RESTART,
};

/**
 * Keeps the presence of the devices that are connected to this process. Signs of life touch memory only; the database
 * sees transitions. What is called "each so often" is called by `PresenceJobs`.
 */
export class PresenceService implements SocketKeeper {
  private isStopping = false;

  constructor(
    private readonly db: DataSource,
    private readonly hub: Hub,
    private readonly lease: NodeLease,
    private readonly devices: HeldDevices,
    private readonly writer: PresenceWriter,
    private readonly news: DeviceNews,
    private readonly twins: TwinWatch,
    private readonly now: Clock,
    private readonly report: (cause: unknown) => void,
  ) {}

  /** @throws ApiError BAD_USER_INPUT for what `readHello` refuses, and what `PresenceWriter.arrive` throws */
  async connected(viewer: DeviceViewer, socket: LiveSocket, params: Record<string, unknown>): Promise<DeviceViewer> {
    const device = await this.letIn(viewer, socket, params);
    const numbered = { ...viewer, epoch: device.epoch };
    this.devices.name(numbered, device);
    this.news.yieldToNewer(device);
    return numbered;
  }

  alive(viewer: DeviceViewer): void {
    this.devices.of(viewer)?.see(this.nowMs());
  }

  closed(viewer: DeviceViewer, code: number): void {
    const device = this.devices.of(viewer);
    if (!device) return;
    this.drop(device);
    if (code === CLOSE.SUPERSEDED) this.twins.superseded(device).catch(this.report);
  }

  /**
   * A device without a socket reports. Where a process keeps it already, its lease begins anew.
   *
   * @throws ApiError what `PresenceWriter.arrive` throws
   */
  async reported(viewer: DeviceViewer, hello: Hello): Promise<void> {
    const device = this.devices.get(viewer.clientId);
    if (device?.presence === Presence.ONLINE && device.credential === viewer.credential) device.see(this.nowMs());
    else if (await seeElsewhere(this.db, this.lease.id, viewer, this.now())) return;
    else await this.arrive(new HeldDevice(viewer, undefined, hello, this.nowMs()));
  }

  /** The client was removed: what it has open here is closed. Other processes learn of it by the log. */
  async removed(clientId: string): Promise<void> {
    const device = this.devices.get(clientId);
    if (device) await this.news.remove(device);
  }

  /** The client has a new token: what it has open here by an older one is closed. Others learn of it by the log. */
  replaced(clientId: string, credential: string): void {
    const device = this.devices.get(clientId);
    if (device && device.credential !== credential)
      device.socket?.close(CLOSE.UNAUTHENTICATED, 'The token was replaced');
  }

  /** Moves on those whose time has come, and writes what could not be written before. Twice a second. */
  async sweep(): Promise<void> {
    const nowMs = this.nowMs();
    await this.hearElsewhere(nowMs);
    for (const device of this.devices.all()) {
      if (device.dueMs > nowMs) continue;
      device.expire(nowMs);
      this.writer.change(device);
    }
    await this.writer.flush();
  }

  /** Writes when the connected devices were last heard of. Every 15 s. */
  async see(): Promise<void> {
    const seen = this.devices
      .all()
      .filter(device => device.presence === Presence.ONLINE && device.seenMs > device.writtenMs);
    for (const device of seen) device.writtenMs = device.seenMs;
    await see(this.db, this.lease.id, seen);
  }

  /** Renews the lease of this process. Every 5 s. */
  async renew(): Promise<void> {
    try {
      await this.lease.renew();
    } catch (error) {
      if (error instanceof NodeFenced) this.abandon();
      throw error;
    }
  }

  /** Sends the devices away, to come back at once to a process that goes on. They are STALE by then, not OFFLINE. */
  async stop(): Promise<void> {
    this.isStopping = true;
    for (const device of this.devices.all()) {
      device.socket?.close(CLOSE.RESTART, 'The server restarts');
      if (device.presence === Presence.ONLINE) this.drop(device);
    }
    await this.writer.flush();
    await this.lease.release();
  }

  private async letIn(viewer: DeviceViewer, socket: LiveSocket, params: Record<string, unknown>): Promise<HeldDevice> {
    let device: HeldDevice | undefined;
    try {
      device = new HeldDevice(viewer, socket, readHello(params), this.nowMs());
      this.devices.name(viewer, device);
      await this.follow(device);
      await this.arrive(device);
      return device;
    } catch (error) {
      device?.stopFollowing();
      // So that the device knows whether to come back.
      const code = error instanceof ApiError ? CLOSE_BY_REFUSAL[error.code] : undefined;
      if (code !== undefined) socket.close(code, (error as ApiError).message);
      throw error;
    }
  }

  private async arrive(device: HeldDevice): Promise<void> {
    if (this.isStopping) throw new ApiError('OVERLOADED', 'The server stops', { retryAfterSeconds: 1 });
    await this.writer.arrive(device);
  }

  private async follow(device: HeldDevice): Promise<void> {
    const following = await this.hub.followClient(device.accountId, device.clientId, events =>
      this.news.hear(device, events),
    );
    device.stopFollowing = () => following.stop();
  }

  private drop(device: HeldDevice): void {
    if (!this.devices.has(device) || device.presence !== Presence.ONLINE) return;
    device.drop(this.nowMs());
    device.stopFollowing();
    this.writer.change(device);
  }

  /** Devices without a socket may report to any process: only the database knows whether they did. */
  private async hearElsewhere(nowMs: number): Promise<void> {
    const late = this.devices
      .all()
      .filter(device => !device.socket && device.presence === Presence.ONLINE && device.dueMs <= nowMs);
    for (const [clientId, at] of await lastSeen(this.db, late)) {
      const device = this.devices.get(clientId);
      if (device && at.getTime() > device.seenMs) device.see(at.getTime());
    }
  }

  /** This process was taken for dead, and its devices are another's by now: they must connect anew. */
  private abandon(): void {
    this.writer.clear();
    for (const device of this.devices.all()) {
      this.devices.delete(device);
      device.socket?.close(CLOSE.RESTART, 'The server was silent for too long');
    }
  }

  private nowMs(): number {
    return this.now().getTime();
  }
}
