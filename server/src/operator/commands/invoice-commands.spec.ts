import { brokenNumbers, newCustomer } from '../../../test/customers.ts';
import { logOf } from '../../../test/log-of.ts';
import { portalCommand } from '../../../test/operator.ts';
import { useApi } from '../../../test/use-api.ts';
import { Product } from '../../license/product.ts';

const UPGRADE = `mutation { upgradeLicense(input: { product: ENTERPRISE, acceptedGrossCents: 10000000 }) {
  invoice { id number } } }`;

interface Listed {
  readonly invoices: { number: string; state: string; accountId: string }[];
  readonly next: string | null;
}

describe('what the operator does with invoices', () => {
  const api = useApi();
  const portal = (line: string) => portalCommand(api, line);
  const list = async (line = ''): Promise<Listed> => (await portal(`invoices list ${line} --json`)).json;
  async function newInvoice() {
    const tenant = await newCustomer(api, { product: Product.POWER });
    const { data } = await api.as<{ upgradeLicense: { invoice: { number: string } } }>(tenant.owner, UPGRADE);
    return { ...tenant, number: data?.upgradeLicense.invoice.number ?? '' };
  }

  it('is to write one down as paid on a day that has come, once', async () => {
    const { accountId, number } = await newInvoice();
    expect((await portal(`invoices pay ${number} --on 2026-06-02`)).code).toBe(2);

    const { code, json } = await portal(`invoices pay ${number} --on 2026-05-29 --by Grace --json`);

    expect([code, json]).toEqual([
      0,
      jasmine.objectContaining({ number, state: 'PAID', paidAt: '2026-05-29T00:00:00.000Z' }) as never,
    ]);
    expect((await logOf(api, accountId, 'INVOICE_PAID')).map(each => each.actor)).toEqual(['OPERATOR Grace']);
    const again = await portal(`invoices pay ${number}`);
    expect([again.code, again.err]).toEqual([1, jasmine.stringContaining('Refused (CONFLICT)') as never]);
    expect((await portal('invoices pay 2026-99999')).err).toContain('Refused (NOT_FOUND)');
  });

  it('is to take one back by another', async () => {
    const { accountId, number } = await newInvoice();
    const cancellation: { number: string; grossCents: number } = (await portal(`invoices cancel ${number} --json`))
      .json;
    expect(cancellation.grossCents).toBeLessThan(0);
    expect((await list(`--account ${accountId}`)).invoices.map(each => [each.number, each.state])).toEqual(
      jasmine.arrayWithExactContents([
        [number, 'CANCELLED'],
        [cancellation.number, 'PAID'],
      ]),
    );
    expect((await portal(`invoices cancel ${cancellation.number}`)).code).toBe(1);
    expect(await brokenNumbers(api)).toEqual([]);
  });

  it('is to list those of all accounts page by page, or of one, or in one state', async () => {
    const [one, other] = [await newInvoice(), await newInvoice()];
    const found: string[] = [];
    for (let after = ''; ;) {
      const { invoices, next } = await list(`--limit 1 ${after}`);
      found.push(...invoices.map(each => each.number));
      if (next === null) break;
      after = `--after ${next}`;
    }
    expect(found).toContain(one.number);
    expect(found).toContain(other.number);
    expect(new Set(found).size).toBe(found.length);

    const numbers = async (line: string) => (await list(line)).invoices.map(each => each.number);
    expect(await numbers(`--account ${one.owner.email}`)).toEqual([one.number]);
    expect(await numbers(`--account ${one.accountId} --state overdue`)).toEqual([]);
    api.now = new Date('2026-07-01T00:00:00Z');
    expect(await numbers(`--account ${one.accountId} --state overdue`)).toEqual([one.number]);
    expect(await numbers(`--account ${one.accountId} --state open`)).toEqual([]);
    expect((await portal('invoices list --after x')).code).toBe(1);
  });
});
