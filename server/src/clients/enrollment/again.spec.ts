import { randomUUID } from 'node:crypto';
import { clientOf, enroll, enrolled, logOf, tallyOf } from '../../../test/devices.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';

const REPORT = 'mutation { reportPresence(input: {}) { id } }';

const codeOf = (answer: { errors?: readonly { extensions: { code: string } }[] }) =>
  answer.errors?.[0]?.extensions.code;

describe('a machine that enrolls again', () => {
  const api = useApi();

  it('is one client, however often it does so at once', async () => {
    const tenant = await newTenant(api, { maxClients: 1 });
    const hardwareId = randomUUID();

    const devices = await Promise.all(Array.from({ length: 8 }, () => enrolled(api, tenant, { hardwareId })));

    expect(new Set(devices.map(({ clientId }) => clientId)).size).toBe(1);
    expect(await tallyOf(api, tenant)).toEqual({ clients: 1, online: 0, seats: 1 });
  });

  it('without its token, while it is offline, gets its number and a new token, and the old one ends', async () => {
    const tenant = await newTenant(api);
    const hardwareId = randomUUID();
    const old = await enrolled(api, tenant, { hardwareId, hostName: 'before' });

    const anew = await enrolled(api, tenant, { hardwareId, hostName: 'after' });

    expect(anew.clientId).toBe(old.clientId);
    expect((await clientOf(api, tenant, anew.clientId))?.hostName).toBe('after');
    expect(await api.refusals(old, REPORT)).toEqual(['UNAUTHENTICATED']);
    expect(await api.refusals(anew, REPORT)).toEqual([]);
  });

  it('without its token, while it is online, is suspected of being a clone, which both are flagged for', async () => {
    const tenant = await newTenant(api);
    const hardwareId = randomUUID();
    const device = await enrolled(api, tenant, { hardwareId });
    const other = await enrolled(api, tenant);
    const socket = await api.socket(device);

    const answer = await enroll(api, tenant, { hardwareId, hostName: 'the copy', ...other });

    expect(codeOf(answer)).toBe('CLONE_SUSPECTED');
    for (const { clientId } of [device, other]) {
      expect((await clientOf(api, tenant, clientId))?.suspectedCloneAt).toBe(api.now.toISOString());
      expect(await logOf(api, tenant, clientId)).toContain('CLIENT_CLONE_SUSPECTED');
    }
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    expect(await api.refusals(device, REPORT)).toEqual([]);
  });

  it('with its token, while it is online, gets a new one, and what the old one opened is closed', async () => {
    const tenant = await newTenant(api);
    const hardwareId = randomUUID();
    const device = await enrolled(api, tenant, { hardwareId, version: '1' });
    // In the process that answers nobody waits for the log to tell it.
    spyOn(api.portal.services.hub, 'followClient').and.resolveTo({ from: 0n, stop: () => undefined });
    const socket = await api.socket(device);

    const anew = await enrolled(api, tenant, { hardwareId, version: '2', ...device });

    expect(anew.clientId).toBe(device.clientId);
    expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 4401 }));
    expect((await clientOf(api, tenant, anew.clientId))?.version).toBe('2');
    expect(await api.refusals(device, REPORT)).toEqual(['UNAUTHENTICATED']);
  });

  it('is known by its token where its hardware was changed, but not while it is online', async () => {
    const tenant = await newTenant(api);
    const device = await enrolled(api, tenant);

    const changed = await enrolled(api, tenant, device);
    expect(changed.clientId).toBe(device.clientId);

    await api.socket(changed);
    expect(codeOf(await enroll(api, tenant, changed))).toBe('CLONE_SUSPECTED');
    expect((await clientOf(api, tenant, device.clientId))?.suspectedCloneAt).not.toBeNull();
  });

  it('takes no seat, also where every seat is taken', async () => {
    const tenant = await newTenant(api, { maxClients: 1 });
    const hardwareId = randomUUID();
    const device = await enrolled(api, tenant, { hardwareId });

    const again = await enrolled(api, tenant, { hardwareId });

    expect(again.clientId).toBe(device.clientId);
    expect(await tallyOf(api, tenant)).toEqual({ clients: 1, online: 0, seats: 1 });
  });
});
