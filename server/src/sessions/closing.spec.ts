import { granted, type Office, refused, sessionDesk } from '../../test/session-desk.ts';
import { useApi } from '../../test/use-api.ts';
import { UserRole } from '../account/user.entity.ts';
import { CommandExpiry } from '../clients/command/command-expiry.ts';
import { CommandService } from '../clients/command/command.service.ts';

const OUT = { toClientId: '987654321' };

describe('closing a session in the portal', () => {
  const api = useApi();
  const desk = sessionDesk(api);

  async function active(office: Office) {
    const device = await office.device();
    return { device, ...(await desk.started(device, OUT)) };
  }

  it('tells the device, and ends the session when that confirms', async () => {
    const office = await desk.office();
    const { device, id } = await active(office);

    const asked = granted(await desk.close(office, id)).closeSession;
    const [command] = await desk.commands(device);
    const told = await desk.session(office, id);
    api.now = new Date(api.now.getTime() + 2000);
    await desk.acknowledge(device, command?.id ?? '');
    const ended = await desk.session(office, id);

    expect([asked.closing, asked.isActive]).toEqual(['QUEUED', true]);
    expect(command).toEqual(
      jasmine.objectContaining({ kind: 'CLOSE_SESSION', sessionId: id, data: { bootId: 'b1', localId: '1' } }),
    );
    expect([told?.closing, told?.isActive]).toEqual(['DELIVERED', true]);
    expect([ended?.closing, ended?.endReason, ended?.endedAt]).toEqual([
      'CONFIRMED',
      'CLOSED_BY_PORTAL',
      api.now.toISOString(),
    ]);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
  });

  it('counts as closed by the portal where the device ends the session before it confirms', async () => {
    const office = await desk.office();
    const { device, id } = await active(office);
    await desk.close(office, id);
    const [command] = await desk.commands(device);

    await desk.end(device);
    const { acknowledgeCommand } = granted(await desk.acknowledge(device, command?.id ?? ''));

    expect(acknowledgeCommand.state).toBe('CONFIRMED');
    const session = await desk.session(office, id);
    expect([session?.endReason, session?.closing]).toEqual(['CLOSED_BY_PORTAL', 'CONFIRMED']);
    expect((await desk.events(office, 'SESSION_ENDED')).length).toBe(1);
  });

  it('again while it waits changes nothing', async () => {
    const office = await desk.office();
    const { device, id } = await active(office);

    const answers = await Promise.all([1, 2, 3, 4].map(() => desk.close(office, id)));

    expect(answers.map(answer => granted(answer).closeSession.closing)).toEqual(Array(4).fill('QUEUED'));
    expect((await desk.commands(device)).length).toBe(1);
    expect((await desk.events(office, 'SESSION_CLOSING')).length).toBe(1);
  });

  it('that the device rejects leaves it active, and can be tried again', async () => {
    const office = await desk.office();
    const { device, id } = await active(office);
    await desk.close(office, id);
    const [command] = await desk.commands(device);

    await desk.acknowledge(device, command?.id ?? '', 'REJECTED');

    const session = await desk.session(office, id);
    expect([session?.closing, session?.isActive]).toEqual(['REJECTED', true]);
    expect(granted(await desk.close(office, id)).closeSession.closing).toBe('QUEUED');
  });

  it('expires after 30 seconds without an answer, and can be tried again', async () => {
    const office = await desk.office();
    const { id } = await active(office);
    await desk.close(office, id);
    api.now = new Date(api.now.getTime() + 30_000);
    const { ledger } = api.portal.services;
    await new CommandExpiry(api.db, ledger, new CommandService(), () => api.now, fail).sweep();

    const session = await desk.session(office, id);

    expect([session?.closing, session?.isActive]).toEqual(['EXPIRED', true]);
    expect(granted(await desk.close(office, id)).closeSession.closing).toBe('QUEUED');
  });

  it('that has ended is a conflict, which says how it ended', async () => {
    const office = await desk.office();
    const { device, id } = await active(office);
    await desk.end(device);

    expect(refused(await desk.close(office, id))).toEqual({
      codes: ['CONFLICT'],
      details: { endReason: 'CLOSED_BY_PEER', endedAt: api.now.toISOString() },
    });
  });

  it('that the other account started is told to the own client where that holds it, and else to the other', async () => {
    const [mine, theirs] = [await desk.office(), await desk.office()];
    const [called, caller] = [await mine.device(), await theirs.device()];
    const unlinked = await desk.started(caller, { toClientId: called.clientId, localId: '1' });

    await desk.close(mine, unlinked.id);
    const [command] = (await desk.commands(caller)).filter(({ kind }) => kind === 'CLOSE_SESSION');
    await desk.acknowledge(caller, command?.id ?? '');

    expect((await desk.session(mine, unlinked.id))?.endReason).toBe('CLOSED_BY_PORTAL');
    expect((await desk.session(theirs, unlinked.id))?.endReason).toBe('CLOSED_BY_PORTAL');
    const log = JSON.stringify(await desk.events(theirs));
    expect(log).not.toContain(mine.owner.userId);

    const linked = await desk.started(caller, { toClientId: called.clientId, localId: '2' });
    await desk.started(called, { fromClientId: caller.clientId, localId: 'x' });
    await desk.close(mine, linked.id);

    expect((await desk.commands(called)).map(({ kind, sessionId }) => [kind, sessionId])).toContain([
      'CLOSE_SESSION',
      linked.id,
    ]);
  });

  it('is not for those who only look, and a foreign or malformed id is not found', async () => {
    const [office, other] = [await desk.office(), await desk.office()];
    const { id } = await active(office);
    const viewer = await office.person(UserRole.VIEWER);

    expect(await api.refusals(viewer, 'mutation ($id: ID!) { closeSession(id: $id) { id } }', { id })).toEqual([
      'FORBIDDEN',
    ]);
    for (const wrong of [id, '1', '0', '-1', '9223372036854775808', 'x', '1e9', '', '9'.repeat(10_000)]) {
      expect(refused(await desk.close(other, wrong)).codes).toEqual(['NOT_FOUND']);
    }
    expect((await desk.session(office, id))?.closing).toBeNull();
  });
});

describe('a comment on a session', () => {
  const api = useApi();
  const desk = sessionDesk(api);
  const SET = 'mutation ($id: ID!, $comment: String) { setSessionComment(id: $id, comment: $comment) { comment } }';

  it('is written, changed and taken away, also when it has ended; each change is logged once', async () => {
    const office = await desk.office();
    const device = await office.device();
    const { id } = await desk.started(device, OUT);
    await desk.end(device);
    const set = async (comment: string | null) =>
      (await api.as(office.owner, SET, { id, comment })).data?.['setSessionComment'];

    expect(await set('=1+1 <b>ö</b> 🙂')).toEqual({ comment: '=1+1 <b>ö</b> 🙂' });
    expect(await set('=1+1 <b>ö</b> 🙂')).toEqual({ comment: '=1+1 <b>ö</b> 🙂' });
    expect(await set('')).toEqual({ comment: null });
    expect((await desk.events(office, 'SESSION_CHANGED')).map(({ data }) => data)).toEqual([
      { changed: ['comment'] },
      { changed: ['comment'] },
    ]);
  });

  it('of another account is not found, and one that is too long or not plain is refused', async () => {
    const [office, other] = [await desk.office(), await desk.office()];
    const { id } = await desk.started(await office.device(), OUT);

    expect(await api.refusals(other.owner, SET, { id, comment: 'Hello' })).toEqual(['NOT_FOUND']);
    for (const comment of ['x'.repeat(1001), 'a\0b', 'a\u202eb', 'a\nb']) {
      expect(await api.refusals(office.owner, SET, { id, comment })).toEqual(['BAD_USER_INPUT']);
    }
    expect((await desk.session(office, id))?.comment).toBeNull();
  });

  it('is written by those who may', async () => {
    const office = await desk.office();
    const { id } = await desk.started(await office.device(), OUT);

    expect(await api.refusals(await office.person(UserRole.VIEWER), SET, { id, comment: 'x' })).toEqual(['FORBIDDEN']);
    expect(await api.refusals(await office.device(), SET, { id, comment: 'x' })).toEqual(['FORBIDDEN']);
  });
});
