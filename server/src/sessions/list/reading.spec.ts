import { granted, type Office, refused, sessionDesk, type Shown } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';

const PAGE = /* GraphQL */ `
  query ($filter: SessionFilter, $orderBy: SessionOrder, $first: Int, $after: String, $last: Int, $before: String) {
    sessions(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      nodes {
        id
        isActive
        from {
          clientId
        }
        to {
          clientId
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount {
        value
        isExact
      }
    }
  }
`;
const COMMENT = 'mutation ($id: ID!, $comment: String) { setSessionComment(id: $id, comment: $comment) { id } }';
const LAST =
  'query ($id: ID!) { client(id: $id) { lastSessions { id } } clients(first: 10) { nodes { id lastSessions { id } } } }';

interface Sessions {
  readonly nodes: Shown[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  readonly totalCount: { value: number; isExact: boolean };
}

describe('the list of sessions', () => {
  const api = useApi();
  const desk = sessionDesk(api);
  let office: Office;
  /** The ids of ten sessions, the oldest first, one a minute; three of them at one moment, and every other one ended. */
  let ids: string[];
  let one: string;
  let two: string;
  let start: Date;

  const page = async (variables: Record<string, unknown> = {}, of: Office = office): Promise<Sessions> =>
    granted(await api.as<{ sessions: Sessions }>(of.owner, PAGE, variables)).sessions;
  const idsOf = ({ nodes }: Sessions): string[] => nodes.map(({ id }) => id);

  beforeAll(async () => {
    office = await desk.office();
    const [first, second] = [await office.device(), await office.device()];
    [one, two] = [first.clientId, second.clientId];
    start = api.now;
    const made: Shown[] = [];
    for (let i = 0; i < 10; i++) {
      const device = i % 3 === 0 ? second : first;
      const localId = `${i}`;
      const input = i % 3 === 1 ? { toClientId: two } : { fromClientId: '987654321' };
      made.push(await desk.started(device, { localId, ...input }));
      if (i % 2 === 1) await desk.end(device, { localId });
      if (i < 4 || i > 5) api.now = new Date(api.now.getTime() + 60_000);
    }
    const byStart = (a: Shown, b: Shown): number =>
      a.startedAt.localeCompare(b.startedAt) || Number(BigInt(a.id) - BigInt(b.id));
    ids = made.sort(byStart).map(({ id }) => id);
  });

  it('has all of the account, the newest first', async () => {
    const all = await page();

    expect(idsOf(all)).toEqual([...ids].reverse());
    expect(all.totalCount).toEqual({ value: 10, isExact: true });
  });

  it('can have the oldest first', async () => {
    expect(idsOf(await page({ orderBy: { field: 'STARTED_AT', direction: 'ASC' } }))).toEqual(ids);
  });

  for (const direction of ['ASC', 'DESC'] as const) {
    it(`is turned page by page and back without a gap, ${direction}`, async () => {
      const orderBy = { field: 'STARTED_AT', direction };
      const forwards: string[] = [];
      let after: string | undefined;
      let last: Sessions;
      do {
        last = await page({ orderBy, first: 3, after });
        forwards.push(...idsOf(last));
        after = last.pageInfo.endCursor;
      } while (last.pageInfo.hasNextPage);
      const backwards: string[] = [];
      let before: string | undefined;
      do {
        last = await page({ orderBy, last: 3, before });
        backwards.unshift(...idsOf(last));
        before = last.pageInfo.startCursor;
      } while (last.pageInfo.hasPreviousPage);

      const expected = direction === 'ASC' ? ids : [...ids].reverse();
      expect(forwards).toEqual(expected);
      expect(backwards).toEqual(expected);
    });
  }

  it('is narrowed by what is active and by what has ended', async () => {
    const [active, ended] = [await page({ filter: { isActive: true } }), await page({ filter: { isActive: false } })];

    expect(active.nodes.every(({ isActive }) => isActive)).toBeTrue();
    expect(ended.nodes.some(({ isActive }) => isActive)).toBeFalse();
    expect([active.totalCount.value, ended.totalCount.value]).toEqual([5, 5]);
  });

  it('is narrowed to a client on either side, in order and page by page', async () => {
    const all = await page({ filter: { clientId: two } });
    const first = await page({ filter: { clientId: two }, first: 4 });
    const rest = await page({ filter: { clientId: two }, after: first.pageInfo.endCursor });

    const expected = (await page()).nodes.filter(({ from, to }) => from.clientId === two || to.clientId === two);
    expect(idsOf(all)).toEqual(expected.map(({ id }) => id));
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(idsOf(all));
    expect(all.totalCount.value).toBe(expected.length);
    expect((await page({ filter: { clientId: two, isActive: true } })).nodes.length).toBeLessThan(expected.length);
    expect((await page({ filter: { clientId: '987654321' } })).totalCount.value).toBe(7);
  });

  it('is narrowed by the way it goes, seen from the account and from a client', async () => {
    const all = (await page()).nodes;
    const seen = async (filter: object) => idsOf(await page({ filter }));
    const those = (fits: (session: Shown) => boolean) => all.filter(fits).map(({ id }) => id);

    expect(await seen({ direction: 'OUT' })).toEqual(those(({ from }) => from.clientId !== '987654321'));
    expect(await seen({ direction: 'IN' })).toEqual(those(({ to }) => to.clientId !== '987654321'));
    expect(await seen({ direction: 'OUT', clientId: one })).toEqual(those(({ from }) => from.clientId === one));
    expect(await seen({ direction: 'IN', clientId: two })).toEqual(those(({ to }) => to.clientId === two));
    expect(await seen({ direction: 'IN', clientId: two, isActive: true })).toEqual(
      those(({ to, isActive }) => to.clientId === two && isActive),
    );
  });

  it('is narrowed by why they ended, each once and in order', async () => {
    const ended = idsOf(await page({ filter: { isActive: false } }));
    const [lost] = ended;
    await api.db.query(`UPDATE session SET end_reason = 'DEVICE_LOST' WHERE account_id = $1 AND id = $2`, [
      office.accountId,
      lost,
    ]);
    const both = { endReasons: ['DEVICE_LOST', 'CLOSED_BY_PEER', 'DEVICE_LOST'] };

    expect(idsOf(await page({ filter: { endReasons: ['DEVICE_LOST'] } }))).toEqual([String(lost)]);
    expect(idsOf(await page({ filter: both }))).toEqual(ended);
    expect((await page({ filter: both })).totalCount.value).toBe(ended.length);
    const first = await page({ filter: both, first: 2 });
    expect(idsOf(await page({ filter: both, after: first.pageInfo.endCursor }))).toEqual(ended.slice(2));
    expect(idsOf(await page({ filter: { endReasons: [] } }))).toEqual([]);
    expect(idsOf(await page({ filter: { ...both, clientId: one } }))).toEqual(
      idsOf(await page({ filter: { isActive: false, clientId: one } })),
    );
  });

  it('is narrowed by what a comment has in it, in any case and letter by letter', async () => {
    const [commented = ''] = ids;
    await api.as(office.owner, COMMENT, { id: commented, comment: 'Ticket 4_711: 100% done' });

    for (const comment of ['ticket', '4_711', '100%']) {
      expect(idsOf(await page({ filter: { comment } }))).toEqual([commented]);
    }
    for (const comment of ['4%711', 'Tick_t', '\\']) expect(idsOf(await page({ filter: { comment } }))).toEqual([]);
  });

  it('is narrowed to a time, from the first moment and before the last', async () => {
    const at = (minutes: number): string => new Date(start.getTime() + minutes * 60_000).toISOString();

    expect((await page({ filter: { from: at(4) } })).totalCount.value).toBe(6);
    expect((await page({ filter: { to: at(4) } })).totalCount.value).toBe(4);
    expect((await page({ filter: { from: at(1), to: at(3) } })).totalCount.value).toBe(2);
    expect((await page({ filter: { from: at(3), to: at(1) } })).nodes).toEqual([]);
  });

  it('shows nothing of another account, whatever cursor and client are named', async () => {
    const other = await desk.office();
    const { pageInfo } = await page({ first: 1 });

    expect(idsOf(await page({ after: pageInfo.endCursor }, other))).toEqual([]);
    expect(idsOf(await page({ filter: { clientId: one } }, other))).toEqual([]);
  });

  const cursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
  const hostile: [what: string, variables: Record<string, unknown>][] = [
    ['a page of none', { first: 0 }],
    ['a page of 101', { first: 101 }],
    ['first and last', { first: 1, last: 1 }],
    ['a cursor that is none', { after: 'x' }],
    ['a cursor of another list', { after: cursor(['a']) }],
    ['a cursor with no moment', { after: cursor(['infinity', '1']) }],
    ['a cursor with no id', { after: cursor(['2026-01-01T00:00:00Z', '1; DROP TABLE session']) }],
    ['a cursor with a huge id', { after: cursor(['2026-01-01T00:00:00Z', '9'.repeat(30)]) }],
    ['a cursor with nothing', { after: cursor([null, null]) }],
    ['a client that is none', { filter: { clientId: '%' } }],
    ['a direction that is none', { filter: { direction: 'BOTH' } }],
    ['a reason that is none', { filter: { endReasons: ['BORED'] } }],
    ['too many reasons', { filter: { endReasons: Array<string>(11).fill('MAX_LENGTH') } }],
    ['a comment of 101 characters', { filter: { comment: 'x'.repeat(101) } }],
    ['a moment of the year 9999', { filter: { from: '9999-01-01T00:00:00Z' } }],
    ['an order that is none', { orderBy: { field: 'comment', direction: 'ASC' } }],
  ];
  for (const [what, variables] of hostile) {
    it(`refuses ${what}`, async () => {
      expect(refused(await api.as(office.owner, PAGE, variables)).codes).toEqual(['BAD_USER_INPUT']);
    });
  }

  it('is for those who may see sessions', async () => {
    expect(await api.refusals(await office.person(UserRole.ACCOUNTANT), PAGE)).toEqual(['FORBIDDEN']);
    expect(await api.refusals(await office.device(), PAGE)).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, PAGE)).toEqual(['UNAUTHENTICATED']);
    expect(await api.refusals(await office.person(UserRole.VIEWER), PAGE)).toEqual([]);
  });

  it('has the 5 last of a client on either side, alone and in a list of clients', async () => {
    const lastOf = async (clientId: string) =>
      idsOf(await page({ filter: { clientId }, first: 5 })).map(id => ({ id }));

    const { client, clients } = granted(
      await api.as<{ client: { lastSessions: unknown }; clients: { nodes: { id: string; lastSessions: unknown }[] } }>(
        office.owner,
        LAST,
        { id: two },
      ),
    );

    expect(client.lastSessions).toEqual(await lastOf(two));
    for (const { id, lastSessions } of clients.nodes) expect(lastSessions).toEqual(await lastOf(id));
    expect(clients.nodes.length).toBeGreaterThan(1);
  });
});

describe('a session by its id', () => {
  const api = useApi();
  const desk = sessionDesk(api);

  it('lasts so far while it is active, by the clock of the server', async () => {
    const office = await desk.office();
    const { id } = await desk.started(await office.device(), { toClientId: '987654321' });
    api.now = new Date(api.now.getTime() + 61_900);

    expect((await desk.session(office, id))?.durationSeconds).toBe(61);
  });

  it('is null where there is none, where it is malformed, and where it is of another account', async () => {
    const [office, other] = [await desk.office(), await desk.office()];
    const { id } = await desk.started(await office.device(), { toClientId: '987654321' });

    for (const wrong of [id, '1', '0', '-1', '01', '9223372036854775808', '1.5', 'x', '', '9'.repeat(10_000)]) {
      expect(await desk.session(other, wrong)).toBeNull();
    }
  });
});
