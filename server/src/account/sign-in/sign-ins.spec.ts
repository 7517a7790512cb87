import { Browser } from '../../../test/browser.ts';
import { newTenant, PASSWORD, type Person } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../user.entity.ts';
import { Sockets } from '../../core/socket/sockets.ts';
import { SignInKeeper } from './sign-in-keeper.ts';
import { IDLE_MS, LIFETIME_MS } from './sign-ins.ts';
import { BELIEVED_MS } from '../principals/known-secrets.ts';
import { Tries } from './tries.ts';

const WHO = '{ viewer { ... on UserViewer { id } } }';
const SIGN_OUT = 'mutation { signOut }';
const DAY_MS = 86_400_000;

describe('a sign-in', () => {
  const api = useApi();

  const isKnown = async (person: Person): Promise<boolean> => (await api.as(person, WHO)).data?.['viewer'] !== null;
  const later = (ms: number): void => {
    api.now = new Date(api.now.getTime() + ms);
  };
  const typesIn = async (accountId: string): Promise<string[]> => {
    const rows: { type: string }[] = await api.db.query('SELECT type FROM event WHERE account_id = $1 ORDER BY seq', [
      accountId,
    ]);
    return rows.map(row => row.type);
  };
  const seenAt = async ({ signInId }: Person): Promise<string | undefined> => {
    const rows: { last_seen_at: Date }[] = await api.db.query('SELECT last_seen_at FROM sign_in WHERE id = $1', [
      signInId,
    ]);
    return rows[0]?.last_seen_at.toISOString();
  };
  /** How many wait for a lock that another has. */
  const waiting = async (): Promise<number> => {
    const rows: { count: number }[] = await api.db.query(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0]?.count ?? 0;
  };
  const newKeeper = (sockets: Sockets): SignInKeeper => {
    const { ledger, people } = api.portal.services;
    return new SignInKeeper(
      api.db,
      ledger,
      sockets,
      people.cookies,
      people.revocation,
      new Tries(api.db),
      () => api.now,
    );
  };

  it('that is ended is over at once, is logged, and leaves the others of the user alone', async () => {
    const { owner, accountId } = await newTenant(api);
    const elsewhere = new Browser(api);
    await elsewhere.signIn(owner.email, PASSWORD);

    expect((await api.as(owner, SIGN_OUT)).data).toEqual({ signOut: true });

    expect(await isKnown(owner)).toBe(false);
    expect(await api.refusals(owner, SIGN_OUT)).toEqual(['UNAUTHENTICATED']);
    expect((await elsewhere.ask(WHO)).data?.['viewer']).toEqual({ id: owner.userId });
    expect((await typesIn(accountId)).filter(type => type === 'USER_SIGNED_OUT')).toHaveSize(1);
  });

  it('asks no more for what its own operation does after its end', async () => {
    const { owner } = await newTenant(api);
    const twice = 'mutation { signOut again: updatePreferences(input: { language: "de" }) { language } }';
    expect(await api.refusals(owner, twice)).toEqual(['UNAUTHENTICATED']);
  });

  it('that is ended twice at once is logged once', async () => {
    const { owner, accountId } = await newTenant(api);
    await Promise.all([api.as(owner, SIGN_OUT), api.as(owner, SIGN_OUT), api.as(owner, SIGN_OUT)]);
    expect((await typesIn(accountId)).filter(type => type === 'USER_SIGNED_OUT')).toHaveSize(1);
  });

  it('takes its sockets with it', async () => {
    const { owner } = await newTenant(api);
    const socket = await api.socket(owner);

    await api.as(owner, SIGN_OUT);

    expect(await socket.ended).toEqual({ code: 4403, reason: jasmine.any(String) });
    await expectAsync(api.socket(owner)).toBeRejected();
  });

  it('clears the cookie when it is ended', async () => {
    const { owner } = await newTenant(api);
    const browser = new Browser(api);
    await browser.signIn(owner.email, PASSWORD);
    await browser.ask(SIGN_OUT);
    expect(browser.lastCookies[0]).toMatch(/^sid=;.*Expires=Thu, 01 Jan 1970/);
  });

  it('holds while it is used, and not once it was idle for a week', async () => {
    const { owner } = await newTenant(api);
    later(IDLE_MS - 1);
    expect(await isKnown(owner)).toBe(true);
    later(IDLE_MS - 1);
    expect(await isKnown(owner)).toBe(true);
    later(IDLE_MS);
    expect(await isKnown(owner)).toBe(false);
  });

  it('is over after 30 days, however much it is used', async () => {
    const { owner } = await newTenant(api);
    for (let day = 0; day < 30; day += 5) {
      expect(await isKnown(owner)).toBe(true);
      later(LIFETIME_MS / 6);
    }
    expect(await isKnown(owner)).toBe(false);
  });

  it('is noted as seen once a minute at most', async () => {
    const { owner } = await newTenant(api);
    const begun = api.now.toISOString();
    later(60_000 - BELIEVED_MS);
    await isKnown(owner);
    expect(await seenAt(owner)).toBe(begun);
    later(BELIEVED_MS);
    await isKnown(owner);
    expect(await seenAt(owner)).toBe(api.now.toISOString());
  });

  for (const table of ['portal_user', 'account']) {
    it(`holds no longer when its ${table} is suspended`, async () => {
      const { accountId, person } = await newTenant(api);
      const admin = await person(UserRole.ADMIN);
      const id = table === 'account' ? accountId : admin.userId;
      await api.db.query(`UPDATE ${table} SET suspended_at = now() WHERE id = $1`, [id]);
      expect(await isKnown(admin)).toBe(false);
    });
  }

  const noSecrets: [what: string, secret: string][] = [
    ['empty', ''],
    ['too short', 'x'.repeat(42)],
    ['huge', 'x'.repeat(8_000)],
    ['quoted', `"${'x'.repeat(43)}"`],
    ['SQL', "' OR true --"],
  ];
  for (const [what, secret] of noSecrets) {
    it(`is not found by a cookie that is ${what}`, async () => {
      expect((await api.as({ secret }, WHO)).data).toEqual({ viewer: null });
    });
  }

  it('whose time is over is ended and logged once, also where two processes see to it at once', async () => {
    const { accountId } = await newTenant(api);
    later(IDLE_MS);
    const holder = api.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM account_tally WHERE account_id = $1 FOR UPDATE', [accountId]);

    const runs = Promise.all([newKeeper(new Sockets()).run(), newKeeper(new Sockets()).run()]);
    while ((await waiting()) < 2);
    await holder.commitTransaction();
    await holder.release();
    await runs;

    expect((await typesIn(accountId)).filter(type => type === 'USER_SIGNED_OUT')).toHaveSize(1);
    const rows: unknown[] = await api.db.query('SELECT FROM sign_in_token WHERE account_id = $1', [accountId]);
    expect(rows).toHaveSize(0);
  });

  it('does not fall idle while a socket of it is open', async () => {
    const { owner, accountId } = await newTenant(api);
    const sockets = new Sockets();
    const { userId, signInId } = owner;
    const viewer = { kind: 'user', accountId, userId, signInId, name: 'Ada', rights: new Set<never>() } as const;
    sockets.add({ viewer, close: fail });

    later(IDLE_MS - 1);
    await newKeeper(sockets).run();
    later(IDLE_MS - 1);

    expect(await isKnown(owner)).toBe(true);
  });

  it('that ended is kept for 30 days, and then deleted', async () => {
    const { owner } = await newTenant(api);
    const rows = (): Promise<unknown[]> => api.db.query('SELECT FROM sign_in WHERE id = $1', [owner.signInId]);
    await api.as(owner, SIGN_OUT);

    later(30 * DAY_MS - 1);
    await newKeeper(new Sockets()).run();
    expect(await rows()).toHaveSize(1);
    later(1);
    await newKeeper(new Sockets()).run();
    expect(await rows()).toHaveSize(0);
  });
});

describe('the list of sign-ins', () => {
  const api = useApi();
  const LIST = '{ signIns { id isCurrent createdAt lastSeenAt expiresAt ip userAgent } }';
  const END_ONE = 'mutation ($id: ID!) { endSignIn(id: $id) }';
  const END_OTHERS = 'mutation { endOtherSignIns }';

  interface Listed {
    readonly id: string;
    readonly isCurrent: boolean;
    readonly ip: string;
  }
  const listed = async (browser: Browser): Promise<readonly Listed[]> =>
    (await browser.ask<{ signIns: Listed[] }>(LIST)).data?.signIns ?? [];
  const isKnown = async (browser: Browser): Promise<boolean> => (await browser.ask(WHO)).data?.['viewer'] !== null;
  const newBrowsers = async (person: Person, count: number): Promise<Browser[]> => {
    const browsers = Array.from({ length: count }, () => new Browser(api));
    for (const browser of browsers) await browser.signIn(person.email, PASSWORD);
    return browsers;
  };

  it('has those of the person that hold, and says which one asks and from where each was begun', async () => {
    const { owner, person } = await newTenant(api);
    await person(UserRole.ADMIN);
    const [one, another, ended] = (await newBrowsers(owner, 3)) as [Browser, Browser, Browser];
    await ended.ask(SIGN_OUT);

    const shown = await listed(one);

    expect(shown.map(({ ip, isCurrent }) => ({ ip, isCurrent }))).toEqual(
      jasmine.arrayWithExactContents([
        { ip: '192.0.2.1', isCurrent: false },
        { ip: one.ip, isCurrent: true },
        { ip: another.ip, isCurrent: false },
      ]),
    );
    expect(JSON.stringify(shown)).not.toContain(one.cookie('sid') ?? '');
  });

  it('ends one, which holds no longer before that is answered, and no other', async () => {
    const { owner } = await newTenant(api);
    const [one, another, third] = (await newBrowsers(owner, 3)) as [Browser, Browser, Browser];
    const id = (await listed(one)).find(({ ip }) => ip === another.ip)?.id;
    const socket = await api.socket({ secret: another.cookie('sid') ?? '' });

    expect((await one.ask(END_ONE, { id })).data).toEqual({ endSignIn: true });

    expect([await isKnown(one), await isKnown(another), await isKnown(third)]).toEqual([true, false, true]);
    expect(await socket.ended).toEqual({ code: 4403, reason: 'Signed out' });
    expect((await one.ask(END_ONE, { id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('ends the one that asks as signing out does', async () => {
    const { owner } = await newTenant(api);
    const [browser] = (await newBrowsers(owner, 1)) as [Browser];
    const id = (await listed(browser)).find(({ isCurrent }) => isCurrent)?.id;

    const { data } = await browser.ask(`mutation ($id: ID!) { endSignIn(id: $id) again: signOut }`, { id });

    expect(data ?? null).toBeNull();
    expect(browser.lastCookies[0]).toMatch(/^sid=;/);
    expect(await isKnown(browser)).toBe(false);
  });

  it('ends all others, and says how many', async () => {
    const { owner } = await newTenant(api);
    const [one, another] = (await newBrowsers(owner, 2)) as [Browser, Browser];
    expect((await one.ask(END_OTHERS)).data).toEqual({ endOtherSignIns: 2 });
    expect([await isKnown(one), await isKnown(another)]).toEqual([true, false]);
    expect((await one.ask(END_OTHERS)).data).toEqual({ endOtherSignIns: 0 });
  });

  it('is of nobody else: neither a colleague nor another account ends one', async () => {
    const { owner, person } = await newTenant(api);
    const others = [await person(UserRole.OWNER), (await newTenant(api)).owner];
    for (const other of others) {
      expect(await api.refusals(other, END_ONE, { id: owner.signInId })).toEqual(['NOT_FOUND']);
      await api.as(other, END_OTHERS);
    }
    for (const id of ['', 'x', '00000000-0000-0000-0000-000000000000']) {
      expect(await api.refusals(owner, END_ONE, { id })).toEqual(['NOT_FOUND']);
    }
    expect((await api.as(owner, WHO)).data?.['viewer']).toEqual({ id: owner.userId });
  });
});
