import type { Ledger } from '../../events/ledger.ts';
import type { HeldDevice } from '../presence/held-device.ts';
import type { HeldDevices } from '../presence/held-devices.ts';
import { suspectClones } from './clone-suspicion.ts';

// Started at another time than the one that took over, which is still there.
const IS_TWIN = `
  SELECT FROM client
  WHERE account_id = $1 AND id = $2 AND epoch > $3 AND presence <> 'OFFLINE' AND boot_id IS NOT NULL AND boot_id <> $4`;

/**
 * Notices that two machines go by one number and token, as copies of a disk do. A device that only started anew has no
 * older connection that lives: nobody is there to answer when that is closed. Those that do not say when they started are not judged.
 */
export class TwinWatch {
  constructor(
    private readonly ledger: Ledger,
    private readonly devices: HeldDevices,
  ) {}

  /** The connection of the device was closed for a newer one, and its other end was there to answer. */
  async superseded({ accountId, clientId, epoch, hello, socket }: HeldDevice): Promise<void> {
    if (epoch === undefined || hello.bootId === null) return;
    const ips = [socket?.ip, this.devices.get(clientId)?.socket?.ip].filter(ip => ip !== undefined);
    await this.ledger.write(accountId, async entry => {
      const twins: unknown[] = await entry.sql.query(IS_TWIN, [accountId, clientId, epoch, hello.bootId]);
      if (twins.length > 0) await suspectClones(entry, accountId, [clientId], { reason: 'IDENTITY', ips });
    });
  }
}
