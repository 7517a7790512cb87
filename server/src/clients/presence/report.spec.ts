import { useProcesses } from '../../../test/another-process.ts';
import { clientOf, enrolled, logOf, pass, presenceOf, queueCommand, tallyOf } from '../../../test/devices.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import type { Portal } from '../../portal.ts';

const REPORT = 'mutation ($input: ReportPresenceInput!) { reportPresence(input: $input) { id kind state } }';

describe('a device without a socket', () => {
  const api = useApi();
  const anotherProcess = useProcesses(api);
  const report = (device: Parameters<typeof api.as>[0], input: object = {}) =>
    api.as<{ reportPresence: { id: string; state: string }[] }>(device, REPORT, { input });
  const sweep = (portal: Portal = api.portal) => portal.services.ofClients.presence.service.sweep();

  async function newDevice() {
    const tenant = await newTenant(api);
    return { tenant, device: await enrolled(api, tenant) };
  }

  it('is online when it reports, stale after 30 seconds without a report, and offline after 45', async () => {
    const { tenant, device } = await newDevice();
    const shown: (string | undefined)[] = [];

    await report(device, { version: '3.1', bootId: 'boot', deviceTime: api.now.toISOString() });

    expect(await clientOf(api, tenant, device.clientId)).toEqual(
      jasmine.objectContaining({ presence: 'ONLINE', version: '3.1', onlineSince: api.now.toISOString() }),
    );
    for (const seconds of [29, 1, 14, 1]) {
      pass(api, seconds);
      await sweep();
      shown.push(await presenceOf(api, tenant, device));
    }
    expect(shown).toEqual(['ONLINE', 'STALE', 'STALE', 'OFFLINE']);
    expect((await tallyOf(api, tenant)).online).toBe(0);
  });

  it('stays online by its reports, which write nothing', async () => {
    const { tenant, device } = await newDevice();
    await report(device);
    const log = await logOf(api, tenant, device.clientId);

    for (let i = 0; i < 5; i++) {
      pass(api, 25);
      await report(device);
      await sweep();
    }

    expect(await presenceOf(api, tenant, device)).toBe('ONLINE');
    expect(await logOf(api, tenant, device.clientId)).toEqual(log);
  });

  it('stays online whichever process it reports to', async () => {
    const { tenant, device } = await newDevice();
    const other = await anotherProcess();
    await other.portal.services.ofClients.presence.service.renew();
    await api.portal.services.ofClients.presence.service.renew();
    await report(device);
    const log = await logOf(api, tenant, device.clientId);

    for (let i = 0; i < 4; i++) {
      pass(api, 14);
      for (const { services } of [api.portal, other.portal]) await services.ofClients.presence.service.renew();
      await other.as(device, REPORT, { input: {} });
      await sweep();
      await sweep(other.portal);
    }

    expect(await presenceOf(api, tenant, device)).toBe('ONLINE');
    expect(await logOf(api, tenant, device.clientId)).toEqual(log);
  });

  it('is told the commands that wait for it, until it has acknowledged them', async () => {
    const { tenant, device } = await newDevice();
    const ids = [await queueCommand(api, tenant, device), await queueCommand(api, tenant, device)];

    for (let i = 0; i < 2; i++) {
      const { data } = await report(device);
      expect(data?.reportPresence).toEqual(ids.map(id => ({ id, kind: 'SET_CONFIG', state: 'DELIVERED' }) as never));
    }
    for (const id of ids) {
      await api.as(device, 'mutation ($id: ID!) { acknowledgeCommand(id: $id, result: CONFIRMED) { id } }', { id });
    }

    expect((await report(device)).data?.reportPresence).toEqual([]);
  });

  it('is refused with a version of two lines, and stays as it was', async () => {
    const { tenant, device } = await newDevice();

    expect((await report(device, { version: 'a\nb' })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await presenceOf(api, tenant, device)).toBe('OFFLINE');
  });

  it('is nobody else than a device', async () => {
    const { tenant } = await newDevice();

    expect(await api.refusals(tenant.owner, REPORT, { input: {} })).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, REPORT, { input: {} })).toEqual(['UNAUTHENTICATED']);
  });
});
