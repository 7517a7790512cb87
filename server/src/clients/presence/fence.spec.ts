import { enrolled, type Device } from '../../../test/devices.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import { requireCurrent } from './fence.ts';

describe('what a device says', () => {
  const api = useApi();

  async function viewerOf({ clientId, token }: Device): Promise<DeviceViewer> {
    const origin = { ip: '', userAgent: '' };
    const viewer = await api.portal.services.doorman.callerOf(`Client ${clientId}:${token}`, origin);
    if (viewer?.kind !== 'device') throw new Error('The device is not known');
    return viewer;
  }

  const current = (viewer: DeviceViewer) =>
    api.portal.services.ledger.write(viewer.accountId, entry => requireCurrent(entry, viewer));

  it('counts by its newest connection only', async () => {
    const tenant = await newTenant(api);
    const device = await enrolled(api, tenant);
    const viewer = await viewerOf(device);
    await api.socket(device);
    await api.socket(device);

    await expectAsync(current({ ...viewer, epoch: '1' })).toBeRejectedWithError(/newer connection/);
    expect((await current({ ...viewer, epoch: '2' })).id).toBe(device.clientId);
    expect((await current(viewer)).presence).toBe('ONLINE');
  });

  it('counts no more once it has another token, or was removed', async () => {
    const tenant = await newTenant(api);
    const device = await enrolled(api, tenant);
    const viewer = await viewerOf(device);

    await expectAsync(current({ ...viewer, credential: 'an older one' })).toBeRejectedWithError(/token replaced/);
    await api.as(tenant.owner, 'mutation ($id: ID!) { removeClient(id: $id) { id } }', { id: device.clientId });
    await expectAsync(current(viewer)).toBeRejectedWithError(/was removed/);
  });
});
