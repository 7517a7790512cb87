import { Browser } from '../../../test/browser.ts';
import { mailsTo, secretIn } from '../../../test/mails.ts';
import { granted, refused } from '../../../test/session-desk.ts';
import { newTenant, PASSWORD, type Person, type Tenant, useQuickPasswords } from '../../../test/tenant.ts';
import { newToken } from '../../../test/tokens.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../user.entity.ts';

const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';
const REQUEST = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
const WHO = '{ viewer { ... on UserViewer { id } } }';
const NEW = 'another ten lives';
const MINUTE_MS = 60_000;

describe('the password of a person', () => {
  const api = useApi();
  useQuickPasswords();
  let tenant: Tenant;
  let owner: Person;

  beforeEach(async () => {
    tenant = await newTenant(api);
    owner = tenant.owner;
  });

  const later = (ms: number): void => {
    api.now = new Date(api.now.getTime() + ms);
  };
  const signedIn = async (person: Person): Promise<Browser> => {
    const browser = new Browser(api);
    await browser.signIn(person.email, PASSWORD);
    return browser;
  };
  const isKnown = async (browser: Browser): Promise<boolean> => (await browser.ask(WHO)).data?.['viewer'] !== null;
  const change = (browser: Browser, input: object = {}) =>
    browser.ask(CHANGE, { input: { current: PASSWORD, new: NEW, ...input } });
  const eventsOf = (type: string): Promise<{ data: Record<string, unknown>; actor_id: string }[]> =>
    api.db.query('SELECT data, actor_id FROM event WHERE account_id = $1 AND type = $2', [tenant.accountId, type]);
  const fieldsOf = (answer: Parameters<typeof refused>[0]): unknown =>
    (refused(answer).details as { fields?: object } | undefined)?.fields;

  describe('that is changed', () => {
    it('is the only one that holds, is logged and mailed, and stands nowhere', async () => {
      const browser = await signedIn(owner);
      expect((await change(browser)).data).toEqual({ changePassword: true });

      expect(await new Browser(api).tries(owner.email, PASSWORD)).toBe('UNAUTHENTICATED');
      expect(await new Browser(api).tries(owner.email, NEW)).toBe('signed in');
      const [event] = await eventsOf('PASSWORD_CHANGED');
      const [mail] = await mailsTo(api, owner.email);
      expect(event).toEqual({ data: { userId: owner.userId, signInId: jasmine.any(String) }, actor_id: owner.userId });
      expect(mail?.subject).toBe('Your password for MyDesk Portal was changed');
      expect(mail?.text).toContain(browser.ip);
      expect(JSON.stringify([event, mail, api.lines])).not.toContain(NEW);
    });

    it('ends all other sign-ins of the person, and their sockets, before it is answered', async () => {
      const [browser, elsewhere] = [await signedIn(owner), await signedIn(owner)];
      const colleague = await tenant.person(UserRole.ADMIN);
      const [mine, theirs] = [await api.socket(owner), await api.socket(colleague)];

      await change(browser);

      expect(await isKnown(elsewhere)).toBe(false);
      expect((await api.as(owner, WHO)).data?.['viewer']).toBeNull();
      expect(await mine.ended).toEqual({ code: 4403, reason: 'Signed out' });
      expect(theirs.socket.readyState).toBe(theirs.socket.OPEN);
      expect((await api.as(colleague, WHO)).data?.['viewer']).not.toBeNull();
    });

    it('gives this sign-in another cookie; the one before holds 10 seconds longer, and so does what it opens', async () => {
      const browser = await signedIn(owner);
      const before = { secret: browser.cookie('sid') ?? '' };
      const socket = await api.socket(before);

      await change(browser);

      const after = { secret: browser.cookie('sid') ?? '' };
      expect(after.secret).not.toBe(before.secret);
      expect(await socket.ended).toEqual({ code: 4205, reason: 'The sign-in was renewed' });
      expect((await api.as(before, WHO)).data?.['viewer']).toEqual({ id: owner.userId });
      later(9_950);
      const [lingering, lasting] = [await api.socket(before), await api.socket(after)];
      later(50);
      expect((await api.as(before, WHO)).data?.['viewer']).toBeNull();
      expect(await lingering.ended).toEqual(jasmine.objectContaining({ code: 4205 }));
      await expectAsync(api.socket(before)).toBeRejectedWithError(/4401/);
      expect(lasting.socket.readyState).toBe(lasting.socket.OPEN);
      expect(await isKnown(browser)).toBe(true);
    });

    it('leaves API tokens as they are', async () => {
      const tool = await newToken(api, owner);
      await change(await signedIn(owner));
      expect(await api.refusals(tool, '{ clients { nodes { id } } }')).toEqual([]);
    });

    const refusals: [what: string, input: object, field: string][] = [
      ['the present one is wrong', { current: 'wrong password' }, 'current'],
      ['the new one is short', { new: 'short' }, 'new'],
      ['the new one is common', { new: 'Password2026!' }, 'new'],
      ['the new one is the same', { new: PASSWORD }, 'new'],
      ['the new one is huge', { new: 'x'.repeat(50_000) }, 'new'],
    ];
    for (const [what, input, field] of refusals) {
      it(`is refused where ${what}`, async () => {
        const browser = await signedIn(owner);
        expect(Object.keys(fieldsOf(await change(browser, input)) ?? {})).toEqual([field]);
        expect(await new Browser(api).tries(owner.email, PASSWORD)).toBe('signed in');
      });
    }

    it('is refused after 5 wrong ones, which lock out no other browser', async () => {
      const [browser, elsewhere] = [await signedIn(owner), await signedIn(owner)];
      for (let i = 0; i < 5; i++) await change(browser, { current: `wrong password ${String(i)}` });
      expect(refused(await change(browser)).codes).toEqual(['RATE_LIMITED']);
      expect(granted(await change(elsewhere))).toEqual({ changePassword: true });
    });

    it('is changed once by two who try at once', async () => {
      const browser = await signedIn(owner);
      const answers = await Promise.all([change(browser), change(browser, { new: 'yet another ten lives' })]);
      expect(answers.filter(({ data }) => data?.['changePassword'])).toHaveSize(1);
    });

    it('is of no stranger and of no tool', async () => {
      const input = { current: PASSWORD, new: NEW };
      expect(await api.refusals(null, CHANGE, { input })).toEqual(['UNAUTHENTICATED']);
      expect(await api.refusals(await newToken(api, owner), CHANGE, { input })).toEqual(['FORBIDDEN']);
    });
  });

  describe('that is forgotten', () => {
    const request = (email: string, browser = new Browser(api)) => browser.ask(REQUEST, { input: { email } });
    const reset = (token: string, password = NEW) => new Browser(api).ask(RESET, { input: { token, password } });
    const newLink = async (email = owner.email): Promise<string> => {
      await request(email);
      await api.portal.services.people.errands.stop();
      const mail = (await mailsTo(api, email)).at(-1);
      return secretIn(mail ?? { text: '' });
    };

    it('is replaced by a link that was mailed, and nobody is signed in by it', async () => {
      const elsewhere = await signedIn(owner);
      const socket = await api.socket(owner);
      const browser = new Browser(api);
      const link = await newLink();

      const { data } = await browser.ask(RESET, { input: { token: link, password: NEW } });

      expect(data).toEqual({ resetPassword: true });
      expect(browser.lastCookies).toEqual([]);
      expect(await isKnown(elsewhere)).toBe(false);
      expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 4403 }));
      expect(await new Browser(api).tries(owner.email, PASSWORD)).toBe('UNAUTHENTICATED');
      expect(await new Browser(api).tries(owner.email, NEW)).toBe('signed in');
      const mails = await mailsTo(api, owner.email);
      expect(mails.map(({ subject }) => subject)).toEqual([
        'Your password for MyDesk Portal',
        'Your password for MyDesk Portal was changed',
      ]);
      expect((await eventsOf('PASSWORD_CHANGED')).map(({ data }) => data)).toEqual([{ userId: owner.userId }]);
    });

    it('has a link to the address of the settings, whatever the caller calls the portal, with its secret behind the #', async () => {
      await api.portal.door.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { host: '127.0.0.1:9', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' },
        payload: { query: REQUEST, variables: { input: { email: owner.email } } },
      });
      await api.portal.services.people.errands.stop();
      const [mail] = await mailsTo(api, owner.email);
      expect(mail?.text).toMatch(/^http:\/\/localhost:4000\/reset-password#[\w-]{43}$/m);
      expect(mail?.text).not.toContain('evil');
    });

    it('is answered alike whether or not the address is known, and mails only who can sign in', async () => {
      const suspended = await tenant.person(UserRole.ADMIN);
      await api.db.query('UPDATE portal_user SET suspended_at = now() WHERE id = $1', [suspended.userId]);

      const answers = [];
      for (const email of [owner.email, 'nobody@example.com', suspended.email, ` ${owner.email.toUpperCase()} `]) {
        answers.push(await request(email));
      }
      await api.portal.services.people.errands.stop();

      expect(answers).toEqual(Array(4).fill({ data: { requestPasswordReset: true } }));
      expect(await mailsTo(api, owner.email)).toHaveSize(2);
      expect(await mailsTo(api, suspended.email)).toHaveSize(0);
      expect(await mailsTo(api, 'nobody@example.com')).toHaveSize(0);
    });

    it('is answered before anything hangs on whether the address is known', async () => {
      const holder = api.db.createQueryRunner();
      await holder.startTransaction();
      await holder.query('SELECT FROM account_tally WHERE account_id = $1 FOR UPDATE', [tenant.accountId]);

      expect((await request(owner.email)).data).toEqual({ requestPasswordReset: true });

      await holder.commitTransaction();
      await holder.release();
      await api.portal.services.people.errands.stop();
      expect(await mailsTo(api, owner.email)).toHaveSize(1);
    });

    it('has a link that holds once, also of ten who use it at once', async () => {
      const link = await newLink();
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => reset(link, `${NEW} ${String(i)}`)));
      expect(answers.filter(({ data }) => data?.['resetPassword'])).toHaveSize(1);
      expect(refused(await reset(link)).codes).toEqual(['NOT_FOUND']);
    });

    it('has a link that holds for 30 minutes', async () => {
      const [link, late] = [await newLink(), await newLink()];
      later(30 * MINUTE_MS - 1);
      expect((await reset(link)).errors).toBeUndefined();
      later(1);
      expect(refused(await reset(late)).codes).toEqual(['NOT_FOUND']);
    });

    it('has links of which none holds once one was used, or the password was changed', async () => {
      const links = [await newLink(), await newLink()];
      await reset(links[1] ?? '');
      expect(refused(await reset(links[0] ?? '')).codes).toEqual(['NOT_FOUND']);

      const last = await newLink();
      const browser = new Browser(api);
      await browser.signIn(owner.email, NEW);
      await change(browser, { current: NEW, new: PASSWORD });
      expect(refused(await reset(last)).codes).toEqual(['NOT_FOUND']);
    });

    it('has a link of one person alone, who must not be suspended since', async () => {
      const other = (await newTenant(api)).owner;
      await reset(await newLink(other.email));
      expect(await new Browser(api).tries(owner.email, PASSWORD)).toBe('signed in');

      const link = await newLink();
      await tenant.person(UserRole.OWNER);
      await api.db.query('UPDATE portal_user SET suspended_at = now() WHERE id = $1', [owner.userId]);
      expect(refused(await reset(link)).codes).toEqual(['NOT_FOUND']);
    });

    it('has a link that is stored as a hash, and in mail that is encrypted', async () => {
      const link = await newLink();
      const tables = ['password_reset', 'mail', 'event', 'rate_limit'];
      for (const table of tables) {
        const rows: { row: string }[] = await api.db.query(`SELECT ${table}::text AS row FROM ${table}`);
        expect(rows.map(({ row }) => row).join()).not.toContain(link);
      }
      expect(api.lines.join()).not.toContain(link);
    });

    it('is asked for three times an hour at most for one address, known or not', async () => {
      for (const email of [owner.email, 'stranger@example.com']) {
        const codes = [];
        for (let i = 0; i < 4; i++) codes.push(refused(await request(email)).codes[0] ?? 'mailed');
        expect(codes).toEqual(['mailed', 'mailed', 'mailed', 'RATE_LIMITED']);
      }
    });

    it('is asked for twenty times an hour at most from one place', async () => {
      const browser = new Browser(api);
      for (let i = 0; i < 20; i++) await request(`u${String(i)}@example.com`, browser);
      expect(refused(await request(owner.email, browser)).codes).toEqual(['RATE_LIMITED']);
    });

    it('that others have tried to guess can be used at once when it was replaced', async () => {
      for (let i = 0; i < 6; i++) await new Browser(api).tries(owner.email, 'a wrong password');
      await reset(await newLink());
      expect(await new Browser(api).tries(owner.email, NEW)).toBe('signed in');
    });

    for (const password of ['short', 'Password2026!', 'x'.repeat(50_000)]) {
      it(`is not replaced by ${password.slice(0, 20)}, and the link still holds`, async () => {
        const link = await newLink();
        expect(refused(await reset(link, password)).codes).toEqual(['BAD_USER_INPUT']);
        expect((await reset(link)).errors).toBeUndefined();
      });
    }

    for (const token of ['x'.repeat(43), 'short']) {
      it(`has no link ${token}`, async () => expect(refused(await reset(token)).codes).toEqual(['NOT_FOUND']));
    }
  });

  it('that others try to guess is told to its owner, once for each time that locks out', async () => {
    for (let i = 0; i < 9; i++) await new Browser(api).tries(owner.email, 'a wrong password');
    await api.portal.services.people.errands.stop();

    expect((await eventsOf('SIGN_IN_LOCKED_OUT')).map(({ data }) => data)).toEqual([{ userId: owner.userId }]);
    expect((await mailsTo(api, owner.email)).map(({ subject }) => subject)).toEqual([
      'Somebody tried to sign in to MyDesk Portal as you',
    ]);
  });
});
