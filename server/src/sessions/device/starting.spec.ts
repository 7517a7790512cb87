import { randomInt } from 'node:crypto';
import { make } from '../../../test/make.ts';
import { granted, refused, sessionDesk } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';
import { ConnectionType } from '../../license/key/connection-type.ts';

describe('starting a session', () => {
  const api = useApi();
  const desk = sessionDesk(api);

  it('from a client to another of the account makes one session, which both show', async () => {
    const office = await desk.office();
    const [mine, other] = [await office.device(), await office.device()];
    const requestedAt = new Date(api.now.getTime() - 4000).toISOString();

    const session = await desk.started(mine, { toClientId: other.clientId, requestedAt, comment: 'The printer' });

    const now = api.now.toISOString();
    expect(session).toEqual(
      jasmine.objectContaining({
        isActive: true,
        from: { clientId: mine.clientId, alias: null, isOwn: true },
        to: { clientId: other.clientId, alias: null, isOwn: true },
        requestedAt,
        startedAt: now,
        confirmedAt: now,
        endedAt: null,
        endReason: null,
        endsBy: null,
        durationSeconds: 0,
        comment: 'The printer',
        closing: null,
      }),
    );
    expect(await desk.session(office, session.id)).toEqual(session);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 2, active: 1 });
    const [event] = await desk.events(office, 'SESSION_STARTED');
    expect(event?.sessionId).toBe(session.id);
    expect(event?.data).toEqual({ from: mine.clientId, to: other.clientId });
    expect(event?.actor).toEqual({ kind: 'DEVICE', id: mine.clientId });
  });

  it('tells the other client of it', async () => {
    const office = await desk.office();
    const [mine, other] = [await office.device(), await office.device()];
    await make(api.db).alias(mine, `mine-${randomInt(1e9)}@ad`);

    const { id, from } = await desk.started(mine, { toClientId: other.clientId });

    const data = { fromClientId: mine.clientId, fromAlias: from.alias, bootId: 'b1', localId: '1' };
    expect(await desk.commands(other)).toEqual([
      jasmine.objectContaining({ kind: 'INCOMING_SESSION', sessionId: id, data }),
    ]);
    expect(await desk.commands(mine)).toEqual([]);
  });

  it('again under the same key changes nothing, and is the same session', async () => {
    const office = await desk.office({ maxSessions: 1 });
    const mine = await office.device();

    const answers = await Promise.all(Array.from({ length: 8 }, () => desk.start(mine, { toClientId: '123456789' })));
    const later = await desk.start(mine, { toClientId: '987654321' });

    expect(new Set([...answers, later].map(answer => granted(answer).startSession.id)).size).toBe(1);
    expect(granted(later).startSession.to.clientId).toBe('123456789');
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
    expect((await desk.events(office, 'SESSION_STARTED')).length).toBe(1);
  });

  it('under the same local id after a restart of the device is another session', async () => {
    const office = await desk.office();
    const mine = await office.device();

    const before = await desk.started(mine, { toClientId: '123456789', bootId: 'b1' });
    const after = await desk.started(mine, { toClientId: '123456789', bootId: 'b2' });

    expect(after.id).not.toBe(before.id);
  });

  it('counts it in its quarter of an hour', async () => {
    const office = await desk.office();
    const mine = await office.device();
    api.now = new Date('2026-06-01T12:14:59.999Z');
    await desk.started(mine, { toClientId: '123456789', localId: '1' });
    await desk.started(mine, { toClientId: '123456789', localId: '2' });
    api.now = new Date('2026-06-01T12:15:00Z');

    await desk.started(mine, { toClientId: '123456789', localId: '3' });

    const buckets: unknown = await api.db.query(
      'SELECT at, sessions FROM session_bucket WHERE account_id = $1 ORDER BY at',
      [office.accountId],
    );
    expect(buckets).toEqual([
      { at: new Date('2026-06-01T12:00:00Z'), sessions: 2 },
      { at: new Date('2026-06-01T12:15:00Z'), sessions: 1 },
    ]);
  });

  describe('with another end', () => {
    it('that no account knows is allowed', async () => {
      const office = await desk.office();

      const { to } = await desk.started(await office.device(), { toClientId: '987654321' });

      expect(to).toEqual({ clientId: '987654321', alias: null, isOwn: false });
    });

    it('that connects to it needs a place for the device, but none for a session', async () => {
      const office = await desk.office({ maxSessions: 0 });
      const mine = await office.device();

      const session = await desk.started(mine, { fromClientId: '987654321' });

      expect(session.from).toEqual({ clientId: '987654321', alias: null, isOwn: false });
      expect(session.to.isOwn).toBeTrue();
      expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 1, active: 1 });
    });

    it('that is dialed by its alias is found, however that is written', async () => {
      const office = await desk.office();
      const [mine, other] = [await office.device(), await office.device()];
      const name = `Desk.${randomInt(1e9)}`;
      await make(api.db).alias(other, `${name}@ad`);

      const { to } = await desk.started(mine, { toClientId: `${name.toUpperCase()}@ad` });

      expect(to).toEqual({ clientId: other.clientId, alias: `${name}@ad`, isOwn: true });
    });

    it('by an alias that nobody has, or has no more, is not found', async () => {
      const office = await desk.office();
      const [mine, other] = [await office.device(), await office.device()];
      const name = `desk-${randomInt(1e9)}`;
      await make(api.db).alias(other, `${name}@ad`);
      await api.db.query('UPDATE alias SET released_at = $2 WHERE lower_name = $1', [name, api.now]);

      for (const toClientId of [`${name}@ad`, 'nobody@ad', 'nobody@nowhere']) {
        expect(refused(await desk.start(mine, { toClientId })).codes).toEqual(['NOT_FOUND']);
      }
    });

    it('that was removed from its account is not found, and the refusal says why', async () => {
      const office = await desk.office();
      const [mine, other] = [await office.device(), await office.device()];
      await api.as(office.owner, 'mutation ($id: ID!) { removeClient(id: $id) { id } }', { id: other.clientId });

      const answer = await desk.start(mine, { toClientId: other.clientId });

      expect(refused(answer)).toEqual({ codes: ['NOT_FOUND'], details: { reason: 'REMOVED' } });
    });

    it('that is the device itself is refused, by whatever name', async () => {
      const office = await desk.office();
      const mine = await office.device();
      const alias = `mine-${randomInt(1e9)}@ad`;
      await make(api.db).alias(mine, alias);

      for (const input of [{ toClientId: mine.clientId }, { fromClientId: mine.clientId }, { toClientId: alias }]) {
        expect(refused(await desk.start(mine, input)).codes).toEqual(['BAD_USER_INPUT']);
      }
    });
  });

  it('does not trust the clock of a device: only one of the last 2 minutes counts', async () => {
    const office = await desk.office();
    const mine = await office.device();
    const cases: [offMs: number, isBelieved: boolean][] = [
      [-86_400_000, false],
      [-120_001, false],
      [-120_000, true],
      [0, true],
      [1, false],
      [86_400_000, false],
    ];

    for (const [offMs, isBelieved] of cases) {
      const requestedAt = new Date(api.now.getTime() + offMs).toISOString();
      const session = await desk.started(mine, { toClientId: '987654321', localId: `at${offMs}`, requestedAt });

      expect(session.requestedAt).toBe(isBelieved ? requestedAt : api.now.toISOString());
      expect(session.startedAt).toBe(api.now.toISOString());
    }
    const [kept]: { at: Date }[] = await api.db.query(
      'SELECT device_started_at AS at FROM session WHERE account_id = $1 AND local_id = $2',
      [office.accountId, 'at86400000'],
    );
    expect(kept?.at).toEqual(new Date(api.now.getTime() + 86_400_000));
  });

  it('goes by how a client may connect', async () => {
    const office = await desk.office();
    const [taking, calling] = [
      await office.device({ connectionType: ConnectionType.INCOMING }),
      await office.device({ connectionType: ConnectionType.OUTGOING }),
    ];

    expect(refused(await desk.start(taking, { toClientId: '987654321' })).codes).toEqual(['FORBIDDEN']);
    expect(refused(await desk.start(calling, { fromClientId: '987654321' })).codes).toEqual(['FORBIDDEN']);
    expect(refused(await desk.start(await office.device(), { toClientId: calling.clientId })).codes).toEqual([
      'FORBIDDEN',
    ]);
    expect(refused(await desk.start(calling, { toClientId: taking.clientId })).codes).toEqual([]);
  });

  it('is for devices that hold fewer than 100', async () => {
    const office = await desk.office();
    const mine = await office.device();
    await desk.report(
      mine,
      Array.from({ length: 100 }, (_, i) => ({
        localId: `${i}`,
        fromClientId: mine.clientId,
        toClientId: '987654321',
      })),
    );

    const answer = await desk.start(mine, { toClientId: '987654321', localId: 'one-more' });

    expect(refused(answer)).toEqual({ codes: ['CONFLICT'], details: { limit: 100, used: 100 } });
  });

  const hostile: [what: string, input: Record<string, unknown>][] = [
    ['no other end', {}],
    ['both ends', { toClientId: '987654321', fromClientId: '987654322' }],
    ['a number of 8 digits', { toClientId: '12345678' }],
    ['a number of 11 digits', { toClientId: '12345678901' }],
    ['a number that begins with 0', { toClientId: '0123456789' }],
    ['a number of other digits', { toClientId: '１２３４５６７８９' }],
    ['a number with an end of line', { toClientId: '123456789\n' }],
    ['SQL', { toClientId: "1'; DROP TABLE session; --" }],
    ['an alias without a name', { toClientId: '@ad' }],
    ['an alias of other letters', { toClientId: 'кasse@ad' }],
    ['a huge other end', { toClientId: 'a'.repeat(30_000) }],
    ['an other end that is a list', { toClientId: ['123456789'] }],
    ['an other end that is an object', { toClientId: { __proto__: '123456789' } }],
    ['an empty local id', { toClientId: '987654321', localId: '' }],
    ['a local id of 65 characters', { toClientId: '987654321', localId: 'x'.repeat(65) }],
    ['a local id with NUL', { toClientId: '987654321', localId: '1\0' }],
    ['no boot id', { toClientId: '987654321', bootId: null }],
    ['a moment of the year 0000', { toClientId: '987654321', requestedAt: '0000-01-01T00:00:00Z' }],
    ['the 30th of February', { toClientId: '987654321', requestedAt: '2026-02-30T00:00:00Z' }],
    ['a comment of 1001 characters', { toClientId: '987654321', comment: 'x'.repeat(1001) }],
    ['a comment with a reordering mark', { toClientId: '987654321', comment: 'a\u202eb' }],
    ['half a character in the comment', { toClientId: '987654321', comment: 'a\ud800' }],
    ['a field that there is not', { toClientId: '987654321', accountId: 'x' }],
  ];
  for (const [what, input] of hostile) {
    it(`with ${what} is refused, and leaves nothing`, async () => {
      const office = await desk.office();
      const mine = await office.device();

      expect(refused(await desk.start(mine, input)).codes).toEqual(['BAD_USER_INPUT']);
      expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
    });
  }

  it('is for devices: a person lacks the right, and a stranger is nobody', async () => {
    const { owner } = await desk.office();
    const start = 'mutation { startSession(input: { bootId: "b", localId: "1", toClientId: "987654321" }) { id } }';

    expect(await api.refusals(owner, start)).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, start)).toEqual(['UNAUTHENTICATED']);
  });
});
