import { make } from '../../../test/make.ts';
import { newTenant, type Tenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { type Client, Presence } from '../client.entity.ts';
import { Platform } from '../platform.ts';

const LIST = /* GraphQL */ `
  query ($filter: ClientFilter, $orderBy: ClientOrder, $first: Int, $after: String, $last: Int, $before: String) {
    clients(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;
const FACETS = `query ($filter: ClientFilter) { clientFacets(filter: $filter) {
  presence { presence clients } platforms { platform clients } versions { version clients } } }`;
const COUNT = 'query ($filter: ClientFilter) { clients(filter: $filter, first: 1) { totalCount { value isExact } } }';

interface List {
  readonly clients: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
}

const at = (minute: number): Date => new Date(Date.UTC(2026, 4, 1, 0, minute));

describe('a list of clients', () => {
  const api = useApi();
  let tenant: Tenant;

  const add = (client: Partial<Client>) => make(api.db).client({ accountId: tenant.accountId, ...client });

  async function page(variables: object) {
    const { data, errors } = await api.as<List>(tenant.owner, LIST, { ...variables });
    if (!data) throw new Error(JSON.stringify(errors));
    return data.clients;
  }
  const idsOf = (list: List['clients']): string[] => list.nodes.map(({ id }) => id);

  /** The whole list, walked in pages of two from either end. */
  async function walk(orderBy: object, isBackwards: boolean): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | null = null; ;) {
      const list: List['clients'] = await page(
        isBackwards ? { orderBy, last: 2, before: cursor } : { orderBy, first: 2, after: cursor },
      );
      if (isBackwards) ids.unshift(...idsOf(list));
      else ids.push(...idsOf(list));
      const hasMore = isBackwards ? list.pageInfo.hasPreviousPage : list.pageInfo.hasNextPage;
      if (!hasMore) return ids;
      cursor = isBackwards ? list.pageInfo.startCursor : list.pageInfo.endCursor;
    }
  }

  beforeEach(async () => {
    // Numbers are unique in all accounts, and each spec wants the same ones.
    await api.db.query('DELETE FROM client_number');
    tenant = await newTenant(api);
    const stranger = await newTenant(api);
    await make(api.db).client({ accountId: stranger.accountId, alias: 'a@ad' });
  });

  describe('in order', () => {
    beforeEach(async () => {
      const [same, early, late] = [at(5), at(1), at(9)];
      const online = Presence.ONLINE;
      await add({
        id: '100000001',
        alias: 'b@ad',
        onlineSince: same,
        lastSeenAt: late,
        presence: online,
        version: '9.10',
      });
      await add({
        id: '100000002',
        alias: null,
        onlineSince: same,
        lastSeenAt: late,
        presence: online,
        version: '9.9',
      });
      await add({ id: '100000003', alias: 'B@ad', onlineSince: null, lastSeenAt: early });
      await add({
        id: '100000004',
        alias: null,
        onlineSince: early,
        lastSeenAt: null,
        presence: online,
        version: '9.9',
      });
      await add({ id: '100000005', alias: 'a@ad', onlineSince: null, lastSeenAt: null, version: '10.0-β1' });
      // Two moments that JavaScript cannot tell apart.
      await api.db.query(
        `UPDATE client SET online_since = online_since + CASE id WHEN '100000001' THEN interval '2 microseconds' ELSE interval '1 microsecond' END
         WHERE account_id = $1 AND id IN ('100000001', '100000002')`,
        [tenant.accountId],
      );
    });

    const orders: [field: string, direction: string, expected: string][] = [
      ['ID', 'ASC', '12345'],
      ['ID', 'DESC', '54321'],
      ['ALIAS', 'ASC', '51324'],
      ['ALIAS', 'DESC', '31542'],
      ['ONLINE_SINCE', 'ASC', '42135'],
      ['ONLINE_SINCE', 'DESC', '12453'],
      ['VERSION', 'ASC', '24153'],
      ['VERSION', 'DESC', '51423'],
      ['LAST_SEEN', 'ASC', '31245'],
      ['LAST_SEEN', 'DESC', '21354'],
    ];
    for (const [field, direction, expected] of orders) {
      const ids = [...expected].map(digit => `10000000${digit}`);

      it(`by ${field} ${direction} has whoever lacks it last, walked from the front`, async () => {
        expect(await walk({ field, direction }, false)).toEqual(ids);
      });

      it(`by ${field} ${direction} is the same walked from the end`, async () => {
        expect(await walk({ field, direction }, true)).toEqual(ids);
      });
    }

    it('says where a page lies', async () => {
      const { pageInfo } = await page({ first: 5 });
      expect(pageInfo).toEqual(jasmine.objectContaining({ hasNextPage: false, hasPreviousPage: false }));
      expect((await page({ last: 1 })).pageInfo.hasPreviousPage).toBeTrue();
    });

    it('takes no cursor of another order, and none that nobody gave', async () => {
      const { endCursor } = (await page({ first: 1, orderBy: { field: 'ALIAS', direction: 'ASC' } })).pageInfo;
      const forged = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
      const orderBy = { field: 'ONLINE_SINCE', direction: 'ASC' };

      for (const after of [
        endCursor,
        'x',
        forged(['1e9', '100000001']),
        forged(['99999999999999999999', '100000001']),
        forged([null, "1' OR '1'='1"]),
        forged([null, null]),
        forged([]),
      ]) {
        expect(await api.refusals(tenant.owner, LIST, { orderBy, after })).toEqual(['BAD_USER_INPUT']);
      }
      expect(await api.refusals(tenant.owner, LIST, { first: 101 })).toEqual(['BAD_USER_INPUT']);
      expect(await api.refusals(tenant.owner, LIST, { first: 0 })).toEqual(['BAD_USER_INPUT']);
      expect(await api.refusals(tenant.owner, LIST, { first: 1, last: 1 })).toEqual(['BAD_USER_INPUT']);
    });
  });

  describe('narrowed', () => {
    beforeEach(async () => {
      const [longAgo, lately] = [new Date('2026-05-02T11:59:59Z'), new Date('2026-05-02T12:00:01Z')];
      const linux = { platform: Platform.LINUX, version: '9.6.1' };
      await add({ ...linux, id: '100000001', alias: 'desk@ad', presence: Presence.ONLINE, lastSeenAt: longAgo });
      await add({
        id: '100000002',
        hostName: 'PC_100%',
        platform: Platform.MACOS,
        presence: Presence.STALE,
        lastSeenAt: longAgo,
      });
      await add({
        id: '100000003',
        comment: 'back\\slash',
        platform: Platform.WINDOWS,
        lastSeenAt: longAgo,
        suspectedCloneAt: lately,
      });
      await add({
        ...linux,
        id: '1000000040',
        hostName: 'PCx1000',
        version: '9.7',
        lastSeenAt: null,
        enrolledAt: lately,
      });
    });

    const filters: [what: string, filter: object, ids: string[]][] = [
      ['nothing', {}, ['100000001', '100000002', '100000003', '1000000040']],
      [
        'nulls',
        {
          ids: null,
          presence: null,
          platform: null,
          version: null,
          notSeenForDays: null,
          isCloneSuspected: null,
          search: null,
        },
        ['100000001', '100000002', '100000003', '1000000040'],
      ],
      ['numbers', { ids: ['100000003', '999999999', '100000001'] }, ['100000001', '100000003']],
      ['an empty list', { ids: [] }, []],
      ['states', { presence: ['ONLINE', 'STALE'] }, ['100000001', '100000002']],
      ['systems', { platform: ['LINUX'] }, ['100000001', '1000000040']],
      ['versions', { version: ['9.7', '9.6'] }, ['1000000040']],
      ['not having been seen for 30 days', { notSeenForDays: 30 }, ['100000003']],
      ['not having been seen for 29 days', { notSeenForDays: 29 }, ['100000003', '1000000040']],
      ['being suspected', { isCloneSuspected: true }, ['100000003']],
      ['not being suspected', { isCloneSuspected: false }, ['100000001', '100000002', '1000000040']],
      ['the beginning of a number', { search: '10000000' }, ['100000001', '100000002', '100000003', '1000000040']],
      ['the middle of a number', { search: '0000004' }, []],
      ['an alias in another case', { search: 'DESK' }, ['100000001']],
      ['a host name', { search: 'pc' }, ['100000002', '1000000040']],
      ['a text with %', { search: '0%' }, ['100000002']],
      ['a text with _', { search: 'C_1' }, ['100000002']],
      ['a text with a backslash', { search: 'k\\s' }, ['100000003']],
      ['a text with a quote', { search: "'" }, []],
      ['all of them', { platform: ['LINUX'], presence: ['ONLINE'], search: 'desk', ids: ['100000001'] }, ['100000001']],
    ];
    for (const [what, filter, ids] of filters) {
      it(`by ${what} has those and counts them`, async () => {
        expect(idsOf(await page({ filter })).sort()).toEqual([...ids].sort());
        expect((await api.as(tenant.owner, COUNT, { filter })).data).toEqual({
          clients: { totalCount: { value: ids.length, isExact: true } },
        });
      });
    }

    const wrong: [what: string, filter: object][] = [
      ['a number that is none', { ids: ['1'] }],
      ['a version of 65 characters', { version: ['x'.repeat(65)] }],
      ['too many versions', { version: Array<string>(51).fill('9.7') }],
      ['not having been seen for 0 days', { notSeenForDays: 0 }],
      ['not having been seen for 3651 days', { notSeenForDays: 3651 }],
      ['too many numbers', { ids: Array<string>(1001).fill('100000001') }],
      ['a search for more than 100 characters', { search: 'a'.repeat(101) }],
      ['a search for a control character', { search: 'a\u0000' }],
      ['an unknown state', { presence: ['GONE'] }],
    ];
    for (const [what, filter] of wrong) {
      it(`by ${what} is refused`, async () => {
        expect(await api.refusals(tenant.owner, LIST, { filter })).toEqual(['BAD_USER_INPUT']);
      });
    }
  });

  it('says what it can be narrowed to, whichever part of that the filter names', async () => {
    const [linux, online] = [Platform.LINUX, Presence.ONLINE];
    await add({ platform: linux, version: '9.10', presence: online });
    await add({ platform: linux, version: '9.9', presence: online });
    await add({ platform: linux, version: '9.9' });
    await add({ platform: Platform.MACOS, version: '9.9' });
    await add({ platform: linux, version: null });

    const { data } = await api.as(tenant.owner, FACETS, { filter: { platform: ['LINUX'], presence: ['ONLINE'] } });

    expect(data?.['clientFacets']).toEqual({
      presence: [
        { presence: 'ONLINE', clients: 2 },
        { presence: 'OFFLINE', clients: 2 },
      ],
      platforms: [{ platform: 'LINUX', clients: 2 }],
      versions: [
        { version: '9.10', clients: 1 },
        { version: '9.9', clients: 1 },
      ],
    });
  });

  it('is counted up to 10,000, and is more beyond', async () => {
    await api.db.query(
      `INSERT INTO client (account_id, id, hardware_id, platform, connection_type, enrolled_at)
       SELECT $1, (200000000 + n)::text, n::text, 'LINUX', 'BOTH', now() FROM generate_series(1, 10001) n`,
      [tenant.accountId],
    );

    expect((await api.as(tenant.owner, COUNT)).data).toEqual({
      clients: { totalCount: { value: 10_000, isExact: false } },
    });
  });

  it('is not for devices, and of another account nothing is in it', async () => {
    const device = await add({ id: '100000001' });

    expect(await api.refusals(device, LIST)).toEqual(['FORBIDDEN']);
    expect(idsOf(await page({}))).toEqual(['100000001']);
  });

  it('shows one client by its number, and null for what is not its account’s or no number', async () => {
    const { owner } = await newTenant(api);
    await add({ id: '100000001' });
    const one = 'query ($id: ID!) { client(id: $id) { id } }';

    expect((await api.as(tenant.owner, one, { id: '100000001' })).data).toEqual({ client: { id: '100000001' } });
    expect((await api.as(owner, one, { id: '100000001' })).data).toEqual({ client: null });
    for (const id of ['', '0', "1'", '1'.repeat(5000), '９９９９９９９９９']) {
      expect((await api.as(tenant.owner, one, { id })).data).toEqual({ client: null });
    }
  });
});
