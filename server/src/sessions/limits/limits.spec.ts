import { granted, refused, sessionDesk } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';

const OUT = { toClientId: '987654321' };

describe('the license of sessions', () => {
  const api = useApi();
  const desk = sessionDesk(api);

  it('bounds those that its clients start at once; an end frees the place', async () => {
    const office = await desk.office({ maxSessions: 1 });
    const [one, two] = [await office.device(), await office.device()];
    await desk.started(one, OUT);

    const refusal = refused(await desk.start(two, OUT));
    await desk.end(one);
    const { isActive } = await desk.started(two, OUT);

    expect(refusal).toEqual({ codes: ['SESSION_LIMIT_REACHED'], details: { limit: 1, used: 1 } });
    expect(isActive).toBeTrue();
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
  });

  it('logs a refusal though it undoes everything else', async () => {
    const office = await desk.office({ maxSessions: 0 });
    const mine = await office.device();

    await desk.start(mine, OUT);

    expect(await desk.events(office, 'SESSION_REFUSED')).toEqual([
      {
        type: 'SESSION_REFUSED',
        clientId: mine.clientId,
        sessionId: null,
        data: { code: 'SESSION_LIMIT_REACHED', limit: 0, used: 0, from: mine.clientId, to: '987654321' },
        actor: { kind: 'DEVICE', id: mine.clientId },
      },
    ]);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
  });

  it('bounds the clients that are in a session, each counted once', async () => {
    const office = await desk.office({ maxActiveDevices: 2 });
    const [one, two, three] = [await office.device(), await office.device(), await office.device()];
    await desk.started(one, { toClientId: two.clientId, localId: '1' });
    await desk.started(one, { ...OUT, localId: '2' });

    const refusal = refused(await desk.start(three, OUT));
    await desk.end(one, { localId: '1' });

    expect(refusal).toEqual({ codes: ['DEVICE_LIMIT_REACHED'], details: { limit: 2, used: 2 } });
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
    expect(refused(await desk.start(three, OUT)).codes).toEqual([]);
  });

  it('takes both places of a session inside the account, or none', async () => {
    const office = await desk.office({ maxActiveDevices: 1 });
    const [one, two] = [await office.device(), await office.device()];

    expect(refused(await desk.start(one, { toClientId: two.clientId })).details).toEqual({ limit: 1, used: 1 });
    expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
  });

  const ends: [what: string, column: string][] = [
    ['expired', 'expires_at'],
    ['terminated', 'terminates_at'],
  ];
  for (const [what, column] of ends) {
    it(`once ${what} allows no new session, and lets those that there are go on and end`, async () => {
      const office = await desk.office();
      const mine = await office.device();
      const { id } = await desk.started(mine, OUT);
      await api.db.query(`UPDATE license SET ${column} = $2 WHERE account_id = $1`, [office.accountId, api.now]);

      const refusal = refused(await desk.start(mine, { ...OUT, localId: '2' }));
      const again = granted(await desk.start(mine, OUT)).startSession;

      expect(refusal).toEqual({ codes: ['LICENSE_EXPIRED'], details: { expiredAt: api.now.toISOString() } });
      expect([again.id, again.isActive]).toEqual([id, true]);
      expect(granted(await desk.end(mine)).endSession.endReason).toBe('CLOSED_BY_PEER');
    });
  }

  it('says how long a session may last, and when it ends', async () => {
    const office = await desk.office({ maxSessionLengthSeconds: 90 });

    const { endsBy } = await desk.started(await office.device(), OUT);

    expect(endsBy).toBe(new Date(api.now.getTime() + 90_000).toISOString());
  });
});
