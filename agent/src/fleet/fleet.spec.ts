import { randomUUID } from 'node:crypto';

import { eventually } from '../../test/eventually.ts';
import { usePortal } from '../../test/portal.ts';
import { useFolder } from '../../test/temporary-folder.ts';
import { systemClock } from '../clock.ts';
import { Log } from '../log.ts';
import { Fleet } from './fleet.ts';
import type { LocalTime } from './local-time.ts';
import { Machine } from './machine.ts';
import { isSupport } from './office-day.ts';
import { seededRandom } from './random.ts';
import { StateFile } from './state-file.ts';
import { Tally } from './tally.ts';

describe('the demo fleet', () => {
  const MONDAY_NOON: LocalTime = { day: 20_780, weekday: 1, minute: 11 * 60 };
  const portal = usePortal();
  const folder = useFolder();
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  const newFleet = async (count: number, prefix: string = randomUUID()) => {
    const state = new StateFile(folder.path('fleet.json'), portal().url);
    await state.read();
    const options = { server: portal().url, key: portal().key, state, tally: new Tally(), clock: systemClock };
    const log = new Log(
      () => undefined,
      () => new Date(),
    );
    const machines = Array.from(
      { length: count },
      (_, number) => new Machine(`${prefix}-${String(number)}`, isSupport(number), 'LINUX', { ...options, log }),
    );
    const clock: { time: LocalTime } = { time: MONDAY_NOON };
    const fleet = new Fleet({
      ...options,
      machines,
      random: seededRandom(1),
      localTime: () => clock.time,
      speed: 1,
      log,
    });
    stops.push(() => fleet.stop());
    return { fleet, machines, state, clock };
  };
  const newMachine = async (): Promise<Machine> => {
    const { machines } = await newFleet(1);
    const [machine] = machines;
    if (!machine) throw new Error('No machine');
    await machine.comeIn();
    await eventually(() => machine.online);
    return machine;
  };
  const numbersOf = (machines: readonly Machine[]) => machines.map(({ online }) => online?.identity.clientId);

  it('comes to work and holds sessions with each other', async () => {
    const { fleet, machines } = await newFleet(30);

    fleet.start();

    const online = () => machines.flatMap(machine => machine.online ?? []);
    await eventually(() => online().length >= 10);
    const sessions = await eventually(() => {
      const held = online().flatMap(device => device.sessions);
      return held.length >= 6 && held;
    });
    const shown = await portal().ask('query ($id: ID!) { session(id: $id) { isActive } }', {
      id: sessions[0]?.sessionId,
    });
    expect(shown).toEqual({ session: { isActive: true } });
  });

  it('goes home in the evening, but for those who stay', async () => {
    const { fleet, machines, clock } = await newFleet(25);
    fleet.start();
    await eventually(() => machines.filter(machine => machine.online).length >= 9);

    clock.time = { ...MONDAY_NOON, minute: 20 * 60 };

    await eventually(() => machines.filter(machine => machine.isOn).length <= 8);
    expect(machines.filter(machine => machine.isOn).length).toBeGreaterThanOrEqual(3);
  });

  it('has the same numbers in its next run', async () => {
    const first = await newFleet(3, 'fleet-again');
    await Promise.all(first.machines.map(machine => machine.comeIn()));
    const numbers = await eventually(
      () => first.machines.every(machine => machine.online) && numbersOf(first.machines),
    );
    await first.fleet.stop();

    const second = await newFleet(3, 'fleet-again');
    await Promise.all(second.machines.map(machine => machine.comeIn()));

    expect(
      await eventually(() => second.machines.every(machine => machine.online) && numbersOf(second.machines)),
    ).toEqual(numbers);
  });

  it('has a machine that crashed come back without its sessions', async () => {
    const machine = await newMachine();
    const before = machine.online;
    await before?.startSession('987654321');

    machine.suffer({ kind: 'crash', seconds: 0.5 });
    await eventually(() => machine.canComeIn);
    await machine.comeIn();
    const after = await eventually(() => machine.online);

    expect(after.identity.clientId).toEqual(before?.identity.clientId ?? '');
    expect(after.bootId).not.toEqual(before?.bootId ?? '');
    expect(after.sessions).toEqual([]);
  });

  it('has a machine that lost its network come back with its sessions', async () => {
    const machine = await newMachine();
    const device = machine.online;
    const session = await device?.startSession('987654321');

    machine.suffer({ kind: 'network', seconds: 0.5 });
    await eventually(() => !machine.online);
    await eventually(() => machine.online);

    expect(machine.online).toBe(device);
    expect(device?.sessions.map(({ sessionId }) => sessionId)).toEqual([session?.sessionId]);
  });

  it('does not bring back a machine that a person removed', async () => {
    const machine = await newMachine();
    const id = machine.online?.identity.clientId;

    await portal().ask('mutation ($id: ID!) { removeClient(id: $id) { id } }', { id });
    await eventually(() => !machine.isOn);

    expect(machine.canComeIn).toBeFalse();
  });
});
