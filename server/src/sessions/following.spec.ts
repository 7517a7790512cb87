import { begun } from '../../test/begun.ts';
import { sessionDesk, type Shown } from '../../test/session-desk.ts';
import type { SocketClient } from '../../test/socket-client.ts';
import { useApi } from '../../test/use-api.ts';
import { UserRole } from '../account/user.entity.ts';

const FOLLOW = /* GraphQL */ `
  subscription ($filter: SessionFilter) {
    sessionChanged(filter: $filter) {
      id
      session {
        id
        isActive
        comment
        closing
        endReason
        to {
          clientId
        }
      }
    }
  }
`;
const REMOTE = '987654321';

describe('following sessions', () => {
  const api = useApi({ isStarted: true });
  const desk = sessionDesk(api);

  /** A socket that follows from now on. */
  async function follow(asker: { secret: string }, filter?: Record<string, unknown>): Promise<SocketClient> {
    const socket = await api.socket(asker);
    await begun(() => {
      socket.subscribe('s', FOLLOW, { filter });
    });
    return socket;
  }

  /** The next changes, in one list, until there are `count`. */
  async function changes(socket: SocketClient, count = 1): Promise<Shown[]> {
    const seen: Shown[] = [];
    while (seen.length < count) {
      const { payload } = (await socket.next()) as { payload: { data: { sessionChanged: { session: Shown }[] } } };
      seen.push(...payload.data.sessionChanged.map(({ session }) => session));
    }
    return seen;
  }

  it('shows that one starts, is commented, is being closed, and ends', async () => {
    const office = await desk.office();
    const device = await office.device();
    const socket = await follow(office.owner);

    const { id } = await desk.started(device, { toClientId: REMOTE });
    const [started] = await changes(socket);
    await api.as(office.owner, 'mutation ($id: ID!) { setSessionComment(id: $id, comment: "Hello") { id } }', { id });
    const [commented] = await changes(socket);
    await desk.close(office, id);
    const [closing] = await changes(socket);
    const [command] = await desk.commands(device);
    const [told] = await changes(socket);
    await desk.acknowledge(device, command?.id ?? '');
    const [ended] = await changes(socket);

    expect([started?.id, started?.isActive]).toEqual([id, true]);
    expect(commented?.comment).toBe('Hello');
    expect(closing?.closing).toBe('QUEUED');
    expect(told?.closing).toBe('DELIVERED');
    expect([ended?.closing, ended?.isActive, ended?.endReason]).toEqual(['CONFIRMED', false, 'CLOSED_BY_PORTAL']);
  });

  it('shows those of the filter alone, and that one leaves it by ending', async () => {
    const office = await desk.office();
    const [one, two] = [await office.device(), await office.device()];
    const socket = await follow(office.owner, { isActive: true, clientId: one.clientId });

    await desk.started(two, { toClientId: REMOTE });
    const { id } = await desk.started(one, { toClientId: REMOTE });
    const [started] = await changes(socket);
    await desk.end(two);
    await desk.end(one);
    const [ended] = await changes(socket);

    expect([started?.id, started?.isActive]).toEqual([id, true]);
    expect([ended?.id, ended?.isActive]).toEqual([id, false]);
  });

  it('shows nothing of another account', async () => {
    const [office, other] = [await desk.office(), await desk.office()];
    const socket = await follow(office.owner);
    await desk.started(await other.device(), { toClientId: REMOTE });

    const { id } = await desk.started(await office.device(), { toClientId: REMOTE });

    expect((await changes(socket)).map(session => session.id)).toEqual([id]);
  });

  it('shows one of two accounts to both', async () => {
    const [mine, theirs] = [await desk.office(), await desk.office()];
    const [one, two] = [await follow(mine.owner), await follow(theirs.owner)];
    const called = await theirs.device();

    const { id } = await desk.started(await mine.device(), { toClientId: called.clientId });

    expect((await changes(one)).map(session => session.id)).toEqual([id]);
    expect((await changes(two)).map(session => session.id)).toEqual([id]);
  });

  it('is for those who may see sessions, by a filter that is one', async () => {
    const office = await desk.office();
    const [accountant, owner] = [
      await api.socket(await office.person(UserRole.ACCOUNTANT)),
      await api.socket(office.owner),
    ];

    const codes = async (socket: SocketClient, filter?: object): Promise<string> =>
      JSON.stringify(await socket.answer('s', FOLLOW, { filter }));

    expect(await codes(accountant)).toContain('FORBIDDEN');
    expect(await codes(owner, { clientId: 'x' })).toContain('BAD_USER_INPUT');
  });
});
