import { granted, refused, sessionDesk } from '../../test/session-desk.ts';
import { useApi } from '../../test/use-api.ts';

describe('a session between clients of two accounts', () => {
  const api = useApi();
  const desk = sessionDesk(api);

  /** Two accounts, each with a device. */
  async function pair(mineLicense = {}, theirLicense = {}) {
    const [mine, theirs] = [await desk.office(mineLicense), await desk.office(theirLicense)];
    return { mine, theirs, caller: await mine.device(), called: await theirs.device() };
  }
  const later = (seconds: number) => (api.now = new Date(api.now.getTime() + seconds * 1000));

  it('is shown in each, under one id, with its own side as its own', async () => {
    const { mine, theirs, caller, called } = await pair();

    const { id } = await desk.started(caller, { toClientId: called.clientId, comment: 'Ours alone' });

    const [ours, other] = [await desk.session(mine, id), await desk.session(theirs, id)];
    expect([ours?.from.isOwn, ours?.to.isOwn, ours?.comment]).toEqual([true, false, 'Ours alone']);
    expect([other?.from.isOwn, other?.to.isOwn, other?.comment]).toEqual([false, true, null]);
    expect([other?.from.clientId, other?.to.clientId]).toEqual([caller.clientId, called.clientId]);
    expect(await desk.used(mine.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
    expect(await desk.used(theirs.accountId)).toEqual({ sessions: 0, devices: 1, active: 1 });
    expect((await desk.events(theirs, 'SESSION_STARTED')).map(event => event.sessionId)).toEqual([id]);
  });

  it('lasts as long as the shorter of the two licenses allows', async () => {
    const { mine, theirs, caller, called } = await pair(
      { maxSessionLengthSeconds: 600 },
      { maxSessionLengthSeconds: 60 },
    );

    const { id, endsBy } = await desk.started(caller, { toClientId: called.clientId });

    expect(endsBy).toBe(new Date(api.now.getTime() + 60_000).toISOString());
    expect((await desk.session(theirs, id))?.endsBy).toBe(endsBy);
    expect((await desk.session(mine, id))?.endsBy).toBe(endsBy);
  });

  it('is linked, and not doubled, when the announced end reports it too', async () => {
    const { mine, theirs, caller, called } = await pair();
    const { id } = await desk.started(caller, { toClientId: called.clientId });

    const listed = { localId: '9', fromClientId: caller.clientId, toClientId: called.clientId, sessionId: id };
    const { sessions, close } = granted(await desk.report(called, [listed])).reportSessions;

    expect(close).toEqual([]);
    expect(sessions.map(session => session.id)).toEqual([id]);
    expect(await desk.used(mine.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
    expect(await desk.used(theirs.accountId)).toEqual({ sessions: 0, devices: 1, active: 1 });
  });

  it('is linked by its ends where the other end does not know the id', async () => {
    const { caller, called } = await pair();
    const first = await desk.started(caller, { toClientId: called.clientId, localId: '1' });
    later(1);
    const second = await desk.started(caller, { toClientId: called.clientId, localId: '2' });

    const linked = [
      await desk.started(called, { fromClientId: caller.clientId, localId: 'a' }),
      await desk.started(called, { fromClientId: caller.clientId, localId: 'b' }),
      await desk.started(called, { fromClientId: caller.clientId, localId: 'a' }),
    ];

    expect(linked.map(({ id }) => id)).toEqual([first.id, second.id, first.id]);
  });

  it('takes a place of the account that connects only when its own device says so', async () => {
    const { mine, theirs, caller, called } = await pair({ maxSessions: 1 });
    await desk.started(caller, { toClientId: '987654321', localId: 'first' });

    const claimed = await desk.started(called, { fromClientId: caller.clientId });
    const refusal = refused(await desk.start(caller, { toClientId: called.clientId, localId: 'second' }));
    await desk.end(caller, { localId: 'first' });
    const own = await desk.started(caller, { toClientId: called.clientId, localId: 'second' });

    expect(refusal).toEqual({ codes: ['SESSION_LIMIT_REACHED'], details: { limit: 1, used: 1 } });
    expect(own.id).toBe(claimed.id);
    expect(await desk.used(mine.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
    expect(await desk.used(theirs.accountId)).toEqual({ sessions: 0, devices: 1, active: 1 });
  });

  it('is refused by either license, and only the own one tells figures', async () => {
    const { mine, theirs, caller, called } = await pair({}, { maxActiveDevices: 0 });

    const refusal = refused(await desk.start(caller, { toClientId: called.clientId }));

    expect(refusal).toEqual({ codes: ['DEVICE_LIMIT_REACHED'], details: undefined });
    const ends = { code: 'DEVICE_LIMIT_REACHED', from: caller.clientId, to: called.clientId };
    expect((await desk.events(mine, 'SESSION_REFUSED')).map(({ data }) => data)).toEqual([ends]);
    expect((await desk.events(theirs, 'SESSION_REFUSED')).map(({ data }) => data)).toEqual([
      { ...ends, limit: 0, used: 0 },
    ]);
    expect(await desk.used(mine.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
  });

  it('is refused where the other license has expired', async () => {
    const { theirs, caller, called } = await pair();
    await api.db.query('UPDATE license SET expires_at = $2 WHERE account_id = $1', [theirs.accountId, api.now]);

    expect(refused(await desk.start(caller, { toClientId: called.clientId }))).toEqual({
      codes: ['LICENSE_EXPIRED'],
      details: undefined,
    });
  });

  it('ends in both at once, whichever end says so', async () => {
    for (const endsIt of ['caller', 'called'] as const) {
      const { mine, theirs, caller, called } = await pair();
      const { id } = await desk.started(caller, { toClientId: called.clientId });
      await desk.started(called, { fromClientId: caller.clientId });
      later(30);

      await desk.end(endsIt === 'caller' ? caller : called);

      for (const office of [mine, theirs]) {
        const session = await desk.session(office, id);
        expect([session?.endReason, session?.durationSeconds]).toEqual(['CLOSED_BY_PEER', 30]);
        expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
      }
      const left = endsIt === 'caller' ? called : caller;
      expect((await desk.commands(left)).map(({ kind }) => kind)).toEqual(['CLOSE_SESSION']);
    }
  });

  it('has ended where the called device will not take it', async () => {
    const { mine, caller, called } = await pair();
    const { id } = await desk.started(caller, { toClientId: called.clientId });
    const [command] = await desk.commands(called);

    await desk.acknowledge(called, command?.id ?? '', 'REJECTED');

    expect((await desk.session(mine, id))?.endReason).toBe('CLOSED_BY_PEER');
    expect((await desk.commands(caller)).map(({ kind, sessionId }) => [kind, sessionId])).toEqual([
      ['CLOSE_SESSION', id],
    ]);
  });

  it('that is over is for the announced end to close', async () => {
    const { caller, called } = await pair();
    const { id } = await desk.started(caller, { toClientId: called.clientId });
    await desk.end(caller);

    const listed = { localId: '9', fromClientId: caller.clientId, toClientId: called.clientId, sessionId: id };

    expect(granted(await desk.report(called, [listed])).reportSessions).toEqual({ sessions: [], close: ['9'] });
  });

  it('is not closed, commented or seen by a third account', async () => {
    const { caller, called } = await pair();
    const third = await desk.office();
    const { id } = await desk.started(caller, { toClientId: called.clientId });

    expect(await desk.session(third, id)).toBeNull();
    expect(refused(await desk.close(third, id)).codes).toEqual(['NOT_FOUND']);
  });

  it('goes on where the device of a third account names its id', async () => {
    const { mine, caller, called } = await pair();
    const stranger = await (await desk.office()).device();
    const { id } = await desk.started(caller, { toClientId: called.clientId });

    const listed = { localId: '9', fromClientId: caller.clientId, toClientId: stranger.clientId, sessionId: id };
    const { sessions } = granted(await desk.report(stranger, [listed])).reportSessions;

    expect(sessions.map(session => session.id)).not.toContain(id);
    expect((await desk.session(mine, id))?.to.clientId).toBe(called.clientId);
  });

  it('starts from both sides at once without waiting for each other in a circle', async () => {
    const { mine, theirs, caller, called } = await pair();

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 === 0
          ? desk.start(caller, { toClientId: called.clientId, localId: `${i}` })
          : desk.start(called, { toClientId: caller.clientId, localId: `${i}` }),
      ),
    );

    expect(answers.flatMap(answer => refused(answer).codes)).toEqual([]);
    for (const office of [mine, theirs]) {
      expect(await desk.used(office.accountId)).toEqual({ sessions: 10, devices: 1, active: 20 });
    }
  });
});
