import type { LiveSocket } from '../../core/socket/live-socket.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import { Presence } from '../client.entity.ts';
import type { Hello } from './hello.ts';

/** How long a device whose socket dropped may take to come back. */
const GRACE_MS = 10_000;
/** A device without a socket is late when it has not reported for so long … */
const REPORT_MS = 30_000;
/** … and is offline after so long. */
const LEASE_OF_REPORT_MS = 45_000;

type Principal = Pick<DeviceViewer, 'accountId' | 'clientId' | 'credential'>;

const NOTHING_SAID: Hello = { bootId: null, version: null, configurationVersion: null, deviceTime: null };

/** A device whose presence this process keeps: in memory, where signs of life cost nothing. */
export class HeldDevice {
  readonly accountId: string;
  readonly clientId: string;
  readonly credential: string;
  /** Which of the device's connections this is; undefined until the database has numbered it. */
  epoch: string | undefined;
  presence = Presence.ONLINE;
  /** The last sign of life, as far as it is written down. */
  writtenMs: number;
  /** When it goes on to the next presence, if nothing happens. */
  dueMs: number;
  /** The newest connection of the device that was heard of. */
  newestEpoch = 0n;
  stopFollowing: () => void = () => undefined;

  constructor(
    viewer: Principal,
    /** Undefined for a device that reports over HTTP, and for one that was taken over. */
    readonly socket: LiveSocket | undefined,
    readonly hello: Hello,
    public seenMs: number,
  ) {
    this.accountId = viewer.accountId;
    this.clientId = viewer.clientId;
    this.credential = viewer.credential;
    this.writtenMs = seenMs;
    this.dueMs = socket ? Infinity : seenMs + REPORT_MS;
  }

  /** A device that another process left behind: STALE until `dueMs`. */
  static left(viewer: Principal, epoch: string, seenMs: number, dueMs: number): HeldDevice {
    const device = new HeldDevice(viewer, undefined, NOTHING_SAID, seenMs);
    device.epoch = epoch;
    device.presence = Presence.STALE;
    device.dueMs = dueMs;
    return device;
  }

  /** Something was heard of it. */
  see(nowMs: number): void {
    this.seenMs = nowMs;
    if (!this.socket && this.presence === Presence.ONLINE) this.dueMs = nowMs + REPORT_MS;
  }

  /** Its connection has dropped: it has a grace to come back. */
  drop(nowMs: number): void {
    this.presence = Presence.STALE;
    this.dueMs = this.socket ? nowMs + GRACE_MS : this.seenMs + LEASE_OF_REPORT_MS;
  }

  /** Goes on to the next presence. */
  expire(nowMs: number): void {
    if (this.presence === Presence.ONLINE) {
      this.drop(nowMs);
    } else {
      this.presence = Presence.OFFLINE;
      this.dueMs = Infinity;
    }
  }
}
