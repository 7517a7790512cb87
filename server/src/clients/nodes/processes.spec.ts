import { randomUUID } from 'node:crypto';
import { useProcesses } from '../../../test/another-process.ts';
import { clientOf, enrolled, logOf, pass, presenceOf, tallyOf, untilShown } from '../../../test/devices.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import type { Portal } from '../../portal.ts';
import { NodeFenced } from './node-lease.ts';

const presence = ({ services }: Portal) => services.ofClients.presence;

/** Lets time pass for processes that live: each renews its lease and looks around, every 5 seconds. */
async function liveOn(api: ReturnType<typeof useApi>, seconds: number, ...living: Portal[]): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    pass(api, 5);
    for (const portal of living) {
      await presence(portal).service.renew();
      await presence(portal).takeover.run();
      await presence(portal).service.sweep();
    }
  }
}

describe('a device of several processes', () => {
  const api = useApi();
  const anotherProcess = useProcesses(api);

  /** A device, and a process that outlives the spec. The clock goes back between specs, so each has processes of its own. */
  async function newDevice() {
    const tenant = await newTenant(api);
    return { tenant, device: await enrolled(api, tenant), survivor: await anotherProcess() };
  }

  it('that connects to another one has its older socket closed, as soon as that is heard of', async () => {
    const { tenant, device, survivor } = await newDevice();
    const other = await anotherProcess();
    const older = await survivor.socket(device);

    const newer = await other.socket(device);
    await survivor.portal.services.hub.poll();

    expect(await older.ended).toEqual(jasmine.objectContaining({ code: 4409 }));
    await presence(survivor.portal).service.sweep();
    expect(newer.socket.readyState).toBe(newer.socket.OPEN);
    expect(await presenceOf(api, tenant, device)).toBe('ONLINE');
  });

  it('stays online when the older socket drops before anybody heard of the newer one', async () => {
    const { tenant, device, survivor } = await newDevice();
    const other = await anotherProcess();
    const older = await survivor.socket(device);
    await other.socket(device);

    await older.close();
    await liveOn(api, 30, survivor.portal, other.portal);

    expect(await presenceOf(api, tenant, device)).toBe('ONLINE');
    expect(await logOf(api, tenant, device.clientId)).toEqual(['CLIENT_ENROLLED', 'CLIENT_ONLINE', 'CLIENT_ONLINE']);
  });

  it('is stale when its process stops, is sent away to come back, and comes back without having been offline', async () => {
    const { tenant, device, survivor } = await newDevice();
    const stopping = await anotherProcess();
    const socket = await stopping.socket(device);

    await stopping.portal.stop();

    expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 1012 }));
    expect(await presenceOf(api, tenant, device)).toBe('STALE');
    await presence(survivor.portal).takeover.run();
    await survivor.socket(device);
    await liveOn(api, 60, survivor.portal);
    expect(await presenceOf(api, tenant, device)).toBe('ONLINE');
    expect(await logOf(api, tenant, device.clientId)).not.toContain('CLIENT_OFFLINE');
  });

  it('goes offline by another process where the one that stopped was its last', async () => {
    const { tenant, device, survivor } = await newDevice();
    const stopping = await anotherProcess();
    await stopping.socket(device);
    await stopping.portal.stop();

    await liveOn(api, 25, survivor.portal);

    expect(await presenceOf(api, tenant, device)).toBe('OFFLINE');
    expect((await tallyOf(api, tenant)).online).toBe(0);
  });

  it('is online no longer than 45 seconds after its process died, and stale before that', async () => {
    const { tenant, device, survivor } = await newDevice();
    const dying = await anotherProcess();
    await dying.socket(device);
    const shown: (string | undefined)[] = [];

    for (let seconds = 0; seconds < 45; seconds += 5) {
      await liveOn(api, 5, survivor.portal);
      shown.push(await presenceOf(api, tenant, device));
    }

    expect(shown.slice(0, 2)).toEqual(['ONLINE', 'ONLINE']);
    expect(shown[3]).toBe('STALE');
    expect(shown.at(-1)).toBe('OFFLINE');
    expect(await logOf(api, tenant, device.clientId)).toEqual([
      'CLIENT_ENROLLED',
      'CLIENT_ONLINE',
      'CLIENT_STALE',
      'CLIENT_OFFLINE',
    ]);
    expect((await tallyOf(api, tenant)).online).toBe(0);
  });

  it('that was cut off just before its process died is not online for longer', async () => {
    const { tenant, device, survivor } = await newDevice();
    const dying = await anotherProcess();
    await dying.socket(device);
    await liveOn(api, 20, survivor.portal, dying.portal);

    await liveOn(api, 25, survivor.portal);

    expect(await presenceOf(api, tenant, device)).toBe('OFFLINE');
  });

  it('has a fresh grace where everything was down for long', async () => {
    const { tenant, device } = await newDevice();
    const dying = await anotherProcess();
    await dying.socket(device);
    pass(api, 3600);
    const starting = await anotherProcess();

    await presence(starting.portal).takeover.run();
    await liveOn(api, 15, starting.portal);
    expect(await presenceOf(api, tenant, device)).toBe('STALE');
    await liveOn(api, 10, starting.portal);

    expect(await presenceOf(api, tenant, device)).toBe('OFFLINE');
  });

  it('has been online since it came back, where everything was down for long', async () => {
    const { tenant, device } = await newDevice();
    const dying = await anotherProcess();
    await dying.socket(device);
    const before = api.now.toISOString();
    const onlineSince = async () => (await clientOf(api, tenant, device.clientId))?.onlineSince;

    pass(api, 50);
    const soon = await anotherProcess();
    await presence(soon.portal).takeover.run();
    await soon.socket(device);
    expect(await onlineSince()).toBe(before);

    pass(api, 3600);
    const late = await anotherProcess();
    await presence(late.portal).takeover.run();
    await late.socket(device);
    expect(await onlineSince()).toBe(api.now.toISOString());
    expect((await tallyOf(api, tenant)).online).toBe(1);
  });

  it('is taken over once, also where several processes see the death', async () => {
    const tenant = await newTenant(api);
    const devices = await Promise.all(Array.from({ length: 20 }, () => enrolled(api, tenant)));
    const [dying, first, second] = [await anotherProcess(), await anotherProcess(), await anotherProcess()];
    await Promise.all(devices.map(device => dying.socket(device)));
    await liveOn(api, 10, first.portal, second.portal);
    pass(api, 6);

    await Promise.all([first, second].map(({ portal }) => presence(portal).service.renew()));
    await Promise.all([first, second].map(({ portal }) => presence(portal).takeover.run()));
    await liveOn(api, 30, first.portal, second.portal);

    for (const { clientId } of devices) {
      const types = await logOf(api, tenant, clientId);
      expect(types).toEqual(['CLIENT_ENROLLED', 'CLIENT_ONLINE', 'CLIENT_STALE', 'CLIENT_OFFLINE']);
    }
    expect((await tallyOf(api, tenant)).online).toBe(0);
  });

  it('must connect anew where its process was only taken for dead', async () => {
    const { tenant, device, survivor } = await newDevice();
    const sleeping = await anotherProcess();
    const socket = await sleeping.socket(device);
    await liveOn(api, 20, survivor.portal);
    expect(await presenceOf(api, tenant, device)).toBe('STALE');

    await expectAsync(presence(sleeping.portal).service.renew()).toBeRejectedWithError(NodeFenced);

    expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 1012 }));
    await sleeping.socket(device);
    expect(await presenceOf(api, tenant, device)).toBe('ONLINE');
    await liveOn(api, 60, survivor.portal, sleeping.portal);
    expect(await presenceOf(api, tenant, device)).toBe('ONLINE');
  });

  it('is not taken from those who were kept from renewing by the database, as long as they come back too', async () => {
    const { tenant, device, survivor } = await newDevice();
    const other = await anotherProcess();
    const socket = await other.socket(device);
    await liveOn(api, 5, survivor.portal, other.portal);
    pass(api, 60);

    await presence(survivor.portal).service.renew();
    await presence(survivor.portal).takeover.run();
    await presence(other.portal).service.renew();
    await liveOn(api, 10, survivor.portal, other.portal);

    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    expect(await presenceOf(api, tenant, device)).toBe('ONLINE');
  });

  it('that has a new token has what the old one opened closed in every process', async () => {
    const tenant = await newTenant(api);
    const hardwareId = randomUUID();
    const device = await enrolled(api, tenant, { hardwareId });
    const other = await anotherProcess();
    const socket = await other.socket(device);
    await enrolled(api, tenant, { hardwareId, ...device });

    await other.portal.services.hub.poll();

    expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 4401 }));
    await untilShown(api, tenant, device, 'STALE');
  });

  it('that is removed in one process is closed in every process', async () => {
    const { tenant, device } = await newDevice();
    const other = await anotherProcess();
    const socket = await other.socket(device);
    await api.as(tenant.owner, 'mutation ($id: ID!) { removeClient(id: $id) { id } }', { id: device.clientId });

    await other.portal.services.hub.poll();

    expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 4403 }));
  });
});
