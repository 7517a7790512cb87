import { brokenNumbers, invoicesOf, newCustomer } from '../../../test/customers.ts';
import { enroll } from '../../../test/devices.ts';
import { logOf } from '../../../test/log-of.ts';
import { newTenant, type Tenant } from '../../../test/tenant.ts';
import { type Answer, useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { Product } from '../../license/product.ts';

const OFFERS = `{ productOffers { product takesEffectAt paidUntil restDays yearDays yearlyNetCents netCents vatCents grossCents
  vatBasisPoints changes { limit from to mustFree } } }`;
const UPGRADE = `mutation ($input: UpgradeLicenseInput!) { upgradeLicense(input: $input) {
  license { product expiresAt renews isTrial maxClients maxSessions maxActiveDevices }
  invoice { id number state netCents vatCents grossCents serviceFrom serviceTo dueAt
    lines { text from to netCents vatCents } buyer { company city country vatId } seller { company vatId } } } }`;
const DAY_MS = 86_400_000;
const LOTS = 10_000_000;

interface Upgraded {
  upgradeLicense: { license: Record<string, unknown>; invoice: Record<string, unknown> | null };
}
interface Offers {
  productOffers: {
    product: string;
    netCents: number;
    grossCents: number;
    changes: { limit: string; mustFree: number }[];
  }[];
}

describe('an order of a product', () => {
  const api = useApi();

  const inDays = (days: number) => new Date(api.now.getTime() + days * DAY_MS);
  const upgrade = ({ owner }: Tenant, product: Product, input: object = {}): Promise<Answer<Upgraded>> =>
    api.as<Upgraded>(owner, UPGRADE, { input: { product, acceptedGrossCents: LOTS, ...input } });
  const offers = async ({ owner }: Tenant) => (await api.as<Offers>(owner, OFFERS)).data?.productOffers ?? [];
  const refusalOf = ({ errors }: Answer<unknown>) => errors?.[0]?.extensions;
  const licenseOf = async ({ owner }: Tenant) =>
    (await api.as<{ license: unknown }>(owner, '{ license { product } }')).data?.license;

  it('takes effect at once, and is billed for the rest of the period, as it was offered', async () => {
    const tenant = await newCustomer(api, { product: Product.PERFORMANCE, expiresAt: inDays(73) });

    const offered = (await offers(tenant)).find(({ product }) => product === 'POWER');
    const { data } = await upgrade(tenant, Product.POWER, { acceptedGrossCents: offered?.grossCents });

    // (958.80 - 406.80) / 365 * 73
    expect(offered).toEqual(
      jasmine.objectContaining({
        takesEffectAt: '2026-06-01T12:00:00.000Z',
        paidUntil: '2026-08-13T12:00:00.000Z',
        restDays: 73,
        yearDays: 365,
        yearlyNetCents: 95_880,
        netCents: 11_040,
        vatCents: 2_098,
        grossCents: 13_138,
        vatBasisPoints: 1_900,
      }),
    );
    expect(data?.upgradeLicense.license).toEqual(
      jasmine.objectContaining({ product: 'POWER', maxClients: 500, maxSessions: 10, maxActiveDevices: 20 }),
    );
    expect(data?.upgradeLicense.invoice).toEqual({
      id: jasmine.any(String),
      number: jasmine.stringMatching(/^2026-\d{5}$/),
      state: 'OPEN',
      netCents: 11_040,
      vatCents: 2_098,
      grossCents: 13_138,
      serviceFrom: '2026-06-01T12:00:00.000Z',
      serviceTo: '2026-08-13T12:00:00.000Z',
      dueAt: '2026-06-15T12:00:00.000Z',
      lines: [
        {
          text: 'Upgrade from Performance to Power, 73 of 365 days',
          from: '2026-06-01T12:00:00.000Z',
          to: '2026-08-13T12:00:00.000Z',
          netCents: 11_040,
          vatCents: 2_098,
        },
      ],
      buyer: { company: 'Müller & Søn <GmbH>', city: 'Łódź', country: 'DE', vatId: null },
      seller: { company: 'MyDesk Verkauf GmbH', vatId: 'DE136695976' },
    });
    const events = await logOf(api, tenant.accountId, 'LICENSE_CHANGED', 'INVOICE_ISSUED');
    expect(events.map(({ type, actor }) => [type, actor])).toEqual([
      ['LICENSE_CHANGED', 'USER Ada'],
      ['INVOICE_ISSUED', 'USER Ada'],
    ]);
    expect(events[0]?.data).toEqual({ changed: ['product', 'maxClients', 'maxSessions', 'maxActiveDevices'] });
  });

  it("is billed in the owner's language, and without tax to a company of another country of the Union", async () => {
    const austrian = { country: 'AT', vatId: 'ATU37675002' };
    const tenant = await newCustomer(api, { product: Product.POWER }, austrian);
    await api.db.query(`UPDATE portal_user SET language = 'de' WHERE account_id = $1`, [tenant.accountId]);
    const { data } = await upgrade(tenant, Product.ENTERPRISE);
    expect(data?.upgradeLicense.invoice).toEqual(
      jasmine.objectContaining({
        netCents: 144_120,
        vatCents: 0,
        grossCents: 144_120,
        lines: [jasmine.objectContaining({ text: 'Wechsel von Power zu Enterprise' })],
      }),
    );
  });

  it('is offered for each other product: a smaller one from the end of the period, with what must be freed', async () => {
    const tenant = await newCustomer(api, { product: Product.POWER });
    await api.db.query('UPDATE license SET clients_used = 14, sessions_used = 1 WHERE account_id = $1', [
      tenant.accountId,
    ]);
    const all = await offers(tenant);
    expect(all.map(({ product, netCents }) => [product, netCents])).toEqual([
      ['ESSENTIALS', 0],
      ['PERFORMANCE', 0],
      ['ENTERPRISE', 144_120],
    ]);
    expect(all[0]).toEqual(jasmine.objectContaining({ takesEffectAt: '2027-06-01T12:00:00.000Z' }));
    expect(all[0]?.changes).toEqual([
      { limit: 'CLIENTS', from: 500, to: 10, mustFree: 4 },
      { limit: 'SESSIONS', from: 10, to: 1, mustFree: 0 },
      { limit: 'ACTIVE_DEVICES', from: 20, to: null, mustFree: 0 },
    ] as never);
  });

  it('is refused for the same and for a smaller product', async () => {
    const tenant = await newCustomer(api, { product: Product.POWER });
    for (const product of [Product.POWER, Product.PERFORMANCE, Product.ESSENTIALS]) {
      expect(refusalOf(await upgrade(tenant, product))).toEqual({ code: 'CONFLICT', details: { product: 'POWER' } });
    }
    expect(await invoicesOf(api, tenant.accountId)).toEqual([]);
  });

  it('is refused where it costs more than was accepted, and changes nothing', async () => {
    const tenant = await newCustomer(api, { product: Product.POWER });
    const answer = await upgrade(tenant, Product.ENTERPRISE, { acceptedGrossCents: 171_502 });
    expect(refusalOf(answer)).toEqual({ code: 'CONFLICT', details: { grossCents: 171_503 } });
    expect(await licenseOf(tenant)).toEqual({ product: 'POWER' });
    expect(await logOf(api, tenant.accountId, 'LICENSE_CHANGED', 'INVOICE_ISSUED')).toEqual([]);
  });

  it('is refused where more is in use than the product allows', async () => {
    const tenant = await newCustomer(api, { product: Product.PERFORMANCE });
    await api.db.query('UPDATE license SET active_devices_used = 21 WHERE account_id = $1', [tenant.accountId]);
    expect(refusalOf(await upgrade(tenant, Product.POWER))).toEqual({
      code: 'DEVICE_LIMIT_REACHED',
      details: { limit: 20, used: 21 },
    });
    expect(await licenseOf(tenant)).toEqual({ product: 'PERFORMANCE' });
  });

  it('keeps a limit that was agreed on beyond the product', async () => {
    const tenant = await newCustomer(api, { product: Product.PERFORMANCE, maxClients: 700, maxSessions: 2 });
    const { data } = await upgrade(tenant, Product.POWER);
    expect(data?.upgradeLicense.license).toEqual(
      jasmine.objectContaining({ maxClients: 700, maxSessions: 10, maxActiveDevices: 20 }),
    );
  });

  it('counts the price that was agreed on for the present product', async () => {
    const tenant = await newCustomer(api, { product: Product.POWER, agreedYearlyCents: 200_000 });
    const { data } = await upgrade(tenant, Product.ENTERPRISE);
    expect(data?.upgradeLicense.invoice?.['netCents']).toBe(40_000);
    const dear = await newCustomer(api, { product: Product.POWER, agreedYearlyCents: 300_000 });
    expect((await upgrade(dear, Product.ENTERPRISE)).data?.upgradeLicense.invoice).toBeNull();
  });

  it('needs the address of the buyer', async () => {
    const tenant = await newTenant(api, { product: Product.POWER, renews: true });
    expect(refusalOf(await upgrade(tenant, Product.ENTERPRISE))).toEqual({
      code: 'CONTACT_INCOMPLETE',
      details: { missing: ['street', 'city', 'country'] },
    });
  });

  it('is refused while the contract is terminated', async () => {
    const tenant = await newCustomer(api, { product: Product.POWER });
    await api.db.query('UPDATE license SET terminates_at = expires_at WHERE account_id = $1', [tenant.accountId]);
    expect(refusalOf(await upgrade(tenant, Product.ENTERPRISE))?.code).toBe('CONFLICT');
  });

  const anew: [what: string, license: Parameters<typeof newTenant>[1], expiresInDays: number][] = [
    ['a trial', { product: Product.ENTERPRISE, isTrial: true }, 10],
    ['an expired license', { product: Product.POWER, renews: false }, -40],
  ];
  for (const [what, license, days] of anew) {
    it(`begins a year anew after ${what}, with any product`, async () => {
      const tenant = await newCustomer(api, { ...license, expiresAt: inDays(days) });
      expect(await offers(tenant)).toHaveSize(4);

      const { data } = await upgrade(tenant, Product.ESSENTIALS);

      expect(data?.upgradeLicense.license).toEqual(
        jasmine.objectContaining({
          product: 'ESSENTIALS',
          expiresAt: '2027-06-01T12:00:00.000Z',
          renews: true,
          isTrial: false,
          maxClients: 10,
        }),
      );
      expect(data?.upgradeLicense.invoice).toEqual(
        jasmine.objectContaining({
          netCents: 15_480,
          lines: [jasmine.objectContaining({ text: 'Essentials license, one year' })],
        }),
      );
      expect((await enroll(api, tenant)).errors).toBeUndefined();
    });
  }

  it('is fulfilled once by ten who send it at once, under one key or under none', async () => {
    for (const input of [{ idempotencyKey: 'k' }, {}]) {
      const tenant = await newCustomer(api, { product: Product.POWER });
      const answers = await Promise.all(Array.from({ length: 10 }, () => upgrade(tenant, Product.ENTERPRISE, input)));
      expect(await invoicesOf(api, tenant.accountId)).toHaveSize(1);
      const ids = answers.flatMap(({ data }) => data?.upgradeLicense.invoice?.['id'] ?? []);
      expect(ids.length).toBe('idempotencyKey' in input ? 10 : 1);
      expect(new Set(ids)).toHaveSize(1);
    }
    expect(await brokenNumbers(api)).toEqual([]);
  });

  it("is the owner's, and seen by those who see the license", async () => {
    const { person } = await newCustomer(api, { product: Product.POWER });
    const input = { product: 'ENTERPRISE', acceptedGrossCents: LOTS };
    for (const role of [UserRole.ADMIN, UserRole.ACCOUNTANT, UserRole.VIEWER]) {
      expect(await api.refusals(await person(role), UPGRADE, { input })).toEqual(['FORBIDDEN']);
      expect(await api.refusals(await person(role), OFFERS)).toEqual([]);
    }
    expect(await api.refusals(null, OFFERS)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('a portal whose operator has not said who sells', () => {
  const api = useApi({ settings: { SELLER_NAME: '' } });

  it('sells nothing, and says so', async () => {
    const { owner } = await newCustomer(api, { product: Product.POWER });
    const input = { product: 'ENTERPRISE', acceptedGrossCents: LOTS };
    expect(await api.refusals(owner, OFFERS)).toEqual(['SELLER_NOT_SET_UP']);
    expect(await api.refusals(owner, UPGRADE, { input })).toEqual(['SELLER_NOT_SET_UP']);
    expect((await api.as(owner, '{ license { product } }')).data).toEqual({ license: { product: 'POWER' } });
  });
});
