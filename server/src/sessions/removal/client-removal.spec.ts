import { refused, sessionDesk } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';

const REMOVE = 'mutation ($id: ID!) { removeClient(id: $id) { id hostName } }';

const REMOVE_ALL = 'mutation ($ids: [ID!]!) { removeClients(ids: $ids) { id client { id } refusal { code } } }';

describe('removing a client', () => {
  const api = useApi();
  const desk = sessionDesk(api);

  it('ends its sessions, in every account that shows them, and closes its connection', async () => {
    const [mine, theirs] = [await desk.office(), await desk.office()];
    const [removed, other] = [await mine.device({ hostName: 'front-desk' }), await mine.device()];
    const stranger = await theirs.device();
    const socket = await api.socket(removed);
    const [out, in_] = [
      await desk.started(removed, { toClientId: stranger.clientId }),
      await desk.started(other, { toClientId: removed.clientId }),
    ];

    const { data } = await api.as(mine.owner, REMOVE, { id: removed.clientId });

    expect(data?.['removeClient']).toEqual({ id: removed.clientId, hostName: 'front-desk' });
    expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 4403 }));
    for (const [office, id] of [
      [mine, out.id],
      [theirs, out.id],
      [mine, in_.id],
    ] as const) {
      expect((await desk.session(office, id))?.endReason).toBe('CLOSED_BY_PORTAL');
    }
    for (const { accountId } of [mine, theirs]) {
      expect(await desk.used(accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
    }
    expect(JSON.stringify(await desk.events(theirs))).not.toContain(mine.owner.userId);
    expect((await desk.commands(other)).map(({ kind }) => kind)).toContain('CLOSE_SESSION');
    expect(await desk.differences()).toEqual([]);
  });

  it('keeps what is past, and takes nothing new from its device', async () => {
    const office = await desk.office();
    const device = await office.device();
    const { id } = await desk.started(device, { toClientId: '987654321' });
    await desk.end(device);

    await api.as(office.owner, REMOVE, { id: device.clientId });

    expect((await desk.session(office, id))?.from).toEqual({ clientId: device.clientId, alias: null, isOwn: true });
    expect(refused(await desk.start(device, { toClientId: '987654321', localId: '2' })).codes).toEqual(['FORBIDDEN']);
  });

  it('while it starts sessions leaves none active', async () => {
    const [office, ...others] = [await desk.office(), await desk.office(), await desk.office(), await desk.office()];
    const device = await office.device();
    const called = await Promise.all(others.map(other => other.device()));

    await Promise.all([
      ...called.map(({ clientId }, i) => desk.start(device, { toClientId: clientId, localId: `${i}` })),
      ...called.map(each => desk.start(each, { toClientId: device.clientId })),
      api.as(office.owner, REMOVE, { id: device.clientId }),
    ]);

    for (const { accountId } of [office, ...others]) {
      expect(await desk.used(accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
    }
    expect(await desk.differences()).toEqual([]);
  });

  it('is not for those who only look, nor for another account', async () => {
    const [office, other] = [await desk.office(), await desk.office()];
    const { clientId: id } = await office.device();

    expect(await api.refusals(await office.person(UserRole.VIEWER), REMOVE, { id })).toEqual(['FORBIDDEN']);
    for (const wrong of [id, '123456789', 'x', '', "'"]) {
      expect(await api.refusals(other.owner, REMOVE, { id: wrong })).toEqual(['NOT_FOUND']);
    }
    expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
  });

  it('is done for many at once, where one that is refused keeps no other', async () => {
    const [office, other] = [await desk.office(), await desk.office()];
    const [one, two, theirs] = [await office.device(), await office.device(), await other.device()];
    await desk.started(one, { toClientId: two.clientId });
    const [socket, ids] = [await api.socket(two), [one, theirs, two, one].map(({ clientId }) => clientId)];

    const { data } = await api.as(office.owner, REMOVE_ALL, { ids });

    const removed = ({ clientId: id }: { clientId: string }) => ({ id, client: { id }, refusal: null });
    expect(data?.['removeClients']).toEqual([
      removed(one),
      { id: theirs.clientId, client: null, refusal: { code: 'NOT_FOUND' } },
      removed(two),
    ]);
    expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 4403 }));
    expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
    expect(refused(await desk.start(theirs, { toClientId: '987654321' })).codes).toEqual([]);
    expect(await desk.differences()).toEqual([]);
    expect(await api.refusals(await office.person(UserRole.VIEWER), REMOVE_ALL, { ids })).toEqual(['FORBIDDEN']);
    expect(await api.refusals(office.owner, REMOVE_ALL, { ids: Array(101).fill(ids[0]) })).toEqual(['BAD_USER_INPUT']);
  });
});
