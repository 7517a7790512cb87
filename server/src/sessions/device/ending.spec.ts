import { make } from '../../../test/make.ts';
import { granted, refused, sessionDesk } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';

const OUT = { toClientId: '987654321' };

describe('a session that its device ends', () => {
  const api = useApi();
  const desk = sessionDesk(api);

  it('has ended now, gives back what it took, and is logged', async () => {
    const office = await desk.office();
    const [mine, other] = [await office.device(), await office.device()];
    const { id } = await desk.started(mine, { toClientId: other.clientId });
    api.now = new Date(api.now.getTime() + 61_999);

    const { endSession } = granted(await desk.end(mine, { comment: 'Done' }));

    expect(endSession).toEqual(
      jasmine.objectContaining({
        id,
        isActive: false,
        endedAt: api.now.toISOString(),
        endReason: 'CLOSED_BY_PEER',
        durationSeconds: 61,
        comment: 'Done',
      }),
    );
    expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
    const [event] = await desk.events(office, 'SESSION_ENDED');
    expect(event).toEqual({
      type: 'SESSION_ENDED',
      clientId: mine.clientId,
      sessionId: id,
      data: { reason: 'CLOSED_BY_PEER', from: mine.clientId, to: other.clientId, durationSeconds: 61 },
      actor: { kind: 'DEVICE', id: mine.clientId },
    });
  });

  it('ends once, however often it says so', async () => {
    const office = await desk.office();
    const mine = await office.device();
    await desk.started(mine, { ...OUT, localId: '1' });
    await desk.started(mine, { ...OUT, localId: '2' });

    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.end(mine)));
    const endedAt = api.now.toISOString();
    api.now = new Date(api.now.getTime() + 5000);
    const later = granted(await desk.end(mine)).endSession;

    expect(answers.flatMap(answer => refused(answer).codes)).toEqual([]);
    expect(later.endedAt).toBe(endedAt);
    expect((await desk.events(office, 'SESSION_ENDED')).length).toBe(1);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
  });

  it('keeps the comment that it has beside the one of its end', async () => {
    const mine = await (await desk.office()).device();
    await desk.started(mine, { ...OUT, comment: 'The printer' });

    const first = granted(await desk.end(mine, { comment: 'Paper was out' })).endSession;
    const again = granted(await desk.end(mine, { comment: 'Paper was out' })).endSession;

    expect(first.comment).toBe('The printer / Paper was out');
    expect(again.comment).toBe('The printer / Paper was out');
  });

  it('takes a comment that comes after its end', async () => {
    const mine = await (await desk.office()).device();
    await desk.started(mine, OUT);
    await desk.end(mine);

    expect(granted(await desk.end(mine, { comment: 'Paper was out' })).endSession.comment).toBe('Paper was out');
  });

  it('withdraws what the other end was told of it', async () => {
    const office = await desk.office();
    const [mine, other] = [await office.device(), await office.device()];
    await desk.started(mine, { toClientId: other.clientId });

    await desk.end(mine);

    expect(await desk.commands(other)).toEqual([]);
  });

  it('is closed at the other end too, where that holds it', async () => {
    const office = await desk.office();
    const [mine, other] = [await office.device(), await office.device()];
    const { id } = await desk.started(mine, { toClientId: other.clientId });
    await desk.started(other, { fromClientId: mine.clientId, bootId: 'theirs', localId: '7' });

    await desk.end(mine);

    expect(await desk.commands(other)).toEqual([
      jasmine.objectContaining({ kind: 'CLOSE_SESSION', sessionId: id, data: { bootId: 'theirs', localId: '7' } }),
    ]);
    expect(await desk.commands(mine)).toEqual([]);
  });

  it('cannot be ended by a device that never reported it', async () => {
    const office = await desk.office();
    const [mine, other] = [await office.device(), await office.device()];
    const { id } = await desk.started(mine, { toClientId: other.clientId });
    const stranger = await (await desk.office()).device();

    for (const device of [other, stranger]) {
      expect(refused(await desk.end(device)).codes).toEqual(['NOT_FOUND']);
    }
    expect((await desk.session(office, id))?.isActive).toBeTrue();
  });

  it('is not ended, nor started, by a device whose token was replaced or whose newer connection took over', async () => {
    const office = await desk.office();
    const mine = await office.device();
    const older = await api.socket(mine, { bootId: 'b1' });
    await desk.started(mine, OUT);
    await api.db.query('UPDATE client SET epoch = epoch + 1 WHERE account_id = $1 AND id = $2', [
      office.accountId,
      mine.clientId,
    ]);

    older.subscribe('1', 'mutation { endSession(input: { bootId: "b1", localId: "1" }) { id } }');

    const { payload } = (await older.next()) as { payload: { errors?: { extensions: { code: string } }[] } };
    expect(payload.errors?.[0]?.extensions.code).toBe('CONFLICT');
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
  });

  it('cannot be ended by a client that was removed', async () => {
    const { accountId, owner } = await desk.office();
    const mine = await make(api.db).client({ accountId });
    await desk.started(mine, OUT);
    await api.as(owner, 'mutation ($id: ID!) { removeClient(id: $id) { id } }', { id: mine.clientId });

    expect(refused(await desk.end(mine)).codes).toEqual(['FORBIDDEN']);
  });
});
