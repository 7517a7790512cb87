import { newTenant } from '../../../test/tenant.ts';
import { type Answer, useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { Platform } from '../../clients/platform.ts';
import { newId } from '../../core/ids.ts';
import { ConnectionType } from '../../license/key/connection-type.ts';
import { Product } from '../../license/product.ts';
import { CustomClient } from './custom-client.entity.ts';

const LIST = `query ($first: Int, $after: String, $last: Int, $before: String) {
  customClients(first: $first, after: $after, last: $last, before: $before) {
    nodes { name platform version createdAt } totalCount { value isExact }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

interface List {
  customClients: {
    nodes: { name: string }[];
    totalCount: { value: number; isExact: boolean };
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  };
}

const UPGRADES: Readonly<Partial<Record<Product, Product[]>>> = {
  ESSENTIALS: [Product.PERFORMANCE, Product.ENTERPRISE],
  POWER: [Product.ENTERPRISE],
};
const PLAIN = {
  programName: 'Acme',
  connectionType: ConnectionType.BOTH,
  allowInstallation: true,
  backgroundColor: '#ffffff',
  accentColor: '#1f6feb',
  options: '',
};

describe('custom clients', () => {
  const api = useApi();

  async function add(accountId: string, ...names: string[]): Promise<void> {
    for (const name of names) {
      await api.db.getRepository(CustomClient).insert({
        accountId,
        id: newId(),
        name,
        platform: Platform.WINDOWS,
        version: '1.0.0',
        ...PLAIN,
        createdAt: api.now,
        updatedAt: api.now,
      });
    }
  }
  const namesOf = ({ data }: Answer<List>) => data?.customClients.nodes.map(node => node.name);

  it("are listed the newest first, and are the account's own", async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    await add(mine.accountId, 'first', 'second', 'third');
    await add(theirs.accountId, 'of others');

    const answer = await api.as<List>(mine.owner, LIST);

    expect(namesOf(answer)).toEqual(['third', 'second', 'first']);
    expect(answer.data?.customClients.totalCount).toEqual({ value: 3, isExact: true });
  });

  it('are paged forwards and backwards', async () => {
    const { accountId, owner } = await newTenant(api);
    await add(accountId, '1', '2', '3', '4', '5');

    const first = await api.as<List>(owner, LIST, { first: 2 });
    const { endCursor } = first.data?.customClients.pageInfo ?? {};
    const second = await api.as<List>(owner, LIST, { first: 2, after: endCursor });
    const last = await api.as<List>(owner, LIST, { last: 2 });
    const before = await api.as<List>(owner, LIST, { last: 2, before: last.data?.customClients.pageInfo.startCursor });

    expect([first, second, last, before].map(namesOf)).toEqual([
      ['5', '4'],
      ['3', '2'],
      ['2', '1'],
      ['4', '3'],
    ]);
    expect(first.data?.customClients.pageInfo).toEqual(
      jasmine.objectContaining({ hasNextPage: true, hasPreviousPage: false }),
    );
    expect(before.data?.customClients.pageInfo).toEqual(
      jasmine.objectContaining({ hasNextPage: true, hasPreviousPage: true }),
    );
  });

  for (const product of Object.values(Product)) {
    const isTheirs = product === Product.PERFORMANCE || product === Product.ENTERPRISE;
    it(`are ${isTheirs ? 'there' : 'FORBIDDEN'} with ${product}`, async () => {
      const { owner } = await newTenant(api, { product });
      const { errors } = await api.as(owner, LIST);
      expect(errors?.[0]?.extensions).toEqual(
        isTheirs ? undefined : { code: 'FORBIDDEN', details: { product, upgradeTo: UPGRADES[product] } },
      );
    });
  }

  it('need the right to see files', async () => {
    const { person } = await newTenant(api);
    expect(await api.refusals(await person(UserRole.VIEWER), LIST)).toEqual([]);
    expect(await api.refusals(await person(UserRole.ACCOUNTANT), LIST)).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, LIST)).toEqual(['UNAUTHENTICATED']);
  });

  const cursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
  const refused: [what: string, page: object][] = [
    ['no page', { first: 0 }],
    ['a negative page', { first: -1 }],
    ['a page of 101', { first: 101 }],
    ['both ends', { first: 1, last: 1 }],
    ['a cursor that is none', { after: 'x' }],
    ['an id that is none', { after: cursor(['x']) }],
    ['no id', { after: cursor([null]) }],
    ['an id that is a list', { after: cursor([[newId()]]) }],
    ["another list's cursor", { after: cursor(['2026-01-01T00:00:00.000Z', newId()]) }],
    ['SQL', { after: cursor(["' OR true --"]) }],
    ['a huge cursor', { after: 'x'.repeat(50_000) }],
  ];
  for (const [what, page] of refused) {
    it(`refuse ${what}`, async () => {
      const { owner } = await newTenant(api);
      expect(await api.refusals(owner, LIST, page as Record<string, unknown>)).toEqual(['BAD_USER_INPUT']);
    });
  }
});
