import { Browser } from '../../../test/browser.ts';
import { newTenant, PASSWORD } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../user.entity.ts';
import { hashOf } from '../../core/ids.ts';
import { Passwords } from '../password/passwords.ts';

const VIEWER = '{ viewer { __typename ... on UserViewer { id role rights account { id name } } } }';

describe('signing in', () => {
  const api = useApi();

  it('gives a cookie that no script reads and no other site sends, and its secret is stored as a hash', async () => {
    const { owner, accountId } = await newTenant(api);
    const browser = new Browser(api);

    const { data } = await browser.signIn(owner.email, PASSWORD);

    expect(data?.signIn.viewer).toEqual(jasmine.objectContaining({ id: owner.userId, role: 'OWNER', name: 'Ada' }));
    expect(browser.lastCookies[0]).toMatch(/^sid=[\w-]{43}; .*HttpOnly; .*SameSite=Strict/);
    expect((await browser.ask(VIEWER)).data?.['viewer']).toEqual(
      jasmine.objectContaining({ __typename: 'UserViewer', account: { id: accountId, name: 'Acme' } }),
    );
    const secret = browser.cookie('sid') ?? '';
    expect(await api.db.query('SELECT FROM sign_in_token WHERE hash = $1', [hashOf(secret)])).toHaveSize(1);
  });

  it('is logged with the address it came from, and not with its secret', async () => {
    const { owner, accountId } = await newTenant(api);
    const browser = new Browser(api);

    await browser.signIn(owner.email, PASSWORD);

    const events: { data: object; actor_id: string }[] = await api.db.query(
      `SELECT data, actor_id FROM event WHERE account_id = $1 AND type = 'USER_SIGNED_IN' ORDER BY seq DESC`,
      [accountId],
    );
    expect(events[0]).toEqual({ data: { ip: browser.ip, signInId: jasmine.any(String) }, actor_id: owner.userId });
    expect(JSON.stringify([events, api.lines])).not.toContain(browser.cookie('sid') ?? '');
  });

  it('takes the address in any case and with spaces around it', async () => {
    const { owner } = await newTenant(api);
    expect(await new Browser(api).tries(`  ${owner.email.toUpperCase()} `, PASSWORD)).toBe('signed in');
  });

  it('gives another cookie each time, and ends the sign-in that the browser had', async () => {
    const { owner } = await newTenant(api);
    const browser = new Browser(api);
    await browser.signIn(owner.email, PASSWORD);
    const before = { secret: browser.cookie('sid') ?? '' };

    await browser.signIn(owner.email, PASSWORD);

    expect(browser.cookie('sid')).not.toBe(before.secret);
    expect((await api.as(before, VIEWER)).data).toEqual({ viewer: null });
    expect((await browser.ask(VIEWER)).data?.['viewer']).not.toBeNull();
  });

  it('does not take a cookie that somebody else has set', async () => {
    const { owner } = await newTenant(api);
    const browser = new Browser(api).setCookie('sid', 'a'.repeat(43));

    await browser.signIn(owner.email, PASSWORD);

    expect(browser.cookie('sid')).not.toBe('a'.repeat(43));
  });

  it('is answered alike for an unknown address, a wrong password, a suspended user and a suspended account', async () => {
    const { owner, person } = await newTenant(api);
    const [suspended, ofSuspended] = [await person(UserRole.ADMIN), (await newTenant(api)).owner];
    await api.db.query('UPDATE portal_user SET suspended_at = now() WHERE id = $1', [suspended.userId]);
    await api.db.query(
      'UPDATE account SET suspended_at = now() WHERE id = (SELECT account_id FROM portal_user WHERE id = $1)',
      [ofSuspended.userId],
    );

    const browser = new Browser(api);
    const answers = [
      await browser.signIn('nobody@example.com', PASSWORD),
      await browser.signIn(owner.email, 'another password'),
      await browser.signIn(suspended.email, PASSWORD),
      await browser.signIn(ofSuspended.email, PASSWORD),
    ];

    expect(answers[0]?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    for (const answer of answers) expect(answer).toEqual(answers[0] ?? {});
    expect(browser.lastCookies).toEqual([]);
  });

  it('takes as long for an unknown address as for a wrong password', async () => {
    const { owner } = await newTenant(api);
    await api.db.query('UPDATE portal_user SET password_hash = $2 WHERE id = $1', [
      owner.userId,
      await new Passwords().hash(PASSWORD),
    ]);
    const timeOf = async (email: string): Promise<number> => {
      const start = performance.now();
      expect(await new Browser(api).tries(email, 'another password')).toBe('UNAUTHENTICATED');
      return performance.now() - start;
    };

    const times: Record<'known' | 'unknown', number>[] = [];
    for (let i = 0; i < 5; i++)
      times.push({ known: await timeOf(owner.email), unknown: await timeOf(`u${String(i)}@example.com`) });

    // The hash is nearly all of the time; without it an unknown address is answered in a tenth.
    const least = (who: 'known' | 'unknown') => Math.min(...times.map(time => time[who]));
    expect(least('unknown') / least('known')).toBeGreaterThan(0.5);
    expect(least('unknown') / least('known')).toBeLessThan(2);
  });

  const hostile: [what: string, email: unknown, password: unknown][] = [
    ['no address', undefined, PASSWORD],
    ['no password', 'a@example.com', undefined],
    ['null', null, null],
    ['an empty address', '', PASSWORD],
    ['a blank address', '   ', PASSWORD],
    ['a number', 1, PASSWORD],
    ['a list', ['a@example.com'], PASSWORD],
    ['an object', { toString: 'a' }, PASSWORD],
    ['a password that is an object', 'a@example.com', { $ne: '' }],
    ['an address of 255 characters', `${'a'.repeat(243)}@example.com`, PASSWORD],
    ['a password of 257 characters', 'a@example.com', 'x'.repeat(257)],
    ['NUL in the address', 'a\u0000@example.com', PASSWORD],
    ['a new line in the address', 'a@example.com\nb', PASSWORD],
    ['a mark that turns the reading round', '\u202ea@example.com', PASSWORD],
    ['half a character', 'a\ud800@example.com', PASSWORD],
  ];
  for (const [what, email, password] of hostile) {
    it(`refuses ${what} as bad input`, async () => {
      const { data, errors } = await new Browser(api).signIn(email, password);
      expect(new Set(errors?.map(error => error.extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
      expect(data ?? null).toBeNull();
    });
  }

  it('takes any characters in a password, and finds none of these right', async () => {
    const { owner } = await newTenant(api);
    for (const password of ['', '\u0000', '\ud800', "' OR 1=1 --"]) {
      expect(await new Browser(api).tries(owner.email, password)).toBe('UNAUTHENTICATED');
    }
  });

  it('is refused on a WebSocket, which cannot set a cookie', async () => {
    const { owner } = await newTenant(api);
    const socket = await api.socket(owner);

    const frames = await socket.answer(
      '1',
      `mutation { signIn(input: { email: "${owner.email}", password: "${PASSWORD}" }) { viewer { id } } }`,
    );

    expect(JSON.stringify(frames)).toContain('BAD_USER_INPUT');
  });
});
