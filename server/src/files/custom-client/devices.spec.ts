import { readConfiguration } from '../../../../agent/src/custom/configuration.ts';
import { useAgentBundle } from '../../../test/agent-bundle.ts';
import { begun } from '../../../test/begun.ts';
import { clientOf as seenClientOf, type Device, enroll, enrolled, logOf, pass } from '../../../test/devices.ts';
import { filesDesk, payloadOf, type ShownCustomClient, untar } from '../../../test/files-desk.ts';
import { refused, sessionDesk } from '../../../test/session-desk.ts';
import type { SocketClient } from '../../../test/socket-client.ts';
import { newTenant, type Tenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { newId } from '../../core/ids.ts';
import { Product } from '../../license/product.ts';
import type { SigningKey } from '../signing/signing-key.entity.ts';

const COMMANDS = 'subscription { commands { id kind data } }';
const ACKNOWLEDGE =
  'mutation ($id: ID!, $result: CommandResult!) { acknowledgeCommand(id: $id, result: $result) { id } }';
const CLIENT = `query ($id: ID!) { client(id: $id) { connectionType configurationVersion customClient { id name } } }`;
const ROTATE = 'mutation ($days: Int!) { rotateSigningKey(overlapDays: $days) { kid publicKey retiresAt } }';
const CHANGES = `subscription { customClientChanged { kind id customClient { enrolledClients running { version clients } build { state progress } } } }`;

interface SetConfig {
  readonly id: string;
  readonly kind: string;
  readonly data: { readonly version: number; readonly config: string };
}

describe('the devices of a custom client', () => {
  const api = useApi();
  useAgentBundle();
  const desk = filesDesk(api);
  const sessions = sessionDesk(api);
  const push = () => api.portal.services.files.push.run();

  async function ready(settings: Record<string, unknown> = {}, license = {}) {
    const tenant = await newTenant(api, license);
    const client = await desk.created(tenant, settings);
    await desk.build();
    return { tenant, client, key: await keyOf(tenant, client) };
  }

  async function keyOf({ owner }: Tenant, { downloadUrl }: ShownCustomClient): Promise<string> {
    const { bytes } = await desk.fetch(downloadUrl, { asker: owner });
    const [, config] = [...untar(bytes)].find(([name]) => name.endsWith('mydesk-config.jws')) ?? [];
    return String(payloadOf(config?.content.toString() ?? '')['enrollmentKey']);
  }

  const clientOf = async ({ owner }: Tenant, { clientId: id }: Device) =>
    (await api.as<{ client: unknown }>(owner, CLIENT, { id })).data?.client;

  async function listening(device: Device, configurationVersion?: number): Promise<SocketClient> {
    const socket = await api.socket(device, { configurationVersion });
    socket.subscribe('1', COMMANDS);
    return socket;
  }

  const next = async (socket: SocketClient): Promise<SetConfig> =>
    ((await socket.next()).payload as { data: { commands: SetConfig } }).data.commands;
  const answer = (device: Device, { id }: SetConfig, result = 'CONFIRMED') =>
    api.as(device, ACKNOWLEDGE, { id, result });

  it('enroll with its key, and are shown to be of it', async () => {
    const { tenant, client, key } = await ready({ connectionType: 'INCOMING' });

    const device = await enrolled(api, tenant, { key, configurationVersion: 1 });

    expect(await clientOf(tenant, device)).toEqual({
      connectionType: 'INCOMING',
      configurationVersion: 1,
      customClient: { id: client.id, name: 'Help' },
    });
    expect(await desk.shown(tenant, client.id)).toEqual(
      jasmine.objectContaining({ enrolledClients: 1, running: [{ version: 1, clients: 1 }] }) as never,
    );
    const byLicense = await enrolled(api, tenant, { configurationVersion: 5 });
    expect(await clientOf(tenant, byLicense)).toEqual({
      connectionType: 'BOTH',
      configurationVersion: null,
      customClient: null,
    });
  });

  it('are kept to its connection type by the server, and are told why', async () => {
    const { tenant, client, key } = await ready({ connectionType: 'INCOMING' });
    const device = { ...(await enrolled(api, tenant, { key })), accountId: tenant.accountId };
    const other = { ...(await enrolled(api, tenant)), accountId: tenant.accountId };

    expect(refused(await sessions.start(device, { toClientId: '987654321' }))).toEqual({
      codes: ['FORBIDDEN'],
      details: { connectionType: 'INCOMING' },
    });
    expect(refused(await sessions.start(other, { toClientId: device.clientId })).codes).toEqual([]);

    await desk.update(tenant.owner, { id: client.id, settings: { connectionType: 'OUTGOING' } });

    expect(refused(await sessions.start(device, { toClientId: '987654321', localId: '2' })).codes).toEqual([]);
    expect(refused(await sessions.start(other, { toClientId: device.clientId, localId: '3' }))).toEqual({
      codes: ['FORBIDDEN'],
      details: { connectionType: 'OUTGOING' },
    });
    expect(await logOf(api, tenant, device.clientId)).toContain('CLIENT_CHANGED');
  });

  it('that enroll later are kept to what it is by then', async () => {
    const { tenant, client, key } = await ready();
    await desk.update(tenant.owner, { id: client.id, settings: { connectionType: 'OUTGOING' } });

    const device = await enrolled(api, tenant, { key, configurationVersion: 1 });

    expect(await clientOf(tenant, device)).toEqual(jasmine.objectContaining({ connectionType: 'OUTGOING' }));
  });

  it('stay when it is deleted, and are of none then', async () => {
    const { tenant, client, key } = await ready({ connectionType: 'INCOMING' });
    const device = await enrolled(api, tenant, { key });

    await api.as(tenant.owner, 'mutation ($id: ID!) { deleteCustomClient(id: $id) { id } }', { id: client.id });

    expect(await clientOf(tenant, device)).toEqual(
      jasmine.objectContaining({ connectionType: 'INCOMING', customClient: null }),
    );
    expect(refused(await enroll(api, tenant, { key })).codes).toEqual(['LICENSE_KEY_INVALID']);
  });

  it('enroll no more once the product is a lesser one, nor in another account', async () => {
    const { tenant, key } = await ready();
    await api.db.query('UPDATE license SET product = $2 WHERE account_id = $1', [tenant.accountId, Product.POWER]);

    expect(refused(await enroll(api, tenant, { key }))).toEqual({
      codes: ['FORBIDDEN'],
      details: { product: 'POWER', upgradeTo: ['ENTERPRISE'] },
    });
    expect(refused(await enroll(api, tenant)).codes).toEqual([]);
  });

  it('get the alias of its pattern, in the namespace of the account where it has one', async () => {
    const { tenant, client, key } = await ready({ aliasPattern: 'till-{host}' });
    const aliasOf = async ({ clientId }: Device) => (await seenClientOf(api, tenant, clientId))?.alias;
    const host = newId().slice(-8);
    const first = await enrolled(api, tenant, { key, hostName: `${host}.shop.example` });
    const second = await enrolled(api, tenant, { key, hostName: host });
    await api.db.query(`INSERT INTO namespace (name, account_id, max_aliases) VALUES ($2, $1, 1)`, [
      tenant.accountId,
      `ns-${host}`,
    ]);
    const third = await enrolled(api, tenant, { key, hostName: host });
    const fourth = await enrolled(api, tenant, { key, hostName: 'other' });

    expect(await aliasOf(first)).toBe(`till-${host}@ad`);
    expect(await aliasOf(second)).toBe(`till-${host}-${second.clientId.slice(-4)}@ad`);
    expect(await aliasOf(third)).toBe(`till-${host}@ns-${host}`);
    expect(await aliasOf(fourth)).toBeNull();
    await desk.update(tenant.owner, { id: client.id, settings: { aliasPattern: '' } });
    expect(await aliasOf(await enrolled(api, tenant, { key, hostName: 'later' }))).toBeNull();
  });

  it('take a seat each, as others do', async () => {
    const { tenant, key } = await ready({}, { maxClients: 1 });
    await enrolled(api, tenant, { key });
    expect(refused(await enroll(api, tenant, { key })).codes).toEqual(['SEAT_LIMIT_REACHED']);
  });

  it('are sent each new version at once where they are online, signed, without the key to enroll with', async () => {
    const { tenant, client, key } = await ready();
    const device = await enrolled(api, tenant, { key, configurationVersion: 1 });
    const socket = await listening(device, 1);
    await desk.update(tenant.owner, { id: client.id, settings: { connectionType: 'INCOMING' } });

    await push();

    const command = await next(socket);
    expect([command.kind, command.data.version]).toEqual(['SET_CONFIG', 2]);
    const [keys = []] = await api.portal.services.files.signing.byAccounts([tenant.accountId]);
    expect(readConfiguration(command.data.config, keys)).toEqual(
      jasmine.objectContaining({ customClient: client.id, version: 2, connectionType: 'INCOMING' }) as never,
    );
    expect(payloadOf(command.data.config)['enrollmentKey']).toBeUndefined();
    await answer(device, command);
    expect((await desk.shown(tenant, client.id))?.running).toEqual([{ version: 2, clients: 1 }]);
  });

  it('that come back with an older version are sent the newest, once', async () => {
    const { tenant, client, key } = await ready();
    const device = await enrolled(api, tenant, { key, configurationVersion: 1 });
    for (const programName of ['Two', 'Three'])
      await desk.update(tenant.owner, { id: client.id, settings: { programName } });
    await push();
    const socket = await listening(device, 1);

    await push();
    await push();

    expect((await next(socket)).data.version).toBe(3);
    expect((await logOf(api, tenant, device.clientId)).filter(type => type === 'COMMAND_QUEUED')).toHaveSize(1);
  });

  it('that reject a version are not asked again, until there is a newer one', async () => {
    const { tenant, client, key } = await ready();
    const device = await enrolled(api, tenant, { key, configurationVersion: 1 });
    const socket = await listening(device, 1);
    await desk.update(tenant.owner, { id: client.id, settings: { programName: 'Two' } });
    await push();
    await answer(device, await next(socket), 'REJECTED');

    await push();
    await desk.update(tenant.owner, { id: client.id, settings: { programName: 'Three' } });
    await push();

    expect((await next(socket)).data.version).toBe(3);
    expect((await desk.shown(tenant, client.id))?.running).toEqual([{ version: 1, clients: 1 }]);
  });

  it('are sent the newest alone, where one waits already', async () => {
    const { tenant, client, key } = await ready();
    const device = await enrolled(api, tenant, { key, configurationVersion: 1 });
    const first = await api.socket(device, { configurationVersion: 1 });
    for (const programName of ['Two', 'Three']) {
      await desk.update(tenant.owner, { id: client.id, settings: { programName } });
      await push();
    }
    await first.close();

    const socket = await listening(device, 1);

    expect((await next(socket)).data.version).toBe(3);
    expect((await logOf(api, tenant, device.clientId)).filter(type => type === 'COMMAND_EXPIRED')).toHaveSize(1);
  });

  it('that say they run an older one than before are sent the newest once more', async () => {
    const { tenant, client, key } = await ready();
    const device = await enrolled(api, tenant, { key, configurationVersion: 1 });
    const socket = await listening(device, 1);
    await desk.update(tenant.owner, { id: client.id, settings: { programName: 'Two' } });
    await push();
    await answer(device, await next(socket));
    await socket.close();

    const again = await listening(device, 1);
    await push();

    expect((await next(again)).data.version).toBe(2);
  });

  it('go over to a new signing key without being installed anew', async () => {
    const { tenant, client, key } = await ready();
    const device = await enrolled(api, tenant, { key, configurationVersion: 1 });
    const socket = await listening(device, 1);
    const [before = []] = await api.portal.services.files.signing.byAccounts([tenant.accountId]);

    const { data } = await api.as<{ rotateSigningKey: SigningKey[] }>(tenant.owner, ROTATE, { days: 7 });
    await push();

    const [former, newest] = data?.rotateSigningKey ?? [];
    expect(former).toEqual(
      jasmine.objectContaining({ kid: before[0]?.kid, retiresAt: '2026-06-08T12:00:00.000Z' }) as never,
    );
    const { data: sent } = await next(socket);
    expect(sent.version).toBe(2);
    const read = readConfiguration(sent.config, before);
    expect(read.keys).toEqual([{ kid: String(newest?.kid), publicKey: String(newest?.publicKey) }]);
    await desk.build();
    expect((await desk.shown(tenant, client.id))?.readyBuild?.configurationVersion).toBe(2);
    pass(api, 7 * 86_400);
    await api.portal.services.files.upkeep.clean();
    const [after = []] = await api.portal.services.files.signing.byAccounts([tenant.accountId]);
    expect(after.map(({ kid }) => kid)).toEqual([String(newest?.kid)]);
  });

  it('have five keys to go by at most, and an overlap of a day to a year', async () => {
    const { tenant } = await ready();
    for (const days of [0, 366, -1])
      expect(await api.refusals(tenant.owner, ROTATE, { days })).toEqual(['BAD_USER_INPUT']);
    for (let i = 0; i < 4; i++) expect(await api.refusals(tenant.owner, ROTATE, { days: 1 })).toEqual([]);
    expect(await api.refusals(tenant.owner, ROTATE, { days: 1 })).toEqual(['CONFLICT']);
    expect(await api.refusals((await newTenant(api)).owner, ROTATE, { days: 1 })).toEqual(['CONFLICT']);
  });

  it('are told of as they enroll and change, with each build, to who follows', async () => {
    const { tenant, client, key } = await ready();
    // The download by which the key was read is told of too, once it is counted.
    await api.portal.services.files.counts.flush();
    const socket = await api.socket(tenant.owner);
    await begun(() => socket.subscribe('c', CHANGES));
    const told = async () =>
      ((await socket.next()).payload as { data: { customClientChanged: unknown[] } }).data.customClientChanged;

    await enrolled(api, tenant, { key, configurationVersion: 1, hardwareId: newId() });

    expect(await told()).toEqual([
      {
        kind: 'CHANGED',
        id: client.id,
        customClient: {
          enrolledClients: 1,
          running: [{ version: 1, clients: 1 }],
          build: { state: 'READY', progress: 100 },
        },
      },
    ]);
    const { id } = await desk.created(tenant, {}, { name: 'Another' });
    expect(await told()).toEqual([jasmine.objectContaining({ kind: 'ADDED', id })]);
    await api.as(tenant.owner, 'mutation ($id: ID!) { deleteCustomClient(id: $id) { id } }', { id });
    expect(await told()).toEqual([{ kind: 'REMOVED', id, customClient: null }]);
  });
});
