import { type AnotherProcess, useProcesses } from '../../test/another-process.ts';
import type { MadeClient } from '../../test/make.ts';
import { type Office, sessionDesk } from '../../test/session-desk.ts';
import { type Answer, useApi } from '../../test/use-api.ts';

const RACERS = process.env['TEST_LONG'] === '1' ? 50 : 16;
const ROUNDS = process.env['TEST_LONG'] === '1' ? 1000 : 2;
/** At large numbers each round takes a third of a second on two cores. */
const PATIENCE_MS = ROUNDS * 1_000 + 60_000;
const START = 'mutation ($input: StartSessionInput!) { startSession(input: $input) { id isActive } }';
const OUT = { toClientId: '987654321' };

describe('many devices at once, over two processes of the portal', () => {
  const api = useApi();
  const desk = sessionDesk(api);
  const newProcess = useProcesses(api);
  let second: AnotherProcess;
  beforeEach(async () => {
    second = await newProcess();
  });

  const devicesOf = (office: Office, count: number): Promise<MadeClient[]> =>
    Promise.all(Array.from({ length: count }, () => office.device()));

  /** Every device asks for a session, every other one at the second process. */
  const race = (devices: readonly MadeClient[], input: object): Promise<Answer<Record<string, unknown>>[]> =>
    Promise.all(
      devices.map((device, i) =>
        (i % 2 === 0 ? api : second).as(device, START, { input: { bootId: 'b1', localId: '1', ...input } }),
      ),
    );

  const codesOf = (answers: readonly Answer<unknown>[]): string[] =>
    answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code));

  it(
    'get the last place for a session once',
    async () => {
      const office = await desk.office({ maxSessions: 1 });
      const devices = await devicesOf(office, RACERS);
      for (let round = 0; round < ROUNDS; round++) {
        const answers = await race(devices, { ...OUT, localId: String(round) });

        const winner = answers.findIndex(({ data }) => data?.['startSession']);
        expect(answers.filter(({ data }) => data?.['startSession']).length).toBe(1);
        expect(codesOf(answers))
          .withContext(api.lines.filter(line => line.includes('"level":"error"')).join('\n'))
          .toEqual(Array(RACERS - 1).fill('SESSION_LIMIT_REACHED'));
        expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
        await desk.end(devices[winner] as MadeClient, { localId: String(round) });
        // A session's id has room for so many in one millisecond, and no more.
        api.now = new Date(api.now.getTime() + 1);
      }
      expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
      expect(await desk.differences()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it('get the last place for an active device once', async () => {
    const office = await desk.office({ maxActiveDevices: 1 });

    const answers = await race(await devicesOf(office, RACERS), OUT);

    expect(codesOf(answers)).toEqual(Array(RACERS - 1).fill('DEVICE_LIMIT_REACHED'));
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
  });

  it('that are one device, asking again and again, get one session', async () => {
    const office = await desk.office({ maxSessions: 5 });
    const device = await office.device();

    const answers = await race(Array<MadeClient>(RACERS).fill(device), OUT);

    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
  });

  it('lose no place while others end: whoever asks until they get one, gets one', async () => {
    const office = await desk.office({ maxSessions: 2 });
    const devices = await devicesOf(office, RACERS);

    await Promise.all(
      devices.map(async (device, i) => {
        const at = i % 2 === 0 ? api : second;
        while (codesOf([await at.as(device, START, { input: { bootId: 'b1', localId: '1', ...OUT } })]).length > 0);
        await desk.end(device);
      }),
    );

    expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
    expect((await desk.events(office, 'SESSION_ENDED')).length).toBeGreaterThan(0);
    expect(await desk.differences()).toEqual([]);
  });

  it('that sweep both end what is lost once', async () => {
    const office = await desk.office();
    const devices = await devicesOf(office, 6);
    await race(devices, OUT);
    api.now = new Date(api.now.getTime() + 60_000);

    await Promise.all([api, second, api, second].map(({ portal }) => portal.services.sessions.sweeper.sweep()));

    expect((await desk.events(office, 'SESSION_ENDED')).length).toBe(6);
    expect(await desk.differences()).toEqual([]);
  });
});
