import { Browser } from '../../../test/browser.ts';
import { mailsTo, secretIn } from '../../../test/mails.ts';
import { newTenant, useQuickPasswords } from '../../../test/tenant.ts';
import { type Answer, useApi } from '../../../test/use-api.ts';
import { MAIL_LIMITS } from '../../account/mail-limits.ts';
import { newId } from '../../core/ids.ts';

const REQUEST = 'mutation ($input: RequestSignUpInput!) { requestSignUp(input: $input) }';
const COMPLETE = `mutation ($input: CompleteSignUpInput!) { completeSignUp(input: $input) { viewer {
  role preferences { language } account { name license { product isTrial state expiresAt } } } } }`;
const HOUR_MS = 3_600_000;
const NEW = 'seven purple owls read';

const codeOf = ({ errors }: Answer<unknown>): string => errors?.[0]?.extensions.code ?? 'done';

describe('signing up', () => {
  const api = useApi({ settings: { PORTAL_SIGNUP: 'open' } });
  useQuickPasswords();
  let email: string;
  beforeAll(() => newTenant(api));
  beforeEach(() => (email = `${newId()}@example.com`));

  const request = (input: object = {}, browser = new Browser(api)) =>
    browser.ask(REQUEST, { input: { email, company: 'Acme', ...input } });
  const complete = (token: string, input: object = {}, browser = new Browser(api)) =>
    browser.ask(COMPLETE, { input: { token, name: 'Ada', password: NEW, ...input } });
  const mails = async (address = email) => {
    await api.portal.services.people.errands.stop();
    return mailsTo(api, address);
  };
  const newLink = async (input: object = {}): Promise<string> => {
    await request(input);
    return secretIn((await mails()).at(-1) ?? { text: '' });
  };
  const later = (ms: number): void => {
    api.now = new Date(api.now.getTime() + ms);
  };

  it('makes an account with a trial license by a link that was mailed, and its owner is signed in', async () => {
    expect((await api.as(null, '{ isSignUpOpen }')).data).toEqual({ isSignUpOpen: true });
    const token = await newLink({ language: 'de', company: ' Müller & Søn ' });
    expect((await mails())[0]?.text).toContain('„Müller & Søn“');
    const browser = new Browser(api);

    const { data } = await complete(token, {}, browser);

    expect(data?.['completeSignUp']).toEqual({
      viewer: {
        role: 'OWNER',
        preferences: { language: 'de' },
        account: {
          name: 'Müller & Søn',
          license: {
            product: 'POWER',
            isTrial: true,
            state: jasmine.any(String),
            expiresAt: '2026-07-01T12:00:00.000Z',
          },
        },
      },
    });
    expect((await browser.ask('{ account { email } }')).data).toEqual({ account: { email } });
    const made = '{ events(filter: { types: [ACCOUNT_CREATED] }) { nodes { actor { ip } } } }';
    expect((await browser.ask(made)).data).toEqual({ events: { nodes: [{ actor: { ip: browser.ip } }] } });
    expect(await new Browser(api).tries(email, NEW)).toBe('signed in');
    expect(await api.db.query('SELECT FROM sign_up WHERE email = $1', [email])).toEqual([]);
  });

  it('is answered the same for a user, who is mailed how to sign in', async () => {
    const { owner } = await newTenant(api);
    expect(await request({ email: owner.email.toUpperCase() })).toEqual(await request());
    const [mail] = await mails(owner.email);
    expect(mail?.text).toContain('/sign-in');
    expect(mail?.text).not.toContain('#');
    expect(await api.db.query('SELECT FROM sign_up WHERE email = $1', [owner.email])).toEqual([]);
  });

  it('is done by one of several who try at once, and never again', async () => {
    const token = await newLink();
    const answers = await Promise.all(Array.from({ length: 8 }, () => complete(token)));
    expect(answers.map(codeOf).sort()).toEqual([...Array<string>(7).fill('NOT_FOUND'), 'done']);
    expect(codeOf(await complete(token))).toBe('NOT_FOUND');
  });

  it('has a link that holds for 24 hours, and only the newest to an address', async () => {
    const [first, second] = [await newLink(), await newLink()];
    expect(codeOf(await complete(first))).toBe('NOT_FOUND');
    later(24 * HOUR_MS);
    expect(codeOf(await complete(second))).toBe('NOT_FOUND');

    await api.portal.services.signUps.clean();
    expect(await api.db.query('SELECT FROM sign_up WHERE email = $1', [email])).toEqual([]);
  });

  it('keeps its link where the password is bad, and where the address has come into use', async () => {
    const token = await newLink();
    for (const password of ['short', email, 'password1234', 'x'.repeat(50_000)]) {
      expect(codeOf(await complete(token, { password }))).toBe('BAD_USER_INPUT');
    }
    expect(codeOf(await complete(token, { name: 'Ada\nEve' }))).toBe('BAD_USER_INPUT');
    const { person, accountId } = await newTenant(api);
    expect(person).toBeDefined();
    await api.db.query('UPDATE user_email SET email = $2 WHERE account_id = $1', [accountId, email]);
    const before = await api.db.query<unknown[]>('SELECT FROM account');
    expect(codeOf(await complete(token))).toBe('CONFLICT');
    expect((await api.db.query<unknown[]>('SELECT FROM account')).length).toBe(before.length);
    expect((await api.db.query<unknown[]>('SELECT FROM sign_up WHERE email = $1', [email])).length).toBe(1);
  });

  it('stores nothing of the link but its hash', async () => {
    const token = await newLink();
    const rows: unknown = await api.db.query('SELECT * FROM sign_up');
    expect(JSON.stringify([rows, api.lines])).not.toContain(token);
  });

  it('mails little to one address, and little for one caller', async () => {
    for (let i = 0; i < MAIL_LIMITS.address; i++) expect(codeOf(await request())).toBe('done');
    expect(codeOf(await request())).toBe('RATE_LIMITED');

    const browser = new Browser(api);
    const answers: string[] = [];
    for (let i = 0; i <= MAIL_LIMITS.caller; i++) {
      answers.push(codeOf(await request({ email: `${newId()}@example.com` }, browser)));
    }
    expect(answers).toEqual([...Array<string>(MAIL_LIMITS.caller).fill('done'), 'RATE_LIMITED']);
  });

  for (const [what, input] of [
    ['two addresses', { email: 'ada@example.com, eve@example.com' }],
    ['an address with a new line', { email: 'ada@example.com\r\nBcc: eve@example.com' }],
    ['an account without a name', { company: ' ' }],
    ['an account whose name has a control character', { company: 'Acme\u001b[2J' }],
    ['a language that there is not', { language: 'tlh' }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      expect(codeOf(await request(input))).toBe('BAD_USER_INPUT');
    });
  }
});

describe('signing up where there is no account yet', () => {
  const api = useApi({ settings: { PORTAL_SIGNUP: 'open' } });

  it('is refused: the first account is of whoever starts the portal', async () => {
    const input = { email: 'ada@example.com', company: 'Acme' };
    expect((await api.as(null, '{ isSignUpOpen }')).data).toEqual({ isSignUpOpen: false });
    expect(await api.refusals(null, REQUEST, { input })).toEqual(['FORBIDDEN']);
  });
});

describe('signing up where it is closed', () => {
  const api = useApi();

  it('is refused, and said to be so', async () => {
    await newTenant(api);
    const input = { email: 'ada@example.com', company: 'Acme' };
    expect((await api.as(null, '{ isSignUpOpen }')).data).toEqual({ isSignUpOpen: false });
    expect(await api.refusals(null, REQUEST, { input })).toEqual(['FORBIDDEN']);
    const done = { token: 'x'.repeat(43), name: 'Ada', password: NEW };
    expect(await api.refusals(null, COMPLETE, { input: done })).toEqual(['FORBIDDEN']);
  });
});
