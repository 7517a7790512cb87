import { useProcesses } from '../../../test/another-process.ts';
import { enrolled, logOf, pass, queueCommand, type Device } from '../../../test/devices.ts';
import { holdTally } from '../../../test/held-tally.ts';
import type { SocketClient } from '../../../test/socket-client.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { CommandKind } from '../command.type.ts';

const COMMANDS = 'subscription { commands { id kind state data } }';
const ACKNOWLEDGE = /* GraphQL */ `
  mutation ($id: ID!, $result: CommandResult!) {
    acknowledgeCommand(id: $id, result: $result) {
      id
      state
    }
  }
`;

const REPORT = 'mutation { reportPresence(input: {}) { id } }';

interface Shown {
  readonly data: { readonly commands: { readonly id: string; readonly kind: string; readonly state: string } };
}

describe('a command', () => {
  const api = useApi();
  const anotherProcess = useProcesses(api);

  async function newDevice() {
    const tenant = await newTenant(api);
    return { tenant, device: await enrolled(api, tenant) };
  }

  /** A socket of the device that follows its commands. */
  async function listening(device: Device): Promise<SocketClient> {
    const socket = await api.socket(device);
    socket.subscribe('1', COMMANDS);
    return socket;
  }

  const nextOf = async (socket: SocketClient) => ((await socket.next()).payload as Shown).data.commands;
  const acknowledge = (device: Device, id: string, result = 'CONFIRMED') =>
    api.as<{ acknowledgeCommand: { id: string; state: string } }>(device, ACKNOWLEDGE, { id, result });

  it('that waits is delivered when the device connects, the oldest first, before those that come then', async () => {
    const { tenant, device } = await newDevice();
    const ids = [
      await queueCommand(api, tenant, device, { data: { config: { a: 1 } } }),
      await queueCommand(api, tenant, device),
    ];

    const socket = await listening(device);

    expect(await nextOf(socket)).toEqual({
      id: ids[0],
      kind: 'SET_CONFIG',
      state: 'DELIVERED',
      data: { config: { a: 1 } },
    } as never);
    expect((await nextOf(socket)).id).toBe(String(ids[1]));
    const later = await queueCommand(api, tenant, device, { kind: CommandKind.SET_ALIAS, data: { alias: null } });
    expect(await nextOf(socket)).toEqual(jasmine.objectContaining({ id: later, kind: 'SET_ALIAS' }));
    const types = await logOf(api, tenant, device.clientId);
    expect(types.filter(type => type.startsWith('COMMAND_'))).toEqual([
      'COMMAND_QUEUED',
      'COMMAND_QUEUED',
      'COMMAND_DELIVERED',
      'COMMAND_DELIVERED',
      'COMMAND_QUEUED',
      'COMMAND_DELIVERED',
    ]);
  });

  it('is delivered also where more wait than are read at once', async () => {
    const { tenant, device } = await newDevice();
    const ids: string[] = [];
    for (let i = 0; i < 150; i++) ids.push(await queueCommand(api, tenant, device));

    const socket = await listening(device);

    const delivered: string[] = [];
    while (delivered.length < ids.length) delivered.push((await nextOf(socket)).id);
    expect(delivered).toEqual(ids);
  });

  it('is delivered at every connection until it is acknowledged', async () => {
    const { tenant, device } = await newDevice();
    const id = await queueCommand(api, tenant, device);
    for (let i = 0; i < 2; i++) {
      const socket = await listening(device);
      expect((await nextOf(socket)).id).toBe(id);
      await socket.close();
    }

    expect((await acknowledge(device, id)).data?.acknowledgeCommand).toEqual({ id, state: 'CONFIRMED' });

    const socket = await listening(device);
    const next = await queueCommand(api, tenant, device);
    expect((await nextOf(socket)).id).toBe(next);
  });

  it('that was acknowledged keeps its first answer, and is logged once', async () => {
    const { tenant, device } = await newDevice();
    const id = await queueCommand(api, tenant, device);
    await acknowledge(device, id, 'REJECTED');

    const { data } = await acknowledge(device, id, 'CONFIRMED');

    expect(data?.acknowledgeCommand.state).toBe('REJECTED');
    const types = await logOf(api, tenant, device.clientId);
    expect(types.filter(type => type === 'COMMAND_ACKNOWLEDGED').length).toBe(1);
  });

  it('of another device is not found, nor is one that never was', async () => {
    const { tenant, device } = await newDevice();
    const [neighbor, { device: stranger }] = [await enrolled(api, tenant), await newDevice()];
    const id = await queueCommand(api, tenant, device);

    for (const other of [neighbor, stranger]) {
      expect((await acknowledge(other, id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    for (const none of ['', 'x', '1', '0198c0de-0000-7000-8000-000000000000', `${id}'`, 'a'.repeat(10_000)]) {
      expect((await acknowledge(device, none)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });

  it('expires, is then delivered no more, and answers to it change nothing', async () => {
    const { tenant, device } = await newDevice();
    const late = await queueCommand(api, tenant, device, { seconds: 30 });
    const inTime = await queueCommand(api, tenant, device, { seconds: 31 });
    pass(api, 30);

    const { expiry } = api.portal.services.ofClients;
    await Promise.all([expiry.sweep(), expiry.sweep()]);

    const socket = await listening(device);
    expect((await nextOf(socket)).id).toBe(inTime);
    expect((await acknowledge(device, late)).data?.acknowledgeCommand.state).toBe('EXPIRED');
    const types = await logOf(api, tenant, device.clientId);
    expect(types.filter(type => type === 'COMMAND_EXPIRED').length).toBe(1);
  });

  it('reaches its own device only', async () => {
    const { tenant, device } = await newDevice();
    const neighbor = await enrolled(api, tenant);
    const [socket, other] = [await listening(device), await listening(neighbor)];

    const first = await queueCommand(api, tenant, device);
    const second = await queueCommand(api, tenant, neighbor);

    expect((await nextOf(socket)).id).toBe(first);
    expect((await nextOf(other)).id).toBe(second);
  });

  it('is given to each process that the device asks at the same time, and is logged as delivered once', async () => {
    const { tenant, device } = await newDevice();
    const other = await anotherProcess();
    await api.as(device, REPORT);
    const id = await queueCommand(api, tenant, device);
    const tally = await holdTally(api, tenant.accountId);

    // Both have read that it waits, and wait themselves to write that it was delivered.
    const answers = [api.as(device, REPORT), other.as(device, REPORT)];
    await tally.until(answers.length);
    await tally.release();

    for (const answer of answers) expect((await answer).data).toEqual({ reportPresence: [{ id }] });
    const types = await logOf(api, tenant, device.clientId);
    expect(types.filter(type => type === 'COMMAND_DELIVERED').length).toBe(1);
  });

  it('that was withdrawn is not delivered, and that of a removed client neither', async () => {
    const { tenant, device } = await newDevice();
    await queueCommand(api, tenant, device);

    await api.as(tenant.owner, 'mutation ($id: ID!) { removeClient(id: $id) { id } }', { id: device.clientId });
    const again = await enrolled(api, tenant, device);
    const socket = await listening(again);

    const next = await queueCommand(api, tenant, again);
    expect((await nextOf(socket)).id).toBe(next);
  });

  it('is not for people', async () => {
    const { tenant } = await newDevice();
    const socket = await api.socket(tenant.owner);

    const frames = await socket.answer('1', COMMANDS);

    expect(JSON.stringify(frames)).toContain('"code":"FORBIDDEN"');
  });
});
