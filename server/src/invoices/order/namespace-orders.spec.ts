import { brokenNumbers, invoicesOf, newCustomer } from '../../../test/customers.ts';
import { logOf } from '../../../test/log-of.ts';
import type { Tenant } from '../../../test/tenant.ts';
import { type Answer, useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';

const OFFER = `query ($input: NamespaceOfferInput!) { namespaceOffer(input: $input) {
  namespace netCents grossCents yearlyNetCents restDays changes { limit from to } } }`;
const BUY = `mutation ($input: BuyNamespaceInput!) { buyNamespace(input: $input) {
  license { namespace { name maxAliases aliasesUsed } } invoice { netCents lines { text } } } }`;
const DAY_MS = 86_400_000;
const BUYERS = process.env['TEST_LONG'] === '1' ? 40 : 8;

interface Bought {
  buyNamespace: { license: { namespace: object }; invoice: { netCents: number; lines: { text: string }[] } };
}

describe('an order of a namespace', () => {
  const api = useApi();

  const customer = () => newCustomer(api, { expiresAt: new Date(api.now.getTime() + 73 * DAY_MS) });
  const buy = ({ owner }: Tenant, name: string, maxAliases = 100, input: object = {}): Promise<Answer<Bought>> =>
    api.as<Bought>(owner, BUY, { input: { name, maxAliases, acceptedGrossCents: 10_000_000, ...input } });
  const offer = ({ owner }: Tenant, name: string, maxAliases = 100): Promise<Answer<Record<string, unknown>>> =>
    api.as(owner, OFFER, { input: { name, maxAliases } });
  const refusalOf = ({ errors }: Answer<unknown>) => errors?.[0]?.extensions;

  it("makes it the account's own at once, as it was offered, and more aliases in it for the difference", async () => {
    const tenant = await customer();

    expect((await offer(tenant, 'acme')).data).toEqual({
      namespaceOffer: {
        namespace: 'acme',
        netCents: 1_920,
        grossCents: 2_285,
        yearlyNetCents: 9_600,
        restDays: 73,
        changes: [{ limit: 'ALIASES', from: 0, to: 100 }],
      },
    });
    expect((await buy(tenant, 'acme', 100, { acceptedGrossCents: 2_285 })).data?.buyNamespace).toEqual({
      license: { namespace: { name: 'acme', maxAliases: 100, aliasesUsed: 0 } },
      invoice: { netCents: 1_920, lines: [{ text: 'Namespace @acme with up to 100 aliases, 73 of 365 days' }] },
    });
    expect((await buy(tenant, 'acme', 300)).data?.buyNamespace).toEqual({
      license: { namespace: { name: 'acme', maxAliases: 300, aliasesUsed: 0 } },
      invoice: { netCents: 1_920, lines: [{ text: 'Namespace @acme: 300 aliases instead of 100, 73 of 365 days' }] },
    });
    expect((await logOf(api, tenant.accountId, 'NAMESPACE_BOUGHT')).map(({ data }) => data)).toEqual([
      { name: 'acme', maxAliases: 100 },
      { name: 'acme', maxAliases: 300 },
    ]);
  });

  it('is refused for a name that somebody has, for a second one, and for no more aliases', async () => {
    const [mine, theirs] = [await customer(), await customer()];
    await buy(theirs, 'globex');
    expect(refusalOf(await buy(mine, 'globex'))).toEqual({ code: 'NAMESPACE_TAKEN', details: { name: 'globex' } });
    expect(refusalOf(await offer(mine, 'globex'))?.code).toBe('NAMESPACE_TAKEN');
    await buy(mine, 'initech', 200);
    expect(refusalOf(await buy(mine, 'other'))).toEqual({ code: 'CONFLICT', details: { namespace: 'initech' } });
    for (const maxAliases of [100, 200]) {
      expect(refusalOf(await buy(mine, 'initech', maxAliases))).toEqual({
        code: 'CONFLICT',
        details: { maxAliases: 200 },
      });
    }
    expect(await invoicesOf(api, mine.accountId)).toHaveSize(1);
  });

  it(`of one name goes to one of ${BUYERS} accounts that race for it, and each number is given once`, async () => {
    const tenants = await Promise.all(Array.from({ length: BUYERS }, customer));
    const answers = await Promise.all(tenants.map(tenant => buy(tenant, 'contested')));
    expect(answers.filter(({ data }) => data)).toHaveSize(1);
    expect(answers.flatMap(answer => refusalOf(answer)?.code ?? [])).toEqual(Array(BUYERS - 1).fill('NAMESPACE_TAKEN'));
    expect(await brokenNumbers(api)).toEqual([]);
  });

  it('is refused to a trial and to a license that has expired', async () => {
    const trial = await newCustomer(api, { isTrial: true });
    expect(refusalOf(await offer(trial, 'trial-one'))?.code).toBe('CONFLICT');
    expect(refusalOf(await buy(trial, 'trial-one'))?.code).toBe('CONFLICT');
    const expired = await newCustomer(api, { renews: false, expiresAt: api.now });
    expect(refusalOf(await buy(expired, 'expired-one'))?.code).toBe('LICENSE_EXPIRED');
  });

  const names = [
    'ad',
    'a-',
    '-acme',
    'acme-',
    'a--b',
    'Acme',
    'ACME',
    'acme.com',
    'ac me',
    ' acme',
    'acme ',
    '123',
    '1-2',
    'аcme',
    'ａｃｍｅ',
    'ac\u200bme',
    'acmé',
    'ﬁrma',
    'xn--acme',
    'acme\u202e',
    'acme\n',
    '',
    'a'.repeat(21),
    'a'.repeat(100_000),
    'admin',
    'support',
    'anydesk',
    'no-reply',
    "a'; DROP TABLE namespace; --",
    'acme@ad',
  ];
  for (const name of names) {
    it(`is refused for ${JSON.stringify(name).slice(0, 30)}`, async () => {
      const tenant = await customer();
      expect(refusalOf(await buy(tenant, name))?.code).toBe('BAD_USER_INPUT');
      expect(refusalOf(await offer(tenant, name))?.code).toBe('BAD_USER_INPUT');
    });
  }

  for (const maxAliases of [0, -100, 50, 150, 10_100, 2_147_483_600]) {
    it(`is refused for ${maxAliases} aliases`, async () => {
      expect(refusalOf(await buy(await customer(), 'any-name', maxAliases))?.code).toBe('BAD_USER_INPUT');
    });
  }

  for (const name of ['abc', 'a1b', '3com', 'a-b-c', 'a'.repeat(20)]) {
    it(`can be for ${name}`, async () => {
      expect((await buy(await customer(), name)).data?.buyNamespace.license.namespace).toEqual(
        jasmine.objectContaining({ name }),
      );
    });
  }

  it("is the owner's", async () => {
    const { person } = await customer();
    const input = { name: 'mine', maxAliases: 100, acceptedGrossCents: 10_000_000 };
    expect(await api.refusals(await person(UserRole.ADMIN), BUY, { input })).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, BUY, { input })).toEqual(['UNAUTHENTICATED']);
  });
});
