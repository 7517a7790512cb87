import { granted, refused, sessionDesk } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';

const REMOTE = '987654321';

describe("a device's list of its sessions", () => {
  const api = useApi();
  const desk = sessionDesk(api);

  /** A device, and how it lists a session to a number that nobody knows. */
  async function caller(license = {}) {
    const office = await desk.office(license);
    const mine = await office.device();
    const listed = (localId: string, bootId = 'b1') => ({
      bootId,
      localId,
      fromClientId: mine.clientId,
      toClientId: REMOTE,
    });
    return { office, mine, listed };
  }
  const later = (seconds: number) => (api.now = new Date(api.now.getTime() + seconds * 1000));

  it('starts what is new, by the time of the server', async () => {
    const { office, mine, listed } = await caller();
    const startedAt = new Date(api.now.getTime() - 3_600_000).toISOString();

    const { reportSessions } = granted(await desk.report(mine, [{ ...listed('1'), startedAt }, listed('2')]));

    expect(reportSessions.close).toEqual([]);
    expect(reportSessions.sessions.map(({ startedAt: at, isActive }) => [at, isActive])).toEqual([
      [api.now.toISOString(), true],
      [api.now.toISOString(), true],
    ]);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 2, devices: 1, active: 2 });
  });

  it('sent again changes nothing but how long they are confirmed', async () => {
    const { office, mine, listed } = await caller();
    const before = granted(await desk.report(mine, [listed('1'), listed('2')])).reportSessions.sessions;
    const events = await desk.events(office);
    later(20);

    const { sessions, close } = granted(await desk.report(mine, [listed('1'), listed('2')])).reportSessions;

    expect(close).toEqual([]);
    expect(sessions).toEqual(
      before.map(each => ({ ...each, confirmedAt: api.now.toISOString(), durationSeconds: 20 })),
    );
    expect(await desk.events(office)).toEqual(events);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 2, devices: 1, active: 2 });
  });

  it('ends what is missing, at the last moment at which it was confirmed', async () => {
    const { office, mine, listed } = await caller();
    const { sessions } = granted(await desk.report(mine, [listed('1'), listed('2')])).reportSessions;
    const confirmedAt = later(5).toISOString();
    await desk.report(mine, [listed('1'), listed('2')]);
    later(60);

    const answer = granted(await desk.report(mine, [listed('2')])).reportSessions;

    expect(answer.sessions.map(({ id }) => id)).toEqual([sessions[1]?.id ?? '']);
    expect(await desk.session(office, sessions[0]?.id ?? '')).toEqual(
      jasmine.objectContaining({
        isActive: false,
        endReason: 'CLOSED_BY_PEER',
        endedAt: confirmedAt,
        durationSeconds: 5,
      }),
    );
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
  });

  it('after a restart of the device has superseded what was before it', async () => {
    const { office, mine, listed } = await caller();
    const { sessions } = granted(await desk.report(mine, [listed('1')])).reportSessions;

    await desk.report(mine, [], { bootId: 'b2' });

    expect((await desk.session(office, sessions[0]?.id ?? ''))?.endReason).toBe('SUPERSEDED');
  });

  it('after a restart of the device may keep what outlived it', async () => {
    const { mine, listed } = await caller();
    const { sessions } = granted(await desk.report(mine, [listed('1')])).reportSessions;

    const answer = granted(await desk.report(mine, [listed('1', 'b1')], { bootId: 'b2' })).reportSessions;

    expect(answer.sessions.map(({ id, isActive }) => [id, isActive])).toEqual([[sessions[0]?.id ?? '', true]]);
  });

  it('names what there is no place for, for the device to close', async () => {
    const { office, mine, listed } = await caller({ maxSessions: 2 });

    const { sessions, close } = granted(
      await desk.report(mine, [listed('1'), listed('2'), listed('3')]),
    ).reportSessions;

    expect(sessions.length).toBe(2);
    expect(close).toEqual(['3']);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 2, devices: 1, active: 2 });
    expect((await desk.events(office, 'SESSION_REFUSED')).length).toBe(1);
  });

  it('names what has ended otherwise, for the device to close', async () => {
    const { mine, listed } = await caller();
    await desk.report(mine, [listed('1')]);
    await desk.end(mine);

    const answer = granted(await desk.report(mine, [listed('1')])).reportSessions;

    expect(answer).toEqual({ sessions: [], close: ['1'] });
  });

  it('names what may not be, for the device to close, and takes the rest', async () => {
    const { office, mine, listed } = await caller();
    const removed = await office.device();
    await api.as(office.owner, 'mutation ($id: ID!) { removeClient(id: $id) { id } }', { id: removed.clientId });

    const { sessions, close } = granted(
      await desk.report(mine, [
        { ...listed('gone'), toClientId: removed.clientId },
        { ...listed('nobody'), toClientId: 'nobody@ad' },
        listed('right'),
      ]),
    ).reportSessions;

    expect(close).toEqual(['gone', 'nobody']);
    expect(sessions.length).toBe(1);
  });

  it('with the same key twice has one session: the first of them', async () => {
    const { office, mine, listed } = await caller();

    const { sessions, close } = granted(
      await desk.report(mine, [listed('1'), { ...listed('1'), toClientId: '987654322' }]),
    ).reportSessions;

    expect(close).toEqual([]);
    expect(sessions.map(({ to }) => to.clientId)).toEqual([REMOTE]);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
  });

  it('of two reports at once has each session once', async () => {
    const { office, mine, listed } = await caller();
    const list = Array.from({ length: 5 }, (_, i) => listed(`${i}`));

    await Promise.all([desk.report(mine, list), desk.report(mine, list), desk.report(mine, list)]);

    expect(await desk.used(office.accountId)).toEqual({ sessions: 5, devices: 1, active: 5 });
    expect((await desk.events(office, 'SESSION_STARTED')).length).toBe(5);
  });

  it('changes nothing where the device is none of the ends, or both', async () => {
    const { office, mine, listed } = await caller();
    await desk.report(mine, [listed('1')]);

    for (const wrong of [
      { ...listed('2'), fromClientId: '987654322' },
      { ...listed('2'), toClientId: mine.clientId },
      { ...listed('2'), toClientId: '1' },
    ]) {
      expect(refused(await desk.report(mine, [wrong])).codes).toEqual(['BAD_USER_INPUT']);
    }
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
  });

  it('has 100 entries at most', async () => {
    const { mine, listed } = await caller();

    const list = Array.from({ length: 101 }, (_, i) => listed(`${i}`));

    expect(refused(await desk.report(mine, list)).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('tells how far the clock of the device is off, and nothing else goes by it', async () => {
    const { office, mine, listed } = await caller();
    const skew = async () =>
      (await api.as<{ client: unknown }>(office.owner, `{ client(id: "${mine.clientId}") { clockSkewSeconds } }`)).data
        ?.client;

    const deviceTime = new Date(api.now.getTime() + 86_400_000).toISOString();
    const { sessions } = granted(await desk.report(mine, [listed('1')], { deviceTime })).reportSessions;

    expect(sessions[0]?.startedAt).toBe(api.now.toISOString());
    expect(await skew()).toEqual({ clockSkewSeconds: 86_400 });

    await desk.report(mine, [listed('1')], { deviceTime: api.now.toISOString() });

    expect(await skew()).toEqual({ clockSkewSeconds: null });
  });

  it('is for devices', async () => {
    const { office } = await caller();

    expect(
      await api.refusals(office.owner, 'mutation { reportSessions(input: { bootId: "b", sessions: [] }) { close } }'),
    ).toEqual(['FORBIDDEN']);
  });
});
