import { enroll, enrolled, keyOf } from '../../../test/enroll.ts';
import { make } from '../../../test/make.ts';
import { useApi } from '../../../test/use-api.ts';

describe('a device', () => {
  const api = useApi();

  it('that enrolls becomes a client with a number of its own, which takes a seat', async () => {
    const { id: accountId } = await make(api.db).account();
    const key = await keyOf(api, accountId);

    const { client, token } = await enrolled(api, { key, hostName: 'front-desk', version: '1.2' });

    expect(client.id).toMatch(/^[1-9]\d{8,9}$/);
    expect(client).toEqual(jasmine.objectContaining({ hostName: 'front-desk', version: '1.2', presence: 'OFFLINE' }));
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await api.db.query('SELECT clients_used FROM license WHERE account_id = $1', [accountId])).toEqual([
      { clients_used: 1 },
    ]);
    expect((await enroll(api, { key: 'nonsense' })).errors?.[0]?.extensions.code).toBe('LICENSE_KEY_INVALID');
  });

  it('that connects is online', async () => {
    const { id: accountId } = await make(api.db).account();
    const device = await enrolled(api, { key: await keyOf(api, accountId) });

    const socket = await api.socket(device);
    expect(await api.db.query('SELECT presence, epoch FROM client WHERE id = $1', [device.clientId])).toEqual([{presence: 'ONLINE', epoch: '1'}]);
    await socket.close();
    await new Promise(r => setTimeout(r, 400));
    expect(await api.db.query('SELECT presence, epoch FROM client WHERE id = $1', [device.clientId])).toEqual([{presence: 'STALE', epoch: '1'}]);
    api.now = new Date(api.now.getTime() + 11_000);
    await api.portal.services.ofClients.presence.service.sweep();
    expect(await api.db.query('SELECT presence, epoch FROM client WHERE id = $1', [device.clientId])).toEqual([{presence: 'OFFLINE', epoch: '1'}]);
    expect(api.lines.filter(l => l.includes('"level":50'))).toEqual([]);
  });
});
