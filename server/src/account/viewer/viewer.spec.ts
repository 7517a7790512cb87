import { readdir } from 'node:fs/promises';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../user.entity.ts';

const VIEWER = `{ viewer { ... on UserViewer {
  id email name role rights account { id customerNumber } preferences { language timeZone csvScope csvDateFormat } } } }`;
const UPDATE =
  'mutation ($input: UpdatePreferencesInput!) { updatePreferences(input: $input) { language timeZone csvScope csvDateFormat } }';
const ACCOUNT = `{ account { id name email customerNumber
  contact { name company street postalCode city country phone } paymentMethod { kind summary } } }`;

const CSV = { csvScope: 'EVERYTHING', csvDateFormat: 'ISO_8601' };

describe('the viewer', () => {
  const api = useApi();

  it('is nobody for a stranger', async () => {
    expect((await api.as(null, VIEWER)).data).toEqual({ viewer: null });
  });

  it('is the person with the rights of the role', async () => {
    const { accountId, person } = await newTenant(api);
    const accountant = await person(UserRole.ACCOUNTANT);

    const { data } = await api.as<{ viewer: Record<string, unknown> }>(accountant, VIEWER);

    expect(data?.viewer).toEqual({
      id: accountant.userId,
      email: accountant.email,
      name: 'Ada',
      role: 'ACCOUNTANT',
      rights: jasmine.arrayWithExactContents([
        'USER',
        'ACCOUNT_READ',
        'ACCOUNT_WRITE',
        'LICENSE_READ',
        'INVOICES_READ',
        'TICKETS_READ',
        'TICKETS_WRITE',
      ]),
      account: { id: accountId, customerNumber: jasmine.stringMatching(/^[1-9]\d{8}$/) },
      preferences: { language: 'en', timeZone: 'UTC', ...CSV },
    });
  });

  it('sees the own account, and nobody else does', async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    await api.db.query(
      `UPDATE account SET company = 'Acme Ltd', city = 'Bristol', payment_kind = 'CARD', payment_summary = '4242' WHERE id = $1`,
      [mine.accountId],
    );

    const [own, other] = [await api.as(mine.owner, ACCOUNT), await api.as(theirs.owner, ACCOUNT)];

    const contact = { street: null, postalCode: null, country: null, phone: null, name: 'Ada' };
    expect(own.data?.['account']).toEqual({
      id: mine.accountId,
      name: 'Acme',
      email: mine.owner.email,
      customerNumber: jasmine.any(String),
      contact: { ...contact, company: 'Acme Ltd', city: 'Bristol' },
      paymentMethod: { kind: 'CARD', summary: '4242' },
    });
    expect(other.data?.['account']).toEqual(
      jasmine.objectContaining({
        id: theirs.accountId,
        contact: { ...contact, company: null, city: null },
        paymentMethod: null,
      }),
    );
  });

  it('needs to be somebody to see an account', async () => {
    expect(await api.refusals(null, ACCOUNT)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('preferences', () => {
  const api = useApi();

  it('change in what is said, and stay in what is not', async () => {
    const { owner } = await newTenant(api);
    await api.as(owner, UPDATE, { input: { language: 'de' } });
    await api.as(owner, UPDATE, { input: { timeZone: 'Europe/Berlin', language: null } });
    await api.as(owner, UPDATE, { input: { csvScope: 'PAGE' } });
    await api.as(owner, UPDATE, { input: { csvDateFormat: 'DAY_MONTH_YEAR_DOTS', csvScope: null } });
    const { data } = await api.as(owner, UPDATE, { input: {} });
    expect(data?.['updatePreferences']).toEqual({
      language: 'de',
      timeZone: 'Europe/Berlin',
      csvScope: 'PAGE',
      csvDateFormat: 'DAY_MONTH_YEAR_DOTS',
    });
  });

  it('take any name of a zone that browsers use, old ones too', async () => {
    const { owner } = await newTenant(api);
    for (const timeZone of ['UTC', 'Asia/Kolkata', 'Asia/Calcutta', 'US/Pacific', 'America/Argentina/Buenos_Aires']) {
      const { data } = await api.as(owner, UPDATE, { input: { timeZone } });
      expect(data?.['updatePreferences']).toEqual({ language: 'en', timeZone, ...CSV });
    }
  });

  it('take each language that the pages have texts in', async () => {
    const { owner } = await newTenant(api);
    const files = await readdir(new URL('../../../../web/public/i18n/', import.meta.url));
    expect(files.length).toBeGreaterThan(1);

    for (const language of files.map(file => file.replace('.json', ''))) {
      const { data } = await api.as(owner, UPDATE, { input: { language } });
      expect(data?.['updatePreferences']).toEqual({ language, timeZone: 'UTC', ...CSV });
    }
  });

  it('are of one person alone', async () => {
    const { owner, person } = await newTenant(api);
    const colleague = await person(UserRole.VIEWER);
    await api.as(colleague, UPDATE, { input: { language: 'de' } });
    expect((await api.as(owner, UPDATE, { input: {} })).data?.['updatePreferences']).toEqual({
      language: 'en',
      timeZone: 'UTC',
      ...CSV,
    });
  });

  it('are of no stranger', async () => {
    expect(await api.refusals(null, UPDATE, { input: { language: 'de' } })).toEqual(['UNAUTHENTICATED']);
  });

  const refused: [field: string, value: unknown][] = [
    ['language', 'tlh'],
    ['language', 'EN'],
    ['language', ''],
    ['language', ['de']],
    ['language', 1],
    ['timeZone', 'Mars/Phobos'],
    ['timeZone', 'europe/berlin'],
    ['timeZone', '+02:00'],
    ['timeZone', ''],
    ['timeZone', 'x'.repeat(100_000)],
    ['timeZone', { $ne: null }],
    ['csvScope', 'ALL'],
    ['csvDateFormat', 'YYYY'],
    ['role', 'OWNER'],
  ];
  for (const [field, value] of refused) {
    it(`refuse ${JSON.stringify(value).slice(0, 30)} as ${field}`, async () => {
      const { owner } = await newTenant(api);
      expect(await api.refusals(owner, UPDATE, { input: { [field]: value } })).toEqual(['BAD_USER_INPUT']);
    });
  }
});
