import { CLOSE } from '../../core/socket/live-socket.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import type { HeldDevice } from './held-device.ts';

/** The devices whose presence this process keeps, each with its newest connection only. */
export class HeldDevices {
  private readonly byClient = new Map<string, HeldDevice>();
  private readonly byViewer = new WeakMap<DeviceViewer, HeldDevice>();

  /** Keeps the device. An older connection of it is closed. */
  put(device: HeldDevice): void {
    const older = this.byClient.get(device.clientId);
    this.byClient.set(device.clientId, device);
    if (older) {
      older.stopFollowing();
      older.socket?.close(CLOSE.SUPERSEDED, SUPERSEDED);
    }
  }

  /** Remembers as whom a connection came, so that it is found while it has no number yet. */
  name(viewer: DeviceViewer, device: HeldDevice): void {
    this.byViewer.set(viewer, device);
  }

  has(device: HeldDevice): boolean {
    return this.byClient.get(device.clientId) === device;
  }

  get(clientId: string): HeldDevice | undefined {
    return this.byClient.get(clientId);
  }

  /** The connection that the viewer came by, which may have been superseded; undefined where it is no longer known. */
  of(viewer: DeviceViewer): HeldDevice | undefined {
    const named = this.byViewer.get(viewer);
    if (named) return named;
    const device = this.byClient.get(viewer.clientId);
    return device && device.epoch === viewer.epoch ? device : undefined;
  }

  /** Keeps the device no longer. */
  delete(device: HeldDevice): void {
    device.stopFollowing();
    if (this.has(device)) this.byClient.delete(device.clientId);
  }

  all(): HeldDevice[] {
    return [...this.byClient.values()];
  }
}

/** What a connection is told that a newer one ended. */
export const SUPERSEDED = 'A newer connection of the device has taken over';
