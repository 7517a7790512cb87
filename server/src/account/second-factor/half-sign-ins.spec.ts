import { Browser } from '../../../test/browser.ts';
import { mailsTo } from '../../../test/mails.ts';
import {
  begin,
  codeOf,
  confirm,
  enrolled,
  enter,
  halfSignedIn,
  nextStep,
  signedIn,
  verify,
} from '../../../test/second-factor.ts';
import { granted, refused } from '../../../test/session-desk.ts';
import { newTenant, PASSWORD, type Person, type Tenant, useQuickPasswords } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../user.entity.ts';

const WHO = '{ viewer { ... on UserViewer { id secondFactor { enabledAt recoveryCodesLeft } } } }';
const MINUTE_MS = 60_000;

describe('signing in with a second factor', () => {
  const api = useApi();
  useQuickPasswords();
  let tenant: Tenant;
  let owner: Person;
  let browser: Browser;

  beforeEach(async () => {
    tenant = await newTenant(api);
    owner = tenant.owner;
    browser = await signedIn(api, owner);
  });

  const later = (ms: number): void => {
    api.now = new Date(api.now.getTime() + ms);
  };
  const stateOf = async (of = browser): Promise<unknown> =>
    (await of.ask<{ viewer: { secondFactor: object } | null }>(WHO)).data?.viewer?.secondFactor ?? null;
  const eventsOf = async (type: string): Promise<Record<string, unknown>[]> => {
    const rows: { data: Record<string, unknown> }[] = await api.db.query(
      'SELECT data FROM event WHERE account_id = $1 AND type = $2 ORDER BY seq',
      [tenant.accountId, type],
    );
    return rows.map(({ data }) => data);
  };
  const subjects = async (): Promise<string[]> => (await mailsTo(api, owner.email)).map(({ subject }) => subject);
  const codesOf = (answer: Parameters<typeof refused>[0]): string => refused(answer).codes[0] ?? 'let in';

  describe('at signing in', () => {
    it('is asked for after the password, and lets in with a code of the app', async () => {
      const { secret } = await enrolled(api, browser);
      const half = await halfSignedIn(api, owner);
      expect(half.cookie('sid') ?? '').toBe('');
      expect(half.lastCookies.join()).toMatch(/half=[\w-]{43}; .*HttpOnly; .*SameSite=Strict/);

      expect((await verify(half, codeOf(api, secret))).data).toEqual({
        verifySecondFactor: { viewer: { id: owner.userId } },
      });

      expect(await stateOf(half)).not.toBeNull();
      expect((await eventsOf('USER_SIGNED_IN')).at(-1)).toEqual(jasmine.objectContaining({ secondFactor: 'TOTP' }));
    });

    it('takes a code once, also of many that come at once, and none from before it', async () => {
      const { secret } = await enrolled(api, browser);
      const [earlier, code] = [codeOf(api, secret), (nextStep(api), codeOf(api, secret))];
      const halves = await Promise.all(Array.from({ length: 4 }, () => halfSignedIn(api, owner)));

      const answers = await Promise.all(halves.map(half => verify(half, code)));

      expect(answers.map(codesOf).sort()).toEqual([...Array<string>(3).fill('BAD_USER_INPUT'), 'let in']);
      expect(codesOf(await verify(await halfSignedIn(api, owner), earlier))).toBe('BAD_USER_INPUT');
    });

    it('does not take the code by which it was confirmed', async () => {
      const { secret } = granted(await begin(browser)).beginTotp;
      const code = codeOf(api, secret);
      await confirm(browser, code);
      expect(codesOf(await verify(await halfSignedIn(api, owner), code))).toBe('BAD_USER_INPUT');
    });

    it('takes a recovery code instead, however it is typed, once, and tells the person', async () => {
      const { codes } = await enrolled(api, browser);
      const [code = '', another = ''] = codes;

      expect(
        codesOf(await verify(await halfSignedIn(api, owner), ` ${code.toLowerCase().replaceAll('-', ' ')} `)),
      ).toBe('let in');
      expect(codesOf(await verify(await halfSignedIn(api, owner), code))).toBe('BAD_USER_INPUT');
      const halves = await Promise.all([halfSignedIn(api, owner), halfSignedIn(api, owner)]);
      const answers = await Promise.all(halves.map(half => verify(half, another)));

      expect(answers.map(codesOf).sort()).toEqual(['BAD_USER_INPUT', 'let in']);
      expect(await stateOf()).toEqual(jasmine.objectContaining({ recoveryCodesLeft: 8 }));
      expect(await eventsOf('RECOVERY_CODE_USED')).toHaveSize(2);
      expect((await subjects()).filter(subject => subject.startsWith('A recovery code'))).toHaveSize(2);
    });

    it('takes no recovery code of somebody else', async () => {
      const colleague = await tenant.person(UserRole.ADMIN);
      const { codes } = await enrolled(api, await signedIn(api, colleague));
      await enrolled(api, browser);
      expect(codesOf(await verify(await halfSignedIn(api, owner), codes[0]))).toBe('BAD_USER_INPUT');
    });

    const wrongTypes: unknown[] = [123456, ['123456'], { code: '123456' }, null, true];
    for (const code of wrongTypes) {
      it(`refuses ${JSON.stringify(code)} as bad input`, async () => {
        await enrolled(api, browser);
        expect(codesOf(await verify(await halfSignedIn(api, owner), code))).toBe('BAD_USER_INPUT');
      });
    }

    it('tries five codes in 15 minutes, from wherever they come, and a browser that is known has its own five', async () => {
      const { secret } = await enrolled(api, browser);
      const answers: string[] = [];
      for (let i = 0; i < 7; i++)
        answers.push(codesOf(await verify(await halfSignedIn(api, owner), `00000${String(i)}`)));
      expect(answers).toEqual([...Array<string>(5).fill('BAD_USER_INPUT'), 'RATE_LIMITED', 'RATE_LIMITED']);
      expect(codesOf(await verify(await halfSignedIn(api, owner), codeOf(api, secret)))).toBe('RATE_LIMITED');

      await browser.ask('mutation { signOut }');
      await enter(browser, owner);
      expect(codesOf(await verify(browser, codeOf(api, secret)))).toBe('let in');
    });

    it('tries as few where all come at once', async () => {
      await enrolled(api, browser);
      const halves = await Promise.all(Array.from({ length: 12 }, () => halfSignedIn(api, owner)));
      const answers = await Promise.all(halves.map((half, i) => verify(half, String(100_000 + i))));
      expect(answers.map(codesOf).filter(code => code === 'BAD_USER_INPUT')).toHaveSize(5);
    });
  });

  describe('that is not shown yet', () => {
    it('leaves the caller a stranger on every door, with any cookie that it has', async () => {
      await enrolled(api, browser);
      const half = await halfSignedIn(api, owner);
      const secret = half.cookie('half') ?? '';

      expect((await half.ask(WHO)).data?.['viewer']).toBeNull();
      expect(codesOf(await half.ask('{ account { id } }'))).toBe('UNAUTHENTICATED');
      expect((await api.as({ secret }, WHO)).data?.['viewer']).toBeNull();
      await expectAsync(api.socket({ secret })).toBeRejectedWithError(/4401/);
      const download = await api.portal.door.server.inject({
        url: '/my/custom-clients/x',
        headers: { host: 'localhost:4000', cookie: `half=${secret}; sid=${secret}` },
      });
      expect(download.statusCode).toBe(401);
      expect(
        codesOf(
          await half.ask(
            'mutation { signIn(input: { email: "a@example.com", password: "x" }) { viewer { id } } a: signOut }',
          ),
        ),
      ).not.toBe('let in');
    });

    it('holds for ten minutes and once, and can be left', async () => {
      const { secret, codes } = await enrolled(api, browser);
      const [late, left] = [await halfSignedIn(api, owner), await halfSignedIn(api, owner)];
      const copy = new Browser(api).setCookie('half', left.cookie('half') ?? '');
      expect((await left.ask('mutation { signOut }')).data).toEqual({ signOut: true });
      expect(codesOf(await verify(copy, codes[0]))).toBe('UNAUTHENTICATED');

      const used = await halfSignedIn(api, owner);
      const again = new Browser(api).setCookie('half', used.cookie('half') ?? '');
      await verify(used, codeOf(api, secret));
      expect(codesOf(await verify(again, codes[0]))).toBe('UNAUTHENTICATED');

      later(10 * MINUTE_MS);
      expect(codesOf(await verify(late, codes[0]))).toBe('UNAUTHENTICATED');
      expect(codesOf(await verify(new Browser(api), codes[0]))).toBe('UNAUTHENTICATED');
      expect(await stateOf()).toEqual(jasmine.objectContaining({ recoveryCodesLeft: 10 }));
    });

    it('ends the sign-in that the browser had, whosoever it was', async () => {
      const other = (await newTenant(api)).owner;
      await enrolled(api, browser);
      const shared = await signedIn(api, other);
      const before = { secret: shared.cookie('sid') ?? '' };
      await enter(shared, owner);
      expect((await api.as(before, WHO)).data?.['viewer']).toBeNull();
      expect((await shared.ask(WHO)).data?.['viewer']).toBeNull();
    });

    it('holds no longer where the password was changed, or the user suspended', async () => {
      const { codes } = await enrolled(api, browser);
      const [half, another] = [await halfSignedIn(api, owner), await halfSignedIn(api, owner)];
      const input = { current: PASSWORD, new: 'another ten lives' };
      await browser.ask('mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }', { input });
      expect(codesOf(await verify(half, codes[0]))).toBe('UNAUTHENTICATED');
      await tenant.person(UserRole.OWNER);
      await api.db.query('UPDATE portal_user SET suspended_at = now() WHERE id = $1', [owner.userId]);
      expect(codesOf(await verify(another, codes[0]))).toBe('UNAUTHENTICATED');
    });
  });
});
