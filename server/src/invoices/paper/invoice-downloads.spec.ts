import { newCustomer } from '../../../test/customers.ts';
import { streamsOf } from '../../../test/papers.ts';
import type { Person } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { Product } from '../../license/product.ts';

const UPGRADE = `mutation { upgradeLicense(input: { product: ENTERPRISE, acceptedGrossCents: 10000000 }) {
  invoice { id number pdfUrl } } }`;

describe('the PDF of an invoice', () => {
  const api = useApi();

  const get = (url: string, person?: Person, method: 'GET' | 'HEAD' = 'GET') =>
    api.portal.door.server.inject({
      method,
      url,
      headers: { host: 'localhost:4000', ...(person && { cookie: `sid=${person.secret}` }) },
    });
  async function newInvoice() {
    const tenant = await newCustomer(api, { product: Product.POWER });
    const { data } = await api.as<{ upgradeLicense: { invoice: { id: string; number: string; pdfUrl: string } } }>(
      tenant.owner,
      UPGRADE,
    );
    if (!data) throw new Error('Not ordered');
    return { ...tenant, ...data.upgradeLicense.invoice };
  }

  it('is fetched by those who see invoices, and is the same each time', async () => {
    const { owner, person, number, pdfUrl, accountId } = await newInvoice();

    const first = await get(pdfUrl, owner);
    const second = await get(pdfUrl, await person(UserRole.ACCOUNTANT));

    expect(first.statusCode).toBe(200);
    expect(first.headers).toEqual(
      jasmine.objectContaining({
        'content-type': 'application/pdf',
        'content-disposition': jasmine.stringContaining(`attachment; filename="Invoice-${number}.pdf"`),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      }),
    );
    expect(first.rawPayload.equals(second.rawPayload)).toBeTrue();
    expect(streamsOf(first.rawPayload).some(stream => stream.includes(`<ram:ID>${number}</ram:ID>`))).toBeTrue();

    await api.db.query(`UPDATE account SET company = 'Renamed' WHERE id = $1`, [accountId]);
    expect((await get(pdfUrl, owner)).rawPayload.equals(first.rawPayload)).toBeTrue();
    expect((await get(pdfUrl, owner, 'HEAD')).statusCode).toBe(200);
  });

  it("is nobody else's", async () => {
    const [mine, theirs] = [await newInvoice(), await newInvoice()];
    expect((await get(theirs.pdfUrl, mine.owner)).statusCode).toBe(404);
    expect((await get(mine.pdfUrl)).statusCode).toBe(401);
    expect((await get(mine.pdfUrl, await mine.person(UserRole.VIEWER))).statusCode).toBe(403);
    for (const subject of [mine.number, 'x', '..%2f..%2fetc%2fpasswd', '00000000-0000-0000-0000-000000000000']) {
      expect((await get(`/my/invoices/${subject}`, mine.owner)).statusCode).toBe(404);
    }
  });
});
