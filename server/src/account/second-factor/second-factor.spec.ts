import { Browser } from '../../../test/browser.ts';
import { mailsTo } from '../../../test/mails.ts';
import {
  begin,
  codeOf,
  confirm,
  enrolled,
  enter,
  halfSignedIn,
  signedIn,
  verify,
} from '../../../test/second-factor.ts';
import { granted, refused } from '../../../test/session-desk.ts';
import { newTenant, PASSWORD, type Person, type Tenant, useQuickPasswords } from '../../../test/tenant.ts';
import { newToken } from '../../../test/tokens.ts';
import { useApi } from '../../../test/use-api.ts';
import { ActorKind } from '../../events/actor.ts';

const WHO = '{ viewer { ... on UserViewer { id secondFactor { enabledAt recoveryCodesLeft } } } }';
const RENEW = 'mutation ($password: String!) { renewRecoveryCodes(password: $password) { codes } }';
const DISABLE = 'mutation ($password: String!, $code: String!) { disableTotp(password: $password, code: $code) }';
const OFF = { enabledAt: null, recoveryCodesLeft: 0 };
const MINUTE_MS = 60_000;

describe('a second factor', () => {
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

  describe('that is set up', () => {
    it('counts once a code has confirmed it, and not before', async () => {
      const { secret } = granted(await begin(browser)).beginTotp;
      expect(await stateOf()).toEqual(OFF);
      expect((await enter(new Browser(api), owner)).data?.signIn.needsSecondFactor).toBe(false);

      const { codes } = granted(await confirm(browser, codeOf(api, secret))).confirmTotp;

      expect(codes).toHaveSize(10);
      expect(new Set(codes).size).toBe(10);
      for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
      expect(await stateOf()).toEqual({ enabledAt: api.now.toISOString(), recoveryCodesLeft: 10 });
      expect((await enter(new Browser(api), owner)).data?.signIn).toEqual({ needsSecondFactor: true, viewer: null });
    });

    it('is logged and mailed at each step, and its secrets are stored sealed or hashed', async () => {
      const { secret, codes } = await enrolled(api, browser);

      expect(await eventsOf('SECOND_FACTOR_BEGUN')).toEqual([{ userId: owner.userId }]);
      expect(await eventsOf('SECOND_FACTOR_ENABLED')).toHaveSize(1);
      expect(await subjects()).toEqual(['Two-factor authentication is on (MyDesk Portal)']);
      const tables = ['second_factor', 'recovery_code', 'event', 'half_sign_in'];
      const rows = await Promise.all(
        tables.map(table => api.db.query<{ row: string }[]>(`SELECT ${table}::text AS row FROM ${table}`)),
      );
      const text = JSON.stringify([rows, api.lines, await mailsTo(api, owner.email)]);
      for (const word of [secret, ...codes, ...codes.map(code => code.replaceAll('-', ''))]) {
        expect(text).not.toContain(word);
        expect(text).not.toContain(Buffer.from(word).toString('hex'));
      }
    });

    it('ends the other sign-ins, which were begun without it, and gives this one another cookie', async () => {
      const elsewhere = await signedIn(api, owner);
      const before = browser.cookie('sid');
      await enrolled(api, browser);
      expect(await stateOf(elsewhere)).toBeNull();
      expect(browser.cookie('sid')).not.toBe(before ?? '');
      expect(await stateOf()).not.toBeNull();
    });

    it('begins anew each time with another secret, until it is confirmed', async () => {
      const [first, second] = [granted(await begin(browser)), granted(await begin(browser))].map(
        each => each.beginTotp,
      );
      expect(codesOf(await confirm(browser, codeOf(api, first?.secret ?? '')))).toBe('BAD_USER_INPUT');
      expect(codesOf(await confirm(browser, codeOf(api, second?.secret ?? '')))).toBe('let in');
      expect(codesOf(await begin(browser))).toBe('CONFLICT');
      expect(codesOf(await confirm(browser, codeOf(api, second?.secret ?? '')))).toBe('CONFLICT');
    });

    it('is not begun without the password, nor confirmed an hour later', async () => {
      expect(refused(await begin(browser, 'wrong password'))).toEqual({
        codes: ['BAD_USER_INPUT'],
        details: { fields: { password: ['is not your password'] } },
      });
      const { secret } = granted(await begin(browser)).beginTotp;
      later(60 * MINUTE_MS);
      expect(codesOf(await confirm(browser, codeOf(api, secret)))).toBe('CONFLICT');
    });

    it('is of a person: no stranger, no tool and no half sign-in touches it', async () => {
      const tool = await newToken(api, owner);
      await enrolled(api, browser);
      const half = await halfSignedIn(api, owner);
      const variables = { password: PASSWORD, code: '123456' };
      for (const mutation of [
        'mutation ($password: String!) { beginTotp(password: $password) { secret } }',
        'mutation ($code: String!) { confirmTotp(code: $code) { codes } }',
        RENEW,
        DISABLE,
      ]) {
        expect(await api.refusals(null, mutation, variables)).toEqual(['UNAUTHENTICATED']);
        expect(await api.refusals(tool, mutation, variables)).toEqual(['FORBIDDEN']);
        expect(codesOf(await half.ask(mutation, variables))).toBe('UNAUTHENTICATED');
      }
    });
  });

  describe('that is changed', () => {
    it('has ten new recovery codes for the password, and those before hold no longer', async () => {
      const { codes } = await enrolled(api, browser);
      expect(codesOf(await browser.ask(RENEW, { password: 'wrong password' }))).toBe('BAD_USER_INPUT');

      const renewed = granted(
        await browser.ask<{ renewRecoveryCodes: { codes: string[] } }>(RENEW, { password: PASSWORD }),
      );

      expect(renewed.renewRecoveryCodes.codes).toHaveSize(10);
      expect(codesOf(await verify(await halfSignedIn(api, owner), codes[0]))).toBe('BAD_USER_INPUT');
      expect(codesOf(await verify(await halfSignedIn(api, owner), renewed.renewRecoveryCodes.codes[0]))).toBe('let in');
      expect(await eventsOf('RECOVERY_CODES_RENEWED')).toHaveSize(1);
      expect(await subjects()).toContain('You have new recovery codes (MyDesk Portal)');
    });

    it('is off again for the password and a code, and for nothing less', async () => {
      const { secret } = await enrolled(api, browser);
      const code = codeOf(api, secret);
      expect(codesOf(await browser.ask(DISABLE, { password: 'wrong password', code }))).toBe('BAD_USER_INPUT');
      expect(codesOf(await browser.ask(DISABLE, { password: PASSWORD, code: '000000' }))).toBe('BAD_USER_INPUT');
      expect(await stateOf()).not.toEqual(OFF);

      expect((await browser.ask(DISABLE, { password: PASSWORD, code })).data).toEqual({ disableTotp: true });

      expect(await stateOf()).toEqual(OFF);
      expect(await eventsOf('SECOND_FACTOR_DISABLED')).toHaveSize(1);
      expect(await subjects()).toContain('Two-factor authentication is off (MyDesk Portal)');
      expect((await enter(new Browser(api), owner)).data?.signIn.needsSecondFactor).toBe(false);
      expect(codesOf(await browser.ask(DISABLE, { password: PASSWORD, code }))).toBe('CONFLICT');
      expect(codesOf(await browser.ask(RENEW, { password: PASSWORD }))).toBe('CONFLICT');
    });

    it('is off again for the password and a recovery code', async () => {
      const { codes } = await enrolled(api, browser);
      await browser.ask(DISABLE, { password: PASSWORD, code: codes[3] });
      expect(await stateOf()).toEqual(OFF);
    });

    it('stays what it is when the password is reset, and API tokens stay too', async () => {
      const tool = await newToken(api, owner);
      const { secret } = await enrolled(api, browser);
      const { people } = api.portal.services;
      await browser.ask('mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }', {
        input: { email: owner.email },
      });
      await people.errands.stop();
      const token = /#([\w-]+)$/m.exec((await mailsTo(api, owner.email)).at(-1)?.text ?? '')?.[1];
      const reset = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
      expect((await new Browser(api).ask(reset, { input: { token, password: PASSWORD } })).data).toEqual({
        resetPassword: true,
      });

      const half = await halfSignedIn(api, owner);
      expect((await half.ask(WHO)).data?.['viewer']).toBeNull();
      expect(codesOf(await verify(half, codeOf(api, secret)))).toBe('let in');
      expect(await api.refusals(tool, '{ clients { nodes { id } } }')).toEqual([]);
    });

    it('is reset by the operator, which ends every sign-in', async () => {
      await enrolled(api, browser);
      const { secondFactors } = api.portal.services.people;
      const holder = { accountId: tenant.accountId, userId: owner.userId };
      const operator = { kind: ActorKind.OPERATOR, id: null, name: null };

      await secondFactors.reset(holder, operator);

      expect(await stateOf()).toBeNull();
      expect((await enter(new Browser(api), owner)).data?.signIn.needsSecondFactor).toBe(false);
      expect(await eventsOf('SECOND_FACTOR_RESET')).toEqual([{ userId: owner.userId }]);
      expect(await subjects()).toContain('Your second factor was reset (MyDesk Portal)');
      await expectAsync(secondFactors.reset(holder, operator)).toBeRejectedWithError(/no second factor/);
    });
  });
});
