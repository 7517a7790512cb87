import { CLOSE } from '../../core/socket/live-socket.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import { EventType } from '../../events/event-type.ts';
import type { LogEvent } from '../../events/log-event.ts';
import type { CommandLines } from '../command/command-lines.ts';
import type { HeldDevice } from './held-device.ts';
import { type HeldDevices, SUPERSEDED } from './held-devices.ts';

/** Ends a device's connection here when the log tells that it no longer counts. */
export class DeviceNews {
  constructor(
    private readonly reader: Reader,
    private readonly devices: HeldDevices,
    private readonly lines: CommandLines,
    private readonly report: (cause: unknown) => void,
  ) {}

  /** Hears what the log tells of the device. */
  hear(device: HeldDevice, events: readonly LogEvent[]): void {
    for (const { type, data } of events) {
      if (type === EventType.CLIENT_ONLINE) this.hearOfConnection(device, BigInt(String(data['epoch'])));
      else if (type === EventType.CLIENT_REMOVED) void this.remove(device);
      else if (type === EventType.CLIENT_ENROLLED) this.recheck(device).catch(this.report);
    }
  }

  /** Ends the connection where a newer one was heard of, here or in another process. */
  yieldToNewer(device: HeldDevice): void {
    if (device.epoch === undefined || device.newestEpoch <= BigInt(device.epoch)) return;
    this.devices.delete(device);
    device.socket?.close(CLOSE.SUPERSEDED, SUPERSEDED);
  }

  /** Tells the device that it was removed, and ends its connection. */
  async remove(device: HeldDevice): Promise<void> {
    this.devices.delete(device);
    await this.lines.farewell(device.clientId);
    device.socket?.close(CLOSE.FORBIDDEN, 'The client was removed');
  }

  private hearOfConnection(device: HeldDevice, epoch: bigint): void {
    if (epoch > device.newestEpoch) device.newestEpoch = epoch;
    this.yieldToNewer(device);
  }

  /** Ends the connection where the token that it came with was replaced. */
  private async recheck(device: HeldDevice): Promise<void> {
    const rows = await this.reader.rows(
      'presence.credential',
      `SELECT FROM client_number WHERE account_id = $1 AND number = $2 AND encode(token_hash, 'base64') = $3`,
      [device.accountId, device.clientId, device.credential],
    );
    if (rows.length === 0) device.socket?.close(CLOSE.UNAUTHENTICATED, 'The token was replaced');
  }
}
