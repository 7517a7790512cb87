import { useProcesses } from '../../../test/another-process.ts';
import { granted, refused } from '../../../test/session-desk.ts';
import { newTenant, PASSWORD, type Person, type Tenant } from '../../../test/tenant.ts';
import { Browser } from '../../../test/browser.ts';
import { newToken } from '../../../test/tokens.ts';
import { useApi } from '../../../test/use-api.ts';
import { enrolled } from '../../../test/devices.ts';
import { begun } from '../../../test/begun.ts';
import { UserRole } from '../user.entity.ts';

const USERS = '{ users { id name email role createdAt suspendedAt hasSecondFactor lastSeenAt } }';
const ROLE = 'mutation ($input: UpdateUserRoleInput!) { updateUserRole(input: $input) { id role } }';
const SUSPEND = 'mutation ($id: ID!) { suspendUser(id: $id) { id suspendedAt } }';
const UNSUSPEND = 'mutation ($id: ID!) { unsuspendUser(id: $id) { id suspendedAt } }';
const REMOVE = 'mutation ($id: ID!) { removeUser(id: $id) { id name role } }';
const RIGHTS = '{ viewer { ... on UserViewer { role rights } ... on TokenViewer { rights } } }';
const CLIENTS = '{ clients { nodes { id } } }';
const LIVE = 'subscription { events { type } }';

describe('the people of an account', () => {
  const api = useApi({ isStarted: true });
  const anotherProcess = useProcesses(api);
  let tenant: Tenant;
  let owner: Person;

  beforeEach(async () => {
    tenant = await newTenant(api);
    owner = tenant.owner;
  });

  const codes = (answer: Parameters<typeof refused>[0]): string => refused(answer).codes[0] ?? 'done';
  const setRole = async (asker: Person, { userId: id }: Person, role: string): Promise<string> =>
    codes(await api.as(asker, ROLE, { input: { id, role } }));
  const on = async (asker: Person, mutation: string, { userId: id }: Pick<Person, 'userId'>): Promise<string> =>
    codes(await api.as(asker, mutation, { id }));
  const rightsOf = async (asker: Parameters<typeof api.as>[0]): Promise<readonly string[] | null> =>
    granted(await api.as<{ viewer: { rights: string[] } | null }>(asker, RIGHTS)).viewer?.rights ?? null;
  const ownersLeft = async (): Promise<number> => {
    const rows: unknown[] = await api.db.query(
      "SELECT FROM portal_user WHERE account_id = $1 AND role = 'OWNER' AND suspended_at IS NULL",
      [tenant.accountId],
    );
    return rows.length;
  };
  const eventsOf = async (type: string): Promise<Record<string, unknown>[]> => {
    const rows: { data: Record<string, unknown> }[] = await api.db.query(
      'SELECT data FROM event WHERE account_id = $1 AND type = $2 ORDER BY seq',
      [tenant.accountId, type],
    );
    return rows.map(({ data }) => data);
  };

  it('are listed for those who manage them, and for nobody else', async () => {
    const admin = await tenant.person(UserRole.ADMIN);
    await newTenant(api);

    const { users } = granted(await api.as<{ users: { id: string; role: string }[] }>(admin, USERS));

    expect(users.map(({ id, role }) => [id, role])).toEqual(
      jasmine.arrayWithExactContents([
        [owner.userId, 'OWNER'],
        [admin.userId, 'ADMIN'],
      ]),
    );
    expect(users[0]).toEqual(
      jasmine.objectContaining({ hasSecondFactor: false, suspendedAt: null, lastSeenAt: api.now.toISOString() }),
    );
    for (const role of [UserRole.VIEWER, UserRole.ACCOUNTANT]) {
      expect(await api.refusals(await tenant.person(role), USERS)).toEqual(['FORBIDDEN']);
    }
  });

  describe('get another role', () => {
    it('which counts at once, on the next call and on open sockets, for their tokens too', async () => {
      const admin = await tenant.person(UserRole.ADMIN);
      const tool = await newToken(api, admin, { scopes: ['CLIENTS_READ', 'CLIENTS_WRITE'] });
      const [socket, toolSocket, other] = [await api.socket(admin), await api.socket(tool), await api.socket(owner)];
      await api.as(admin, CLIENTS);
      await begun(() => socket.subscribe('1', LIVE));

      expect(await setRole(owner, admin, 'ACCOUNTANT')).toBe('done');

      for (const closed of [socket, toolSocket]) {
        expect(await closed.ended).toEqual({ code: 4205, reason: 'The rights have changed' });
      }
      expect(await api.refusals(admin, CLIENTS)).toEqual(['FORBIDDEN']);
      expect(await rightsOf(tool)).toEqual([]);
      expect(other.socket.readyState).toBe(other.socket.OPEN);
      const back = await api.socket(admin);
      expect(JSON.stringify(await back.answer('1', CLIENTS))).toContain('FORBIDDEN');
      expect(await eventsOf('USER_ROLE_CHANGED')).toEqual([
        { userId: admin.userId, before: 'ADMIN', role: 'ACCOUNTANT' },
      ]);
    });

    it('which closes the sockets in other processes, before anything that came after it is sent', async () => {
      const admin = await tenant.person(UserRole.ADMIN);
      const other = await anotherProcess();
      other.portal.services.revoker.start();
      const tool = await newToken(api, admin, { scopes: ['EVENTS_READ', 'CLIENTS_READ', 'LICENSE_READ'] });
      const socket = await (await other.open()).init({ authorization: `Bearer ${tool.bearer}` });
      const got: string[] = [];
      socket.socket.on('message', (data: Buffer) => got.push(data.toString()));
      await begun(() => socket.subscribe('1', 'subscription { events { type } }'));

      await setRole(owner, admin, 'VIEWER');
      await api.as(owner, 'mutation { revealLicenseKey { key } }');
      await other.portal.services.hub.poll();

      expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 4205 }));
      expect(got.join()).not.toContain('LICENSE_KEY_REVEALED');
    });

    it('and keep it where it is the same, without a word in the log', async () => {
      const admin = await tenant.person(UserRole.ADMIN);
      const socket = await api.socket(admin);
      expect(await setRole(owner, admin, 'ADMIN')).toBe('done');
      expect(await eventsOf('USER_ROLE_CHANGED')).toEqual([]);
      expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    });

    it('from owners alone where owners are made or unmade', async () => {
      const [admin, another, second] = [
        await tenant.person(UserRole.ADMIN),
        await tenant.person(UserRole.ADMIN),
        await tenant.person(UserRole.OWNER),
      ];
      expect(await setRole(admin, admin, 'OWNER')).toBe('FORBIDDEN');
      expect(await setRole(admin, another, 'OWNER')).toBe('FORBIDDEN');
      expect(await setRole(admin, second, 'VIEWER')).toBe('FORBIDDEN');
      for (const mutation of [SUSPEND, UNSUSPEND, REMOVE]) expect(await on(admin, mutation, second)).toBe('FORBIDDEN');
      expect(await setRole(admin, another, 'VIEWER')).toBe('done');
      expect(await setRole(second, owner, 'ADMIN')).toBe('done');
      expect(await setRole(owner, second, 'ADMIN')).toBe('FORBIDDEN');
    });

    it('by the rights that the one who gives it has by then', async () => {
      const [admin, viewer] = [await tenant.person(UserRole.ADMIN), await tenant.person(UserRole.VIEWER)];
      const holder = api.db.createQueryRunner();
      await holder.startTransaction();
      await holder.query('SELECT FROM account_tally WHERE account_id = $1 FOR UPDATE', [tenant.accountId]);
      await holder.query("UPDATE portal_user SET role = 'VIEWER' WHERE id = $1", [admin.userId]);

      const answer = setRole(admin, viewer, 'ADMIN');
      while ((await waiting()) === 0);
      await holder.commitTransaction();
      await holder.release();

      expect(await answer).toBe('FORBIDDEN');
    });
  });

  describe('are suspended', () => {
    it('and are out at once with all that acts for them, until they are let in again', async () => {
      const admin = await tenant.person(UserRole.ADMIN);
      const tool = await newToken(api, admin);
      const [socket, toolSocket] = [await api.socket(admin), await api.socket(tool)];
      await api.as(tool, CLIENTS);

      expect(await on(owner, SUSPEND, admin)).toBe('done');

      expect(await rightsOf(admin)).toBeNull();
      expect(await api.refusals(tool, CLIENTS)).toEqual(['UNAUTHENTICATED']);
      for (const closed of [socket, toolSocket])
        expect(await closed.ended).toEqual(jasmine.objectContaining({ code: 4403 }));
      expect(await new Browser(api).tries(admin.email, PASSWORD)).toBe('UNAUTHENTICATED');

      expect(await on(owner, UNSUSPEND, admin)).toBe('done');
      expect(await api.refusals(tool, CLIENTS)).toEqual([]);
      const back = await api.socket(tool);
      expect(JSON.stringify(await back.answer('1', CLIENTS))).toContain('nodes');
      expect(await rightsOf(admin)).toBeNull();
      expect(await new Browser(api).tries(admin.email, PASSWORD)).toBe('signed in');
      expect([await eventsOf('USER_SUSPENDED'), await eventsOf('USER_UNSUSPENDED')]).toEqual([
        [{ userId: admin.userId }],
        [{ userId: admin.userId }],
      ]);
    });

    it('by others, never by themselves', async () => {
      await tenant.person(UserRole.OWNER);
      expect(await on(owner, SUSPEND, owner)).toBe('CONFLICT');
    });
  });

  describe('are removed', () => {
    it('with all that acts for them, and their address is free', async () => {
      const admin = await tenant.person(UserRole.ADMIN);
      const tool = await newToken(api, admin);
      const sockets = [await api.socket(admin), await api.socket(tool)];

      expect((await api.as(owner, REMOVE, { id: admin.userId })).data).toEqual({
        removeUser: { id: admin.userId, name: 'Ada', role: 'ADMIN' },
      });

      expect(await rightsOf(admin)).toBeNull();
      expect(await api.refusals(tool, CLIENTS)).toEqual(['UNAUTHENTICATED']);
      for (const socket of sockets) expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 4403 }));
      expect(await eventsOf('USER_REMOVED')).toEqual([{ userId: admin.userId, name: 'Ada', role: 'ADMIN' }]);
      expect(await eventsOf('API_TOKEN_REVOKED')).toHaveSize(1);
      for (const table of ['user_email', 'sign_in', 'api_token', 'api_token_hash', 'sign_in_token']) {
        const rows: object[] = await api.db.query(`SELECT * FROM ${table} WHERE account_id = $1`, [tenant.accountId]);
        expect(JSON.stringify(rows)).not.toContain(admin.userId);
      }
      expect(await on(owner, REMOVE, admin)).toBe('NOT_FOUND');
    });

    it('by themselves too, who are strangers then', async () => {
      const admin = await tenant.person(UserRole.ADMIN);
      const { data, errors } = await api.as(admin, REMOVE, { id: admin.userId });
      expect([data, errors]).toEqual([{ removeUser: { id: admin.userId, name: 'Ada', role: 'ADMIN' } }, undefined]);
      expect(await rightsOf(admin)).toBeNull();
    });
  });

  describe('have an owner', () => {
    it('who cannot be unmade, suspended or removed while there is no other', async () => {
      const second = await tenant.person(UserRole.OWNER);
      expect(await on(owner, SUSPEND, second)).toBe('done');
      expect(await setRole(owner, owner, 'ADMIN')).toBe('CONFLICT');
      expect(await on(owner, REMOVE, owner)).toBe('CONFLICT');
      expect(await ownersLeft()).toBe(1);
    });

    it('also where all of them give it up at once', async () => {
      const owners = [owner, ...(await Promise.all(Array.from({ length: 4 }, () => tenant.person(UserRole.OWNER))))];
      const answers = await Promise.all(
        owners.map((each, i) => (i % 2 ? setRole(each, each, 'ADMIN') : on(each, REMOVE, each))),
      );
      expect(answers.filter(answer => answer === 'CONFLICT')).toHaveSize(1);
      expect(await ownersLeft()).toBe(1);
    });

    it('also where somebody changes the rows themselves, in two transactions at once', async () => {
      const second = await tenant.person(UserRole.OWNER);
      const demote = "UPDATE portal_user SET role = 'VIEWER' WHERE id = $1";
      const runners = [api.db.createQueryRunner(), api.db.createQueryRunner()];
      for (const runner of runners) await runner.startTransaction();

      const results = await Promise.allSettled(
        [owner, second].map(async ({ userId }, i) => {
          await runners[i]?.query(demote, [userId]);
          await runners[i]?.commitTransaction();
        }),
      );
      for (const runner of runners) {
        if (runner.isTransactionActive) await runner.rollbackTransaction();
        await runner.release();
      }

      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await ownersLeft()).toBe(1);
    });

    it('until the account itself is deleted', async () => {
      await api.db.query('DELETE FROM account WHERE id = $1', [tenant.accountId]);
      expect(await rightsOf(owner)).toBeNull();
    });
  });

  it('are of no other account, and no tool changes them', async () => {
    const stranger = (await newTenant(api)).owner;
    const tool = await newToken(api, owner);
    for (const mutation of [SUSPEND, UNSUSPEND, REMOVE]) {
      expect(await on(stranger, mutation, owner)).toBe('NOT_FOUND');
      expect(await on(owner, mutation, { userId: 'x' })).toBe('NOT_FOUND');
      expect(await api.refusals(tool, mutation, { id: owner.userId })).toEqual(['FORBIDDEN']);
    }
    expect(await setRole(stranger, owner, 'VIEWER')).toBe('NOT_FOUND');
    expect(await api.refusals(tool, USERS)).toEqual(['FORBIDDEN']);
  });

  /** How many wait for a lock that another has. */
  async function waiting(): Promise<number> {
    const rows: { count: number }[] = await api.db.query(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0]?.count ?? 0;
  }
});

describe('an account that is suspended', () => {
  const api = useApi({ isStarted: true });
  const OPERATOR = { kind: 'OPERATOR', id: null, name: null } as never;

  it('lets nobody and nothing in, closes what is open, and lets them in again once it is opened', async () => {
    const tenant = await newTenant(api);
    const { accountId, owner } = tenant;
    const device = await enrolled(api, tenant);
    const { suspension } = api.portal.services.people;
    const tool = await newToken(api, owner);
    const sockets = [await api.socket(owner), await api.socket(tool), await api.socket(device)];

    await suspension.suspend(accountId, OPERATOR);

    for (const socket of sockets)
      expect(await socket.ended).toEqual({ code: 4403, reason: 'The account is suspended' });
    expect((await api.as(owner, RIGHTS)).data?.['viewer']).toBeNull();
    expect(await api.refusals(tool, CLIENTS)).toEqual(['UNAUTHENTICATED']);
    await expectAsync(api.socket(device)).toBeRejectedWithError(/4403/);
    await expectAsync(suspension.suspend(accountId, OPERATOR)).toBeRejectedWithError(/already/);

    await suspension.unsuspend(accountId, OPERATOR);
    expect(await api.refusals(owner, CLIENTS)).toEqual([]);
    const back = await api.socket(tool);
    expect(JSON.stringify(await back.answer('1', CLIENTS))).toContain('nodes');
    expect((await api.socket(device)).socket.readyState).toBe(back.socket.OPEN);
  });
});
