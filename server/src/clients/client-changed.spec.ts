import { begun } from '../../test/begun.ts';
import { randomUUID } from 'node:crypto';
import { type Device, enrolled } from '../../test/devices.ts';
import type { SocketClient } from '../../test/socket-client.ts';
import { newTenant, type Tenant } from '../../test/tenant.ts';
import { useApi } from '../../test/use-api.ts';

const CHANGED = /* GraphQL */ `
  subscription ($filter: ClientFilter) {
    clientChanged(filter: $filter) {
      kind
      id
      client {
        id
        presence
        hostName
      }
    }
  }
`;
const REMOVE = 'mutation ($id: ID!) { removeClient(id: $id) { id } }';

interface Change {
  readonly kind: string;
  readonly id: string;
  readonly client: { readonly id: string; readonly presence: string; readonly hostName: string | null } | null;
}

describe('clientChanged', () => {
  // What is live is read from the log, which goes on by itself.
  const api = useApi({ isStarted: true });

  /** A socket that follows the account's clients from now on. */
  async function following(tenant: Tenant, filter?: object): Promise<SocketClient> {
    const socket = await api.socket(tenant.owner);
    await begun(() => {
      socket.subscribe('1', CHANGED, { filter });
    });
    return socket;
  }

  async function changesOf(socket: SocketClient): Promise<Change[]> {
    return ((await socket.next()).payload as { data: { clientChanged: Change[] } }).data.clientChanged;
  }

  /** The changes of a client until one fits. */
  async function until(socket: SocketClient, { clientId }: Device, fits: (change: Change) => boolean): Promise<Change> {
    for (;;) {
      const change = (await changesOf(socket)).find(each => each.id === clientId && fits(each));
      if (change) return change;
    }
  }

  it('tells that a client was added, with what it is', async () => {
    const tenant = await newTenant(api);
    const socket = await following(tenant);

    const { clientId: id } = await enrolled(api, tenant, { hostName: 'front-desk' });

    expect(await changesOf(socket)).toEqual([
      { kind: 'ADDED', id, client: { id, presence: 'OFFLINE', hostName: 'front-desk' } },
    ]);
  });

  it('tells presence as it is by then, and that a machine enrolled again as a change', async () => {
    const tenant = await newTenant(api);
    const hardwareId = randomUUID();
    const device = await enrolled(api, tenant, { hardwareId });
    const socket = await following(tenant);

    const { socket: connection } = await api.socket(device);
    expect((await until(socket, device, ({ client }) => client?.presence === 'ONLINE')).kind).toBe('CHANGED');
    connection.terminate();
    await until(socket, device, ({ client }) => client?.presence === 'STALE');
    await enrolled(api, tenant, { hardwareId, hostName: 'renamed', ...device });

    expect((await until(socket, device, ({ client }) => client?.hostName === 'renamed')).kind).toBe('CHANGED');
  });

  it('tells that a client was removed, with nothing of it', async () => {
    const tenant = await newTenant(api);
    const device = await enrolled(api, tenant);
    const socket = await following(tenant);

    await api.as(tenant.owner, REMOVE, { id: device.clientId });

    expect(await changesOf(socket)).toEqual([{ kind: 'REMOVED', id: device.clientId, client: null }]);
  });

  it('gathers many changes at once, each client once', async () => {
    const tenant = await newTenant(api);
    const socket = await following(tenant);

    const devices = await Promise.all(Array.from({ length: 20 }, () => enrolled(api, tenant)));

    const told = new Set<string>();
    let batches = 0;
    while (told.size < devices.length) {
      const changes = await changesOf(socket);
      batches++;
      expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
      for (const { id } of changes) told.add(id);
    }
    expect(batches).toBeLessThan(devices.length);
  });

  it('with a filter tells of those that fit, and takes away those that do no more', async () => {
    const tenant = await newTenant(api);
    const [device, other] = [await enrolled(api, tenant), await enrolled(api, tenant)];
    const socket = await following(tenant, { presence: ['ONLINE'], ids: [device.clientId] });

    await api.socket(other);
    const { socket: connection } = await api.socket(device);
    expect((await changesOf(socket)).map(({ kind, id }) => ({ kind, id }))).toEqual([
      { kind: 'CHANGED', id: device.clientId },
    ]);
    connection.terminate();

    expect(await changesOf(socket)).toEqual([{ kind: 'REMOVED', id: device.clientId, client: null }]);
  });

  it('tells nothing of another account', async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    const socket = await following(mine);

    await enrolled(api, theirs);
    const own = await enrolled(api, mine);

    expect((await changesOf(socket)).map(({ id }) => id)).toEqual([own.clientId]);
  });

  it('is refused to devices, and with a filter out of bounds', async () => {
    const tenant = await newTenant(api);
    const device = await api.socket(await enrolled(api, tenant));
    const person = await api.socket(tenant.owner);

    expect(JSON.stringify(await device.answer('1', CHANGED))).toContain('"code":"FORBIDDEN"');
    const frames = await person.answer('1', CHANGED, { filter: { ids: ['x'] } });
    expect(JSON.stringify(frames)).toContain('"code":"BAD_USER_INPUT"');
  });
});
