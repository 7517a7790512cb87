import { append, useLivePortal } from '../../test/live-node.ts';
import { Right } from '../core/viewer.ts';
import { eventCursor } from './cursor.ts';
import { EventType } from './event-type.ts';

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: EventFilter) {
  events(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    nodes { cursor type at clientId sessionId data actor { kind id name } }
    edges { cursor }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount { value isExact }
  }
}`;

interface Page {
  nodes: { cursor: string; type: string; data: { n?: number } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: { value: number; isExact: boolean };
}

describe('the log of an account', () => {
  const portal = useLivePortal();

  async function page(signInId: string, variables: Record<string, unknown>): Promise<Page> {
    const { data, errors } = await portal.node.query(signInId, PAGE, variables);
    if (!data) throw new Error(JSON.stringify(errors));
    return data['events'] as Page;
  }
  const numbers = ({ nodes }: Page): unknown[] => nodes.map(({ data }) => data.n);
  const refusal = async (signInId: string, variables: Record<string, unknown>) => {
    const { errors } = await portal.node.query(signInId, PAGE, variables);
    return errors?.map(({ extensions: { code } }) => code);
  };

  it('is read forwards and backwards in pages', async () => {
    const accountId = await portal.account();
    const ada = portal.signIn(accountId);
    await append(portal.node, accountId, { count: 7 });

    const first = await page(ada, { first: 3 });
    const second = await page(ada, { first: 3, after: first.pageInfo.endCursor });
    const third = await page(ada, { first: 3, after: second.pageInfo.endCursor });
    const last = await page(ada, { last: 3 });
    const beforeLast = await page(ada, { last: 3, before: last.pageInfo.startCursor });

    expect([first, second, third].map(numbers)).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect([beforeLast, last].map(numbers)).toEqual([
      [2, 3, 4],
      [5, 6, 7],
    ]);
    expect([beforeLast, last].map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual([true, true]);
    expect(first.totalCount).toEqual({ value: 7, isExact: true });
  });

  it('tells what happened, to whom, and who did it', async () => {
    const accountId = await portal.account();
    await append(portal.node, accountId);

    const { nodes } = await page(portal.signIn(accountId), {});

    expect(nodes).toEqual([
      {
        cursor: eventCursor(accountId, 1n),
        type: 'CLIENT_CHANGED',
        at: '2026-06-01T12:00:00.000Z',
        clientId: '100000001',
        sessionId: null,
        data: { n: 1 },
        actor: { kind: 'SYSTEM', id: null, name: null },
      } as unknown as Page['nodes'][number],
    ]);
  });

  it('is filtered by type and by client', async () => {
    const accountId = await portal.account();
    const ada = portal.signIn(accountId);
    await append(portal.node, accountId, { first: 1, type: EventType.CLIENT_ONLINE });
    await append(portal.node, accountId, { first: 2, type: EventType.SESSION_STARTED });
    await append(portal.node, accountId, { first: 3, type: EventType.CLIENT_ONLINE, clientId: '100000002' });

    const online = await page(ada, { filter: { types: ['CLIENT_ONLINE'] } });
    const ofClient = await page(ada, { filter: { clientIds: ['100000001'] } });
    const none = await page(ada, { filter: { types: [] } });

    expect([online, ofClient, none].map(numbers)).toEqual([[1, 3], [1, 2], []]);
    expect(online.totalCount.value).toBe(2);
  });

  it('has nothing for a viewer that the viewer lacks the right to see', async () => {
    const accountId = await portal.account();
    const ada = portal.signIn(accountId, new Set([Right.EVENTS_READ, Right.SESSIONS_READ]));
    await append(portal.node, accountId, { first: 1, type: EventType.CLIENT_ONLINE });
    await append(portal.node, accountId, { first: 2, type: EventType.SESSION_STARTED });

    const all = await page(ada, {});
    const asked = await page(ada, { filter: { types: ['CLIENT_ONLINE'] } });

    expect([all, asked].map(numbers)).toEqual([[2], []]);
    expect(all.totalCount.value).toBe(1);
  });

  it('is closed to who may not read events, and to strangers', async () => {
    const accountId = await portal.account();

    expect(await refusal(portal.signIn(accountId, new Set([Right.CLIENTS_READ])), {})).toEqual(['FORBIDDEN']);
    expect(await refusal('nobody', {})).toEqual(['UNAUTHENTICATED']);
  });

  it('is the account’s alone', async () => {
    const [mine, theirs] = [await portal.account(), await portal.account()];
    await append(portal.node, mine, { count: 2 });
    await append(portal.node, theirs);

    expect(numbers(await page(portal.signIn(theirs), {}))).toEqual([1]);
  });

  it('refuses cursors that it never gave', async () => {
    const [mine, theirs] = [await portal.account(), await portal.account()];
    const ada = portal.signIn(mine);
    await append(portal.node, mine, { count: 2 });
    await append(portal.node, theirs, { count: 2 });
    const cursors: [what: string, cursor: string][] = [
      ['of another account', eventCursor(theirs, 1n)],
      ['from the future', eventCursor(mine, 3n)],
      ['from the far future', eventCursor(mine, 10n ** 17n)],
      ['beyond every number', eventCursor(mine, 10n ** 30n)],
      ['below zero', eventCursor(mine, -1n)],
      ['that is garbage', 'garbage'],
      ['of another list', Buffer.from('["a","b","c"]').toString('base64url')],
    ];

    for (const [what, cursor] of cursors) {
      expect(await refusal(ada, { after: cursor }))
        .withContext(`after one ${what}`)
        .toEqual(['BAD_USER_INPUT']);
      expect(await refusal(ada, { last: 1, before: cursor }))
        .withContext(`before one ${what}`)
        .toEqual(['BAD_USER_INPUT']);
    }
    expect(numbers(await page(ada, { after: eventCursor(mine, 2n) }))).toEqual([]);
  });

  it('refuses a filter that is out of bounds', async () => {
    const ada = portal.signIn(await portal.account());
    const tooMany = Array.from({ length: 101 }, () => '100000001');

    expect(await refusal(ada, { filter: { clientIds: ['1; drop'] } })).toEqual(['BAD_USER_INPUT']);
    expect(await refusal(ada, { filter: { clientIds: tooMany } })).toEqual(['BAD_USER_INPUT']);
    expect(await refusal(ada, { filter: { types: ['NOTHING'] } })).toEqual(['BAD_USER_INPUT']);
  });
});
