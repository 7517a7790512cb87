import { randomUUID } from 'node:crypto';
import { useProcesses } from '../../../test/another-process.ts';
import { enrolled, logOf, tallyOf, untilShown } from '../../../test/devices.ts';
import { holdTally } from '../../../test/held-tally.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';

describe('a device that is being let in', () => {
  const api = useApi();
  const anotherProcess = useProcesses(api);

  it('and is cut off meanwhile does not stay online', async () => {
    const tenant = await newTenant(api);
    const device = await enrolled(api, tenant);
    const other = await anotherProcess();
    const socket = await other.open();
    const tally = await holdTally(api, tenant.accountId);
    socket.send({ type: 'connection_init', payload: { authorization: `Client ${device.clientId}:${device.token}` } });
    await tally.until(1);

    socket.socket.terminate();
    await tally.release();

    await untilShown(api, tenant, device, 'STALE');
    expect(await logOf(api, tenant, device.clientId)).toEqual(['CLIENT_ENROLLED', 'CLIENT_ONLINE', 'CLIENT_STALE']);
  });

  it('and whose token is replaced meanwhile is not', async () => {
    const tenant = await newTenant(api);
    const hardwareId = randomUUID();
    const device = await enrolled(api, tenant, { hardwareId });
    const tally = await holdTally(api, tenant.accountId);
    const replacing = enrolled(api, tenant, { hardwareId });
    await tally.until(1);
    const entering = api.socket(device);
    await tally.until(2);

    await tally.release();

    await expectAsync(entering).toBeRejectedWithError(/"code":440[13]/);
    // Written after all that came before.
    await api.socket(await replacing);
    expect(await logOf(api, tenant, device.clientId)).toEqual(['CLIENT_ENROLLED', 'CLIENT_ENROLLED', 'CLIENT_ONLINE']);
    expect((await tallyOf(api, tenant)).online).toBe(1);
  });
});
