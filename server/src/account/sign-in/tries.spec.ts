import type { DataSource } from 'typeorm';
import { Browser } from '../../../test/browser.ts';
import { newTenant, PASSWORD } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { newId } from '../../core/ids.ts';
import { Tries, TRIES, type Try } from './tries.ts';

const MINUTE_MS = 60_000;

describe('tries to sign in', () => {
  const api = useApi();

  const newEmail = (): string => `${newId()}@example.com`;
  const wrongOnes = async (browser: () => Browser, email: string, count: number): Promise<string[]> => {
    const answers: string[] = [];
    for (let i = 0; i < count; i++) answers.push(await browser().tries(email, 'a wrong password'));
    return answers;
  };
  const refusalOf = async (tries: Tries, tried: Try): Promise<unknown> => {
    try {
      await tries.take(tried);
      return 'let through';
    } catch (error) {
      return (error as { extensions?: unknown }).extensions ?? error;
    }
  };
  const waitOf = async (tries: Tries, tried: Try): Promise<number> => {
    const refusal = await refusalOf(tries, tried);
    return (refusal as { details: { retryAfterSeconds: number } }).details.retryAfterSeconds;
  };

  for (const who of ['a user', 'an unknown address']) {
    it(`for ${who} are refused after 5 wrong ones, wherever they come from and even if they are right`, async () => {
      const email = who === 'a user' ? (await newTenant(api)).owner.email : newEmail();
      expect(new Set(await wrongOnes(() => new Browser(api), email, 5))).toEqual(new Set(['UNAUTHENTICATED']));

      const { errors } = await new Browser(api).signIn(email, PASSWORD);

      expect(errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', details: { retryAfterSeconds: 900 } });
    });
  }

  it('are counted before a password is looked at, so that of 20 at once 5 get through', async () => {
    const { owner } = await newTenant(api);

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => new Browser(api).tries(owner.email, 'a wrong password')),
    );

    expect(answers.filter(answer => answer === 'UNAUTHENTICATED')).toHaveSize(5);
    expect(answers.filter(answer => answer === 'RATE_LIMITED')).toHaveSize(15);
  });

  it('that are right use none up', async () => {
    const { owner } = await newTenant(api);
    for (let i = 0; i < 8; i++) expect(await new Browser(api).tries(owner.email, PASSWORD)).toBe('signed in');
  });

  it('are let in again after 15 minutes, and the next lock-out is twice as long', async () => {
    const tries = new Tries(api.db);
    const tried = { whom: newEmail(), ip: '10.9.0.1', browser: null };
    const clock = spyOn(Date, 'now').and.returnValue(1_800_000_000_000);
    const waits: number[] = [];

    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < TRIES.whom; i++) expect(await refusalOf(tries, tried)).toBe('let through');
      waits.push(await waitOf(tries, tried));
      clock.and.returnValue(Date.now() + 5 * MINUTE_MS);
      expect(await waitOf(tries, tried)).toBe((waits.at(-1) ?? 0) - 300);
      clock.and.returnValue(Date.now() + (waits.at(-1) ?? 0) * 1000);
    }

    expect(waits).toEqual([900, 1_800, 3_600]);
  });

  it('of others do not lock out a browser that has signed in before', async () => {
    const { owner } = await newTenant(api);
    const home = new Browser(api);
    await home.signIn(owner.email, PASSWORD);
    await wrongOnes(() => new Browser(api), owner.email, 6);

    expect(await new Browser(api).tries(owner.email, PASSWORD)).toBe('RATE_LIMITED');
    expect(await home.tries(owner.email, PASSWORD)).toBe('signed in');
  });

  it('of a known browser are limited too', async () => {
    const { owner } = await newTenant(api);
    const home = new Browser(api);
    await home.signIn(owner.email, PASSWORD);

    const answers = await wrongOnes(() => home, owner.email, 6);

    expect(answers).toEqual([...Array<string>(5).fill('UNAUTHENTICATED'), 'RATE_LIMITED']);
  });

  it('are not eased by a cookie for another address, a forged or an old one', async () => {
    const [{ owner }, { owner: other }] = [await newTenant(api), await newTenant(api)];
    const [home, away] = [new Browser(api), new Browser(api)];
    await home.signIn(owner.email, PASSWORD);
    await away.signIn(other.email, PASSWORD);
    const known = home.cookie('known') ?? '';
    const [nonce, expires, seal] = known.split('.');
    await wrongOnes(() => new Browser(api), owner.email, 6);

    const forged = [
      away.cookie('known') ?? '',
      `${String(nonce)}.${String(Number(expires) + 1)}.${String(seal)}`,
      `x${known}`,
      `${known}.x`,
      '..',
      'x'.repeat(4_000),
    ];
    for (const cookie of forged) {
      expect(await new Browser(api).setCookie('known', cookie).tries(owner.email, PASSWORD)).toBe('RATE_LIMITED');
    }
    api.now = new Date(Number(expires));
    expect(await home.tries(owner.email, PASSWORD)).toBe('RATE_LIMITED');
  });

  const networks: [what: string, address: (i: number) => string, elsewhere: string][] = [
    ['one address', () => '203.0.113.7', '203.0.113.8'],
    ['one /64 of IPv6', i => `2001:db8:1:2::${i.toString(16)}`, '2001:db8:1:3::1'],
  ];
  for (const [what, address, elsewhere] of networks) {
    it(`from ${what} are refused after 50, whomever they are for`, async () => {
      const tries = new Tries(api.db);
      for (let i = 0; i < TRIES.address; i++) await tries.take({ whom: newEmail(), ip: address(i), browser: null });

      expect(await refusalOf(tries, { whom: newEmail(), ip: address(99), browser: null })).toEqual(
        jasmine.objectContaining({ code: 'RATE_LIMITED' }),
      );
      expect(await refusalOf(tries, { whom: newEmail(), ip: elsewhere, browser: null })).toBe('let through');
    });
  }

  it('of strangers have one budget for all, which a known browser does not need', async () => {
    const { owner } = await newTenant(api);
    const home = new Browser(api);
    await home.signIn(owner.email, PASSWORD);
    const count = 'UPDATE rate_limit SET points = $1, expire = $2 WHERE key = $3';
    await api.db.query(count, [TRIES.everybody, Date.now() + 60_000, 'sign-in-all:all']);

    expect(await new Browser(api).tries(owner.email, PASSWORD)).toBe('RATE_LIMITED');
    expect(await home.tries(owner.email, PASSWORD)).toBe('signed in');
    await api.db.query(count, [0, Date.now(), 'sign-in-all:all']);
  });

  it('are counted together by all processes', async () => {
    const [one, another] = [new Tries(api.db), new Tries(api.db)];
    const email = newEmail();
    for (let i = 0; i < 5; i++)
      await (i % 2 ? one : another).take({ whom: email, ip: `10.8.0.${String(i)}`, browser: null });

    for (const tries of [one, another]) {
      expect(await refusalOf(tries, { whom: email, ip: '10.8.1.1', browser: null })).toEqual(
        jasmine.objectContaining({ code: 'RATE_LIMITED' }),
      );
    }
  });

  it('are counted more strictly while the database does not answer', async () => {
    const silent = { driver: { master: { query: () => Promise.reject(new Error('no database')) } } };
    const tries = new Tries(silent as unknown as DataSource);
    const tried = { whom: newEmail(), ip: '10.7.0.1', browser: null };

    expect(await refusalOf(tries, tried)).toBe('let through');
    expect(await refusalOf(tries, tried)).toEqual(jasmine.objectContaining({ code: 'RATE_LIMITED' }));
  });

  it('are stored without the address that was tried', async () => {
    const email = newEmail();
    await new Browser(api).tries(email, 'a wrong password');
    const keys: { key: string }[] = await api.db.query('SELECT key FROM rate_limit');
    expect(keys.length).toBeGreaterThan(2);
    expect(JSON.stringify(keys)).not.toContain(email.split('@')[0] ?? '');
  });
});
