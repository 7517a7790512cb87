import {
  clientOf,
  enrolled,
  logOf,
  pass,
  presenceOf,
  queueCommand,
  tallyOf,
  untilShown,
} from '../../../test/devices.ts';
import { until } from '../../../test/live-node.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { TwinWatch } from '../clones/twin-watch.ts';

describe('a device', () => {
  const api = useApi();
  const presence = () => api.portal.services.ofClients.presence.service;

  async function newDevice() {
    const tenant = await newTenant(api);
    return { tenant, device: await enrolled(api, tenant) };
  }

  it('is online as soon as its socket is let in', async () => {
    const { tenant, device } = await newDevice();
    const now = api.now.toISOString();

    await api.socket(device, { version: '2.0', bootId: 'boot-1' });

    expect(await clientOf(api, tenant, device.clientId)).toEqual(
      jasmine.objectContaining({ presence: 'ONLINE', onlineSince: now, lastSeenAt: now, version: '2.0' }),
    );
    expect(await tallyOf(api, tenant)).toEqual({ clients: 1, online: 1, seats: 1 });
    expect(await logOf(api, tenant, device.clientId)).toEqual(['CLIENT_ENROLLED', 'CLIENT_ONLINE']);
  });

  it('is stale at once when its socket drops, and still counts as online', async () => {
    const { tenant, device } = await newDevice();
    const { socket } = await api.socket(device);

    socket.terminate();
    await untilShown(api, tenant, device, 'STALE');

    expect((await tallyOf(api, tenant)).online).toBe(1);
  });

  it('is offline 10 seconds after its socket dropped, and was last seen when it last gave a sign of life', async () => {
    const { tenant, device } = await newDevice();
    const { socket } = await api.socket(device);
    pass(api, 7);
    const heard = new Promise(resolve => socket.once('pong', resolve));
    socket.ping();
    await heard;
    const lastSign = api.now.toISOString();
    pass(api, 5);
    socket.terminate();
    await untilShown(api, tenant, device, 'STALE');

    pass(api, 9.9);
    await presence().sweep();
    expect(await presenceOf(api, tenant, device)).toBe('STALE');

    pass(api, 0.1);
    await presence().sweep();
    expect(await clientOf(api, tenant, device.clientId)).toEqual(
      jasmine.objectContaining({ presence: 'OFFLINE', onlineSince: null, lastSeenAt: lastSign }),
    );
    expect((await tallyOf(api, tenant)).online).toBe(0);
    const types = await logOf(api, tenant, device.clientId);
    expect(types).toEqual(['CLIENT_ENROLLED', 'CLIENT_ONLINE', 'CLIENT_STALE', 'CLIENT_OFFLINE']);
  });

  it('that comes back within the grace has been online without a break', async () => {
    const { tenant, device } = await newDevice();
    const since = api.now.toISOString();
    const { socket } = await api.socket(device);
    socket.terminate();
    await untilShown(api, tenant, device, 'STALE');

    pass(api, 9);
    await api.socket(device);
    pass(api, 9);
    await presence().sweep();

    expect(await clientOf(api, tenant, device.clientId)).toEqual(
      jasmine.objectContaining({ presence: 'ONLINE', onlineSince: since }),
    );
    expect((await tallyOf(api, tenant)).online).toBe(1);
  });

  it('that connects anew has its older socket closed, and nothing that this one does counts any more', async () => {
    const { tenant, device } = await newDevice();
    const older = await api.socket(device);

    const newer = await api.socket(device);

    expect(await older.ended).toEqual(jasmine.objectContaining({ code: 4409 }));
    pass(api, 60);
    await presence().sweep();
    expect(await presenceOf(api, tenant, device)).toBe('ONLINE');
    expect(newer.socket.readyState).toBe(newer.socket.OPEN);
    expect(await logOf(api, tenant, device.clientId)).toEqual(['CLIENT_ENROLLED', 'CLIENT_ONLINE', 'CLIENT_ONLINE']);
  });

  it('that is on two machines at once is flagged as cloned, for a person to mend', async () => {
    const { tenant, device } = await newDevice();
    await api.socket(device, { bootId: 'one machine' });
    await api.socket(device, { bootId: 'its copy' });

    const suspectedAt = async () => (await clientOf(api, tenant, device.clientId))?.suspectedCloneAt;
    await until(async () => (await suspectedAt()) === api.now.toISOString());
    await api.socket(device, { bootId: 'one machine' });
    await api.socket(device, { bootId: 'its copy' });

    const log = await logOf(api, tenant, device.clientId);
    expect(log.filter(type => type === 'CLIENT_CLONE_SUSPECTED').length).toBe(1);
  });

  it('that connects anew without having started anew, or says nothing of that, is no clone', async () => {
    const { tenant, device } = await newDevice();
    const superseded = spyOn(TwinWatch.prototype, 'superseded').and.callThrough();
    for (const [before, params] of [{ bootId: 'b' }, { bootId: 'b' }, {}, { bootId: 'c' }].entries()) {
      await api.socket(device, params);
      await until(() => superseded.calls.count() === before);
      if (before > 0) await superseded.calls.mostRecent().returnValue;
    }

    expect((await clientOf(api, tenant, device.clientId))?.suspectedCloneAt).toBeNull();
  });

  it('that connects many times at once is left with one socket', async () => {
    const { tenant, device } = await newDevice();

    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => api.socket(device)));
    const letIn = tries.flatMap(each => (each.status === 'fulfilled' ? [each.value.socket] : []));
    const open = () => letIn.filter(socket => socket.readyState === socket.OPEN);
    while (open().length > 1) await new Promise(resolve => setTimeout(resolve, 5));

    pass(api, 60);
    await presence().sweep();
    expect(open().length).toBe(1);
    expect(await presenceOf(api, tenant, device)).toBe('ONLINE');
    expect((await tallyOf(api, tenant)).online).toBe(1);
  });

  it('gives signs of life in memory; every 15 seconds the newest is written down', async () => {
    const { tenant, device } = await newDevice();
    const { socket } = await api.socket(device);
    const connectedAt = api.now.toISOString();
    pass(api, 12);
    const heard = new Promise(resolve => socket.once('pong', resolve));
    socket.ping();
    await heard;
    expect((await clientOf(api, tenant, device.clientId))?.lastSeenAt).toBe(connectedAt);

    await presence().see();

    expect((await clientOf(api, tenant, device.clientId))?.lastSeenAt).toBe(api.now.toISOString());
  });

  it('that comes with many others is written together with them', async () => {
    const tenant = await newTenant(api);
    const devices = await Promise.all(Array.from({ length: 40 }, () => enrolled(api, tenant)));
    const write = spyOn(api.portal.services.ledger, 'write').and.callThrough();

    await Promise.all(devices.map(device => api.socket(device)));

    expect(write.calls.count()).toBeLessThan(8);
    expect((await tallyOf(api, tenant)).online).toBe(devices.length);
  });

  it('is stale although the database failed when its socket dropped, as soon as that answers again', async () => {
    const { tenant, device } = await newDevice();
    const { socket } = await api.socket(device);
    const write = spyOn(api.portal.services.ledger, 'write').and.rejectWith(new Error('The database is away'));
    socket.terminate();
    while (write.calls.count() === 0) await new Promise(resolve => setTimeout(resolve, 5));
    write.and.callThrough();

    await presence().sweep();

    expect(await presenceOf(api, tenant, device)).toBe('STALE');
  });

  it('that was removed is told so, and its socket closed for good', async () => {
    const { tenant, device } = await newDevice();
    const socket = await api.socket(device);
    await queueCommand(api, tenant, device);
    socket.subscribe('1', 'subscription { commands { kind } }');
    expect((await socket.next()).payload).toEqual({ data: { commands: { kind: 'SET_CONFIG' } } });

    await api.as(tenant.owner, 'mutation ($id: ID!) { removeClient(id: $id) { id } }', { id: device.clientId });

    expect((await socket.next()).payload).toEqual({ data: { commands: { kind: 'REMOVED' } } });
    expect(await socket.ended).toEqual({ code: 4403, reason: 'The client was removed' });
    await expectAsync(api.socket(device)).toBeRejected();
    expect(await tallyOf(api, tenant)).toEqual({ clients: 0, online: 0, seats: 0 });
  });

  const wrong: [what: string, params: object][] = [
    ['a version that is no text', { version: { toString: 'x' } }],
    ['a huge version', { version: '1'.repeat(65) }],
    ['a name of its boot with a line break', { bootId: 'a\nb' }],
    ['a time that is none', { deviceTime: '2026-02-30T00:00:00Z' }],
    ['a time as a number', { deviceTime: 1_780_000_000 }],
  ];
  for (const [what, params] of wrong) {
    it(`with ${what} is not let in`, async () => {
      const { tenant, device } = await newDevice();

      await expectAsync(api.socket(device, { ...params })).toBeRejectedWithError(/"code":4400/);

      expect(await presenceOf(api, tenant, device)).toBe('OFFLINE');
    });
  }

  const clocks: [what: string, seconds: number, shown: number | null][] = [
    ['is right', 0, null],
    ['is two minutes ahead', 120, null],
    ['is more than two minutes behind', -121, -121],
    ['is a day ahead', 86_400, 86_400],
    ['is beyond all bounds', 73 * 365 * 86_400, 2 ** 31 - 1],
  ];
  for (const [what, seconds, shown] of clocks) {
    it(`whose clock ${what} is shown ${shown === null ? 'without' : 'with'} its skew`, async () => {
      const { tenant, device } = await newDevice();

      await api.socket(device, { deviceTime: new Date(api.now.getTime() + seconds * 1000).toISOString() });

      expect((await clientOf(api, tenant, device.clientId))?.clockSkewSeconds).toBe(shown);
    });
  }
});
