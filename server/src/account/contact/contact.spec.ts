import { logOf } from '../../../test/log-of.ts';
import { newTenant } from '../../../test/tenant.ts';
import { type Answer, useApi } from '../../../test/use-api.ts';
import { UserRole } from '../user.entity.ts';

const UPDATE = `mutation ($input: UpdateContactInput!) {
  updateContact(input: $input) { contact { name company street postalCode city country phone vatId } } }`;
const BERLIN = {
  name: 'Ada Lovelace',
  company: 'Acme GmbH',
  street: 'Speicherstraße 14',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
  phone: '030 55501420',
  vatId: 'DE 136 695 976',
};
const STORED = { ...BERLIN, phone: '+49 30 55501420', vatId: 'DE136695976' };

describe('the contact of an account', () => {
  const api = useApi();
  type Asker = Parameters<typeof api.as>[0];

  const update = (asker: Asker, input: object): Promise<Answer<Record<string, unknown>>> =>
    api.as(asker, UPDATE, { input });
  const contactOf = ({ data }: Answer<Record<string, unknown>>) =>
    (data?.['updateContact'] as { contact: object }).contact;

  it('is changed in what is named, and the log says in what', async () => {
    const { accountId, owner } = await newTenant(api);

    expect(contactOf(await update(owner, BERLIN))).toEqual(STORED);
    expect(contactOf(await update(owner, { city: ' Potsdam ', company: '', street: null }))).toEqual({
      ...STORED,
      city: 'Potsdam',
      company: null,
    });
    await update(owner, { city: 'Potsdam' });

    const events = await logOf(api, accountId, 'ACCOUNT_CHANGED');
    expect(events.map(({ data }) => data['changed'])).toEqual([
      ['name', 'company', 'street', 'postalCode', 'city', 'country', 'phone', 'vatId'],
      ['company', 'city'],
    ]);
    expect(JSON.stringify(events)).not.toContain('Potsdam');
  });

  it("is the own account's alone, for those who may change it", async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    expect(contactOf(await update(await mine.person(UserRole.ACCOUNTANT), BERLIN))).toEqual(STORED);
    expect(await api.refusals(await mine.person(UserRole.VIEWER), UPDATE, { input: {} })).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, UPDATE, { input: {} })).toEqual(['UNAUTHENTICATED']);
    expect((await api.as(theirs.owner, '{ account { contact { city } } }')).data).toEqual({
      account: { contact: { city: null } },
    });
  });

  const phones: [typed: string, country: string, stored: string | null][] = [
    ['030 55501420', 'DE', '+49 30 55501420'],
    ['+43 1 58858', 'DE', '+43 1 58858'],
    ['0117 496 0182', 'GB', '+44 117 496 0182'],
    ['12', 'DE', null],
    ['+49 30 1', 'DE', null],
    ['call me', 'DE', null],
    ['030 55501420 or 030 55501421', 'DE', null],
    ['+999 55501420', 'DE', null],
    ['030 55501420', 'AQ', null],
  ];
  for (const [typed, country, stored] of phones) {
    it(`${stored ? 'takes' : 'refuses'} ${typed} as a telephone number of ${country}`, async () => {
      const { owner } = await newTenant(api);
      const answer = await update(owner, { country, phone: typed });
      expect(stored ? contactOf(answer) : answer.errors?.[0]?.extensions).toEqual(
        stored
          ? jasmine.objectContaining({ phone: stored })
          : { code: 'BAD_USER_INPUT', details: { fields: { phone: [jasmine.any(String)] } } },
      );
    });
  }

  const vatIds: [typed: string, country: string, stored: string | null][] = [
    ['DE136695976', 'DE', 'DE136695976'],
    ['atu 37675002', 'AT', 'ATU37675002'],
    ['EL094259216', 'GR', 'EL094259216'],
    ['DE136695977', 'DE', null],
    ['DE136695976', 'AT', null],
    ['136695976', 'DE', null],
    ['DE136695976', 'US', null],
  ];
  for (const [typed, country, stored] of vatIds) {
    it(`${stored ? 'takes' : 'refuses'} ${typed} as a VAT id of ${country}`, async () => {
      const { owner } = await newTenant(api);
      const answer = await update(owner, { country, vatId: typed });
      if (stored) expect(contactOf(answer)).toEqual(jasmine.objectContaining({ vatId: stored }));
      else expect(answer.errors?.[0]?.extensions.details).toEqual({ fields: { vatId: [jasmine.any(String)] } });
    });
  }

  it('does not move to a country that the VAT id is none of, unless that changes too', async () => {
    const { owner } = await newTenant(api);
    await update(owner, BERLIN);
    expect(await api.refusals(owner, UPDATE, { input: { country: 'AT' } })).toEqual(['BAD_USER_INPUT']);
    expect(contactOf(await update(owner, { country: 'AT', vatId: '' }))).toEqual({
      ...STORED,
      country: 'AT',
      vatId: null,
    });
  });

  const hostile: [field: string, value: unknown][] = [
    ['name', ''],
    ['name', '  '],
    ['name', 'x'.repeat(101)],
    ['company', 'Acme\r\nBcc: eve@example.com'],
    ['street', 'Main\u202eteertS'],
    ['postalCode', '1'.repeat(21)],
    ['city', '\u0000'],
    ['country', 'de'],
    ['country', 'XX'],
    ['country', '__proto__'],
    ['phone', '+'.repeat(100_000)],
    ['vatId', 'DE'.repeat(50_000)],
    ['phone', 4930],
    ['name', ['Ada']],
  ];
  for (const [field, value] of hostile) {
    it(`refuses ${JSON.stringify(value).slice(0, 30)} as ${field}`, async () => {
      const { owner } = await newTenant(api);
      expect(await api.refusals(owner, UPDATE, { input: { [field]: value } })).toEqual(['BAD_USER_INPUT']);
    });
  }
});
