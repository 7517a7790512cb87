import { brokenNumbers, invoicesOf, newCustomer } from '../../../test/customers.ts';
import { logOf } from '../../../test/log-of.ts';
import { useApi } from '../../../test/use-api.ts';
import { ActorKind } from '../../events/actor.ts';
import { Product } from '../../license/product.ts';

const INVOICE = `query ($id: ID!) { invoice(id: $id) { number kind state paidAt netCents vatCents grossCents
  lines { netCents vatCents } cancels { number } cancelledBy { number } } }`;
const UPGRADE = `mutation { upgradeLicense(input: { product: ENTERPRISE, acceptedGrossCents: 10000000 }) {
  invoice { id number } } }`;
const OPERATOR = { kind: ActorKind.OPERATOR, id: null, name: 'operator' };

interface Ordered {
  upgradeLicense: { invoice: { id: string; number: string } };
}

describe('what becomes of an invoice', () => {
  const api = useApi();

  const settlement = () => api.portal.services.ofInvoices.settlement;
  async function newInvoice() {
    const tenant = await newCustomer(api, { product: Product.POWER });
    const { data } = await api.as<Ordered>(tenant.owner, UPGRADE);
    if (!data) throw new Error('Not ordered');
    const show = async (id: string) =>
      (await api.as<{ invoice: Record<string, unknown> | null }>(tenant.owner, INVOICE, { id })).data?.invoice;
    return { ...tenant, ...data.upgradeLicense.invoice, show };
  }

  it('is that it is paid, once', async () => {
    const { accountId, id, number, show } = await newInvoice();
    const at = new Date('2026-05-30T00:00:00Z');

    await settlement().pay(number, at, OPERATOR);

    expect(await show(id)).toEqual(jasmine.objectContaining({ state: 'PAID', paidAt: '2026-05-30T00:00:00.000Z' }));
    await expectAsync(settlement().pay(number, at, OPERATOR)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'CONFLICT' }),
    );
    expect(await logOf(api, accountId, 'INVOICE_PAID')).toEqual([
      { type: 'INVOICE_PAID', actor: 'OPERATOR operator', data: { invoiceId: id, number } },
    ]);
  });

  it('is that it is taken back, by a cancellation with a number of its own', async () => {
    const { accountId, id, number, show } = await newInvoice();

    const cancellation = await settlement().cancel(number, OPERATOR);

    expect(await show(id)).toEqual(
      jasmine.objectContaining({ state: 'CANCELLED', cancels: null, cancelledBy: { number: cancellation.number } }),
    );
    expect(await show(cancellation.id)).toEqual({
      number: cancellation.number,
      kind: 'CANCELLATION',
      state: 'PAID',
      paidAt: '2026-06-01T12:00:00.000Z',
      netCents: -144_120,
      vatCents: -27_383,
      grossCents: -171_503,
      lines: [{ netCents: -144_120, vatCents: -27_383 }],
      cancels: { number },
      cancelledBy: null,
    });
    expect((await logOf(api, accountId, 'INVOICE_CANCELLED')).map(({ data }) => data)).toEqual([
      { invoiceId: id, number, by: cancellation.number },
    ]);
    expect(await brokenNumbers(api)).toEqual([]);
  });

  it('that was paid and is taken back is that the money is owed to the customer, never overdue', async () => {
    const { number, show } = await newInvoice();
    await settlement().pay(number, api.now, OPERATOR);
    const cancellation = await settlement().cancel(number, OPERATOR);
    api.now = new Date('2026-06-03T00:00:00Z');
    expect(await show(cancellation.id)).toEqual(jasmine.objectContaining({ state: 'OPEN', paidAt: null }));
    await settlement().pay(cancellation.number, api.now, OPERATOR);
    expect(await show(cancellation.id)).toEqual(jasmine.objectContaining({ state: 'PAID' }));
  });

  it('happens once where it is tried often at once', async () => {
    const { accountId, number } = await newInvoice();
    const tries = [
      ...Array.from({ length: 4 }, () => settlement().cancel(number, OPERATOR)),
      ...Array.from({ length: 4 }, () => settlement().pay(number, api.now, OPERATOR)),
    ];
    await Promise.allSettled(tries);
    const invoices = await invoicesOf(api, accountId);
    expect(invoices.length).toBe(2);
    expect((await logOf(api, accountId, 'INVOICE_CANCELLED')).length).toBe(1);
    expect(invoices.reduce((sum, { gross }) => sum + gross, 0)).toBe(0);
  });

  it('is not that a cancellation is taken back, nor an invoice that is none', async () => {
    const { number } = await newInvoice();
    const cancellation = await settlement().cancel(number, OPERATOR);
    for (const [each, code] of [
      [number, 'CONFLICT'],
      [cancellation.number, 'CONFLICT'],
      ['2026-99999', 'NOT_FOUND'],
      ["' OR true --", 'NOT_FOUND'],
    ] as const) {
      await expectAsync(settlement().cancel(each, OPERATOR)).toBeRejectedWith(jasmine.objectContaining({ code }));
    }
  });

  it("shows nobody another account's", async () => {
    const [mine, theirs] = [await newInvoice(), await newInvoice()];
    expect(await mine.show(theirs.id)).toBeNull();
    for (const id of ['x', '', '00000000-0000-0000-0000-000000000000', theirs.number]) {
      expect(await mine.show(id)).toBeNull();
    }
  });
});
