import { newTenant } from '../../test/tenant.ts';
import { type Answer, useApi } from '../../test/use-api.ts';
import { UserRole } from '../account/user.entity.ts';
import { newId } from '../core/ids.ts';
import { Invoice, InvoiceState } from './invoice.entity.ts';

const LIST = `query ($first: Int, $after: String, $last: Int, $before: String) {
  invoices(first: $first, after: $after, last: $last, before: $before) {
    nodes { number issuedAt dueAt state netCents vatCents grossCents currency } totalCount { value isExact }
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`;
const DAY_MS = 86_400_000;

interface List {
  invoices: { nodes: { number: string; state: string }[]; pageInfo: { startCursor: string; endCursor: string } };
}

describe('invoices', () => {
  const api = useApi();

  async function add(accountId: string, number: string, invoice: Partial<Invoice> = {}): Promise<void> {
    const issuedAt = invoice.issuedAt ?? api.now;
    await api.db.getRepository(Invoice).insert({
      accountId,
      id: newId(),
      number,
      issuedAt,
      dueAt: new Date(issuedAt.getTime() + 14 * DAY_MS),
      serviceFrom: issuedAt,
      serviceTo: issuedAt,
      netCents: 10_000,
      vatCents: 1_900,
      grossCents: 11_900,
      currency: 'EUR',
      state: InvoiceState.PAID,
      ...invoice,
    });
  }
  const numbersOf = ({ data }: Answer<List>) => data?.invoices.nodes.map(node => node.number);
  const daysAgo = (days: number) => new Date(api.now.getTime() - days * DAY_MS);

  it("are listed the newest first, and are the account's own", async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    await add(mine.accountId, 'old', { issuedAt: daysAgo(9) });
    await add(mine.accountId, 'new', { issuedAt: daysAgo(1) });
    await add(mine.accountId, 'older', { issuedAt: daysAgo(90) });
    await add(theirs.accountId, 'of others');

    const answer = await api.as<List>(mine.owner, LIST);

    expect(numbersOf(answer)).toEqual(['new', 'old', 'older']);
    expect(answer.data?.invoices).toEqual(jasmine.objectContaining({ totalCount: { value: 3, isExact: true } }));
    expect(answer.data?.invoices.nodes[0]).toEqual({
      number: 'new',
      issuedAt: '2026-05-31T12:00:00.000Z',
      dueAt: '2026-06-14T12:00:00.000Z',
      state: 'PAID',
      netCents: 10_000,
      vatCents: 1_900,
      grossCents: 11_900,
      currency: 'EUR',
    } as never);
  });

  it('of one moment are paged without a gap or a repeat', async () => {
    const { accountId, owner } = await newTenant(api);
    for (const number of ['1', '2', '3', '4', '5']) await add(accountId, number);

    const first = await api.as<List>(owner, LIST, { first: 2 });
    const second = await api.as<List>(owner, LIST, { first: 2, after: first.data?.invoices.pageInfo.endCursor });
    const back = await api.as<List>(owner, LIST, { last: 2, before: second.data?.invoices.pageInfo.startCursor });

    expect([first, second, back].map(numbersOf)).toEqual([
      ['5', '4'],
      ['3', '2'],
      ['5', '4'],
    ]);
  });

  const states: [state: InvoiceState, dueInMs: number, shown: string][] = [
    [InvoiceState.OPEN, 1, 'OPEN'],
    [InvoiceState.OPEN, 0, 'OVERDUE'],
    [InvoiceState.PAID, -DAY_MS, 'PAID'],
    [InvoiceState.CANCELLED, -DAY_MS, 'CANCELLED'],
  ];
  for (const [state, dueInMs, shown] of states) {
    it(`that are ${state} and due ${dueInMs > 0 ? 'later' : 'by now'} are ${shown}`, async () => {
      const { accountId, owner } = await newTenant(api);
      await add(accountId, '1', { state, dueAt: new Date(api.now.getTime() + dueInMs) });
      expect((await api.as<List>(owner, LIST)).data?.invoices.nodes[0]?.state).toBe(shown);
    });
  }

  it('need the right to see invoices', async () => {
    const { person } = await newTenant(api);
    expect(await api.refusals(await person(UserRole.ACCOUNTANT), LIST)).toEqual([]);
    expect(await api.refusals(await person(UserRole.VIEWER), LIST)).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, LIST)).toEqual(['UNAUTHENTICATED']);
  });

  const cursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
  const refused: [what: string, after: string][] = [
    ['no cursor', 'x'],
    ["another list's cursor", cursor([newId()])],
    ['no moment', cursor(['x', newId()])],
    ['no id', cursor(['2026-01-01T00:00:00.000Z', 'x'])],
    ['nothing', cursor([null, null])],
  ];
  for (const [what, after] of refused) {
    it(`refuse ${what} as a cursor`, async () => {
      const { owner } = await newTenant(api);
      expect(await api.refusals(owner, LIST, { after })).toEqual(['BAD_USER_INPUT']);
    });
  }
});
