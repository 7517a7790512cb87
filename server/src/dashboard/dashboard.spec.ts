import { append, until, useLivePortal } from '../../test/live-node.ts';
import { SYSTEM } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import { Right } from '../core/viewer.ts';

const COUNTERS = '{ dashboard { connectedClients onlineClients activeSessions asOf } }';
const SERIES =
  'query ($range: SeriesRange!, $timeZone: String) { dashboard { sessionSeries(range: $range, timeZone: $timeZone) { at sessions } } }';
const LIVE = 'subscription { dashboardChanged { connectedClients onlineClients activeSessions } }';

interface Point {
  at: string;
  sessions: number;
}

describe('the dashboard', () => {
  const portal = useLivePortal();
  const few = new Set([Right.ACCOUNT_READ, Right.LICENSE_READ, Right.INVOICES_READ, Right.USER, Right.EVENTS_READ]);

  beforeEach(() => {
    portal.now = new Date('2026-06-01T12:00:00Z');
  });

  /** Moves the account's counters as the services do. */
  async function count(accountId: string, clients: number, clientsOnline = 0, sessionsActive = 0): Promise<void> {
    await portal.node.ledger.write(accountId, async entry => {
      entry.append({ accountId, type: EventType.CLIENT_ENROLLED, actor: SYSTEM, clientId: '100000001' });
      entry.count(accountId, { clients, clientsOnline, sessionsActive });
    });
  }

  const started = (accountId: string, at: string, sessions: number): Promise<unknown> =>
    portal.node.db.query('INSERT INTO session_bucket (account_id, at, sessions) VALUES ($1, $2, $3)', [
      accountId,
      at,
      sessions,
    ]);

  async function series(signInId: string, range: string, timeZone?: string): Promise<Point[]> {
    const { data, errors } = await portal.node.query(signInId, SERIES, { range, timeZone });
    if (!data) throw new Error(JSON.stringify(errors));
    return (data['dashboard'] as { sessionSeries: Point[] }).sessionSeries;
  }

  const filled = (points: readonly Point[]): [string, number][] =>
    points.filter(({ sessions }) => sessions > 0).map(({ at, sessions }) => [at, sessions]);

  it('shows the counters of the account, and when they were read', async () => {
    const [mine, theirs] = [await portal.account(), await portal.account()];
    await count(mine, 5, 3, 2);
    await count(theirs, 9, 9, 9);

    const { data } = await portal.node.query(portal.signIn(mine), COUNTERS);

    expect(data).toEqual({
      dashboard: { connectedClients: 5, onlineClients: 3, activeSessions: 2, asOf: '2026-06-01T12:00:00.000Z' },
    });
  });

  it('is closed to who may not see clients and sessions, live as well', async () => {
    const accountant = portal.signIn(await portal.account(), few);

    const { errors } = await portal.node.query(accountant, COUNTERS);
    const [frame] = await (await portal.node.socket(accountant)).answer('1', LIVE);

    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['FORBIDDEN']);
    expect(JSON.stringify(frame)).toContain('FORBIDDEN');
  });

  it('shows the last samples, the oldest first', async () => {
    const accountId = await portal.account();
    for (const minutes of [0, 5, 10]) {
      await portal.node.db.query('INSERT INTO tally_sample VALUES ($1, $2, $3, 0, 0)', [
        accountId,
        new Date(portal.now.getTime() + minutes * 60_000),
        minutes,
      ]);
    }
    const ask = async (last: number) =>
      portal.node.query(
        portal.signIn(accountId),
        'query ($last: Int) { dashboard { counters(last: $last) { connectedClients } } }',
        { last },
      );

    const { data } = await ask(2);
    const refused = [await ask(0), await ask(2017)];

    expect(data).toEqual({ dashboard: { counters: [{ connectedClients: 5 }, { connectedClients: 10 }] } });
    expect(refused.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  it('counts the sessions of the last 24 hours by the hour, with its empty hours', async () => {
    const accountId = await portal.account();
    portal.now = new Date('2026-06-01T12:34:56Z');
    await started(accountId, '2026-05-31T12:45:00Z', 1);
    await started(accountId, '2026-05-31T13:00:00Z', 2);
    await started(accountId, '2026-06-01T12:00:00Z', 3);
    await started(accountId, '2026-06-01T12:30:00Z', 4);

    const points = await series(portal.signIn(accountId), 'LAST_24_HOURS', 'Europe/Berlin');

    expect(points.length).toBe(24);
    expect(filled(points)).toEqual([
      ['2026-05-31T13:00:00.000Z', 2],
      ['2026-06-01T12:00:00.000Z', 7],
    ]);
  });

  it('counts the sessions of the last 30 days by days of the time zone', async () => {
    const accountId = await portal.account();
    // Still 31 May in UTC, and no longer in either zone.
    portal.now = new Date('2026-05-31T22:30:00Z');
    await started(accountId, '2026-05-30T21:45:00Z', 1);
    await started(accountId, '2026-05-30T22:00:00Z', 2);
    await started(accountId, '2026-05-31T21:45:00Z', 3);
    await started(accountId, '2026-05-31T22:00:00Z', 4);
    await started(accountId, '2026-05-02T21:45:00Z', 5);

    const berlin = await series(portal.signIn(accountId), 'LAST_30_DAYS', 'Europe/Berlin');
    const kathmandu = await series(portal.signIn(accountId), 'LAST_30_DAYS', 'Asia/Kathmandu');

    expect(berlin.length).toBe(30);
    expect(filled(berlin).slice(-3)).toEqual([
      ['2026-05-29T22:00:00.000Z', 1],
      ['2026-05-30T22:00:00.000Z', 5],
      ['2026-05-31T22:00:00.000Z', 4],
    ]);
    expect(berlin[0]).toEqual({ at: '2026-05-02T22:00:00.000Z', sessions: 0 });
    expect(kathmandu[29]?.at).toBe('2026-05-31T18:15:00.000Z');
  });

  for (const [what, now, days] of [
    [
      'shorter',
      '2026-03-30T12:00:00Z',
      ['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ],
    [
      'longer',
      '2026-10-26T12:00:00Z',
      ['2026-10-23T22:00:00.000Z', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ],
  ] as const) {
    it(`makes the day in which the clocks change ${what} by an hour, and loses no session of it`, async () => {
      const accountId = await portal.account();
      portal.now = new Date(now);
      const change = new Date(days[1]).getTime();
      const hours = (new Date(days[2]).getTime() - change) / 3_600_000;
      for (let i = 0; i < hours * 4; i++) await started(accountId, new Date(change + i * 900_000).toISOString(), 1);

      const points = await series(portal.signIn(accountId), 'LAST_30_DAYS', 'Europe/Berlin');

      expect(points.slice(-3).map(({ at }) => at)).toEqual([...days]);
      expect(filled(points)).toEqual([[days[1], hours * 4]]);
    });
  }

  it('refuses a time zone that is none', async () => {
    const { errors } = await portal.node.query(portal.signIn(await portal.account()), SERIES, {
      range: 'LAST_30_DAYS',
      timeZone: "Mars/Olympus'",
    });

    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['BAD_USER_INPUT']);
  });

  it('comes at once when it is subscribed to, also for who joins others, and when a counter has changed', async () => {
    const accountId = await portal.account();
    await count(accountId, 1);
    const [first, second] = [
      await portal.node.socket(portal.signIn(accountId)),
      await portal.node.socket(portal.signIn(accountId)),
    ];
    const shown = (clients: number) => ({
      id: '1',
      type: 'next',
      payload: { data: { dashboardChanged: { connectedClients: clients, onlineClients: 0, activeSessions: 0 } } },
    });

    first.subscribe('1', LIVE);
    expect(await first.next()).toEqual(shown(1));
    second.subscribe('1', LIVE);
    expect(await second.next()).toEqual(shown(1));

    await append(portal.node, accountId);
    await count(accountId, 2);
    expect([await first.next(), await second.next()]).toEqual([shown(3), shown(3)]);
  });

  it('is sent at most 4 times a second', async () => {
    const accountId = await portal.account();
    const socket = await portal.node.socket(portal.signIn(accountId));
    socket.subscribe('1', LIVE);
    await socket.next();
    const begin = performance.now();

    let frames = 0;
    let last = 0;
    socket.socket.on('message', (data: Buffer) => {
      frames++;
      last = (JSON.parse(data.toString()) as { payload: { data: { dashboardChanged: { connectedClients: number } } } })
        .payload.data.dashboardChanged.connectedClients;
    });
    for (let i = 0; i < 60; i++) await count(accountId, 1);
    await until(() => last === 60);

    expect(frames).toBeLessThanOrEqual(2 + (performance.now() - begin) / 250);
  });

  it('asks for the time zone where a subscription shows a series', async () => {
    const socket = await portal.node.socket(portal.signIn(await portal.account()));

    socket.subscribe('1', 'subscription { dashboardChanged { sessionSeries(range: LAST_30_DAYS) { at } } }');
    socket.subscribe(
      '2',
      'subscription { dashboardChanged { sessionSeries(range: LAST_30_DAYS, timeZone: "UTC") { at } } }',
    );
    const frames = [await socket.next(), await socket.next()].sort((a, b) => Number(a.id) - Number(b.id));

    expect(JSON.stringify(frames[0])).toContain('BAD_USER_INPUT');
    expect(JSON.stringify(frames[1])).toContain('2026-06-01T00:00:00.000Z');
  });
});
