import { Browser } from '../../../test/browser.ts';
import { type Answer, useApi } from '../../../test/use-api.ts';

const CREATE = `mutation ($input: CreateFirstAccountInput!) {
  createFirstAccount(input: $input) { viewer { role account { name license { product state maxClients } } } } }`;
const PORTAL = new URL('https://portal.example.com');
const OWNER = { company: 'Acme', name: 'Ada', email: 'Ada@Example.com', password: 'watch-the-fleet-live' };

describe('the first account', () => {
  const api = useApi();

  const codeOf = ({ errors }: Answer<unknown>): string => errors?.[0]?.extensions.code ?? 'made';
  const create = (input: Record<string, unknown>): Promise<Answer<Record<string, unknown>>> =>
    new Browser(api).ask(CREATE, { input: { ...OWNER, ...input } });
  const newToken = async (): Promise<string> => {
    await api.db.query('DELETE FROM account');
    return new URL((await api.portal.services.setupLinks.issue(PORTAL)) ?? 'none:').hash.slice(1);
  };
  const accounts = async (): Promise<number> => {
    const rows: unknown[] = await api.db.query('SELECT FROM account');
    return rows.length;
  };

  it('is made by a link that only the log of the start shows, and its owner is signed in', async () => {
    const token = await newToken();
    const browser = new Browser(api);

    const { data } = await browser.ask(CREATE, { input: { ...OWNER, token } });

    expect(data?.['createFirstAccount']).toEqual({
      viewer: {
        role: 'OWNER',
        account: { name: 'Acme', license: { product: 'ENTERPRISE', state: 'ACTIVE', maxClients: null } },
      },
    });
    expect((await browser.ask('{ account { name } }')).data).toEqual({ account: { name: 'Acme' } });
    expect(await new Browser(api).tries('ada@example.com', OWNER.password)).toBe('signed in');
    const stored = JSON.stringify(await api.db.query("SELECT encode(hash, 'base64') AS hash FROM setup_link"));
    expect(stored).not.toContain(token);
  });

  it('is made by one of twenty who try at once', async () => {
    const token = await newToken();

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        create({ token, company: `Acme ${String(i)}`, email: `ada${String(i)}@example.com` }),
      ),
    );

    expect(answers.map(codeOf).sort()).toEqual([...Array<string>(19).fill('NOT_FOUND'), 'made']);
    expect(await accounts()).toBe(1);
  });

  it('is made once: a used link is not found', async () => {
    const token = await newToken();
    expect(codeOf(await create({ token }))).toBe('made');
    expect(codeOf(await create({ token, email: 'eve@example.com' }))).toBe('NOT_FOUND');
    await api.db.query('DELETE FROM account');
    expect(codeOf(await create({ token }))).toBe('NOT_FOUND');
  });

  it('gets a new link at each start, and the one before holds no longer', async () => {
    const [before, token] = [await newToken(), await newToken()];
    expect(codeOf(await create({ token: before }))).toBe('NOT_FOUND');
    expect(codeOf(await create({ token }))).toBe('made');
  });

  it('gets no link once there is an account, and an open link holds no longer', async () => {
    const token = await newToken();
    await create({ token });
    expect(await api.portal.services.setupLinks.issue(PORTAL)).toBeNull();

    await api.db.query('UPDATE setup_link SET used_at = NULL');
    expect(codeOf(await create({ token }))).toBe('NOT_FOUND');
  });

  it('has a link whose secret is behind the #, where no server on the way sees it', async () => {
    await api.db.query('DELETE FROM account');
    expect(await api.portal.services.setupLinks.issue(PORTAL)).toMatch(
      /^https:\/\/portal\.example\.com\/welcome#[\w-]{43}$/,
    );
  });

  const refused: [what: string, input: Record<string, unknown>][] = [
    ['a weak password', { password: 'password1234' }],
    ['the address as password', { password: 'ada@example.com' }],
    ['a short password', { password: 'short' }],
    ['a huge password', { password: 'x'.repeat(50_000) }],
    ['no address', { email: 'ada' }],
    ['two addresses', { email: 'ada@example.com, eve@example.com' }],
    ['an address with a new line', { email: 'ada@example.com\r\nBcc: eve@example.com' }],
    ['an address that looks like another', { email: 'аda@example.com' }],
    ['a huge address', { email: `${'a'.repeat(60_000)}@example.com` }],
    ['no name', { name: '  ' }],
    ['a name with a control character', { name: 'Ada\u001b[2J' }],
    ['a name of 101 characters', { name: 'x'.repeat(101) }],
    ['a company that is a number', { company: 7 }],
    ['a company that is missing', { company: undefined }],
    ['an account to be made in', { accountId: 'x' }],
  ];
  for (const [what, input] of refused) {
    it(`is not made of ${what}, and the link still holds`, async () => {
      const token = await newToken();
      expect(codeOf(await create({ token, ...input }))).toBe('BAD_USER_INPUT');
      expect(await accounts()).toBe(0);
      expect(codeOf(await create({ token }))).toBe('made');
    });
  }

  for (const [what, token, code] of [
    ['unknown', 'x'.repeat(43), 'NOT_FOUND'],
    ['empty', '', 'BAD_USER_INPUT'],
    ['huge', 'x'.repeat(50_000), 'BAD_USER_INPUT'],
    ['no text', {}, 'BAD_USER_INPUT'],
  ] as const) {
    it(`is not made by a link that is ${what}`, async () => {
      await newToken();
      expect(codeOf(await create({ token }))).toBe(code);
      expect(await accounts()).toBe(0);
    });
  }
});
