import { useProcesses } from '../../../test/another-process.ts';
import { mailsTo } from '../../../test/mails.ts';
import { granted, refused } from '../../../test/session-desk.ts';
import { newTenant, type Person, type Tenant } from '../../../test/tenant.ts';
import { createToken, newToken } from '../../../test/tokens.ts';
import { useApi } from '../../../test/use-api.ts';
import { hashOf } from '../../core/ids.ts';
import { BELIEVED_MS } from '../principals/known-secrets.ts';
import { UserRole } from '../user.entity.ts';

const TOKENS = '{ apiTokens { id name hint scopes lastUsedAt expiresAt createdBy { email } } }';
const REVOKE = 'mutation ($id: ID!) { revokeApiToken(id: $id) { id } }';
const VIEWER = '{ viewer { __typename ... on TokenViewer { tokenId name rights expiresAt } } }';
const CLIENTS = '{ clients { nodes { id } } }';
const DAY_MS = 86_400_000;

describe('an API token', () => {
  const api = useApi();
  const anotherProcess = useProcesses(api);
  let tenant: Tenant;
  let owner: Person;

  beforeEach(async () => {
    tenant = await newTenant(api);
    owner = tenant.owner;
  });

  const later = (ms: number): void => {
    api.now = new Date(api.now.getTime() + ms);
  };
  const eventsOf = async (type: string): Promise<{ data: Record<string, unknown>; actor_kind: string }[]> =>
    api.db.query('SELECT data, actor_kind, actor_id FROM event WHERE account_id = $1 AND type = $2', [
      tenant.accountId,
      type,
    ]);

  it('is shown once, stored as a hash, and neither logged nor mailed', async () => {
    const { createApiToken } = granted(await createToken(api, owner, { scopes: ['SESSIONS_READ', 'CLIENTS_READ'] }));
    const secret = createApiToken.secret ?? '';

    expect(createApiToken.apiToken).toEqual(
      jasmine.objectContaining({
        name: 'A tool',
        hint: `${secret.slice(0, 8)}…`,
        scopes: ['CLIENTS_READ', 'SESSIONS_READ'],
        networks: null,
        lastUsedAt: null,
        expiresAt: new Date(api.now.getTime() + 90 * DAY_MS).toISOString(),
        createdBy: { id: owner.userId },
      }),
    );
    expect(await api.db.query('SELECT FROM api_token_hash WHERE hash = $1', [hashOf(secret)])).toHaveSize(1);
    const [mail] = await mailsTo(api, owner.email);
    const [event] = await eventsOf('API_TOKEN_CREATED');
    expect(event?.data).toEqual(
      jasmine.objectContaining({ name: 'A tool', scopes: ['CLIENTS_READ', 'SESSIONS_READ'] }),
    );
    expect(mail?.text).toContain('A tool');
    const rows: unknown[] = await api.db.query('SELECT * FROM api_token');
    expect(JSON.stringify([rows, event, mail, api.lines, await api.as(owner, TOKENS)])).not.toContain(secret.slice(8));
  });

  it('is a viewer of its own, with what its scopes say and no more, over HTTP and WebSocket', async () => {
    const tool = await newToken(api, owner, { expiresInDays: null });
    const expected = {
      __typename: 'TokenViewer',
      tokenId: tool.id,
      name: 'A tool',
      rights: ['CLIENTS_READ'],
      expiresAt: null,
    };

    expect((await api.as(tool, VIEWER)).data?.['viewer']).toEqual(expected);
    expect((await api.as(tool, CLIENTS)).data).toEqual({ clients: { nodes: [] } });
    expect(refused(await api.as(tool, '{ license { product } }'))).toEqual({
      codes: ['FORBIDDEN'],
      details: { right: 'LICENSE_READ' },
    });
    const socket = await api.socket(tool);
    expect(JSON.stringify(await socket.answer('1', VIEWER))).toContain('"TokenViewer"');
    expect(JSON.stringify(await socket.answer('2', '{ license { product } }'))).toContain('FORBIDDEN');
  });

  it('reads the schema, as tools that are built by it need to', async () => {
    const tool = await newToken(api, owner);
    expect((await api.as(tool, '{ __schema { queryType { name } } }')).data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });

  it('is named in the log as who did it', async () => {
    const tool = await newToken(api, owner, { scopes: ['LICENSE_READ', 'LICENSE_KEY'] });
    await api.as(tool, 'mutation { revealLicenseKey { key } }');
    expect(await eventsOf('LICENSE_KEY_REVEALED')).toEqual([
      jasmine.objectContaining({ actor_kind: 'TOKEN', actor_id: tool.id }),
    ]);
  });

  const refusedInputs: [what: string, input: object, code: string][] = [
    ['a wrong password', { password: 'another password' }, 'BAD_USER_INPUT'],
    ['no scope', { scopes: [] }, 'BAD_USER_INPUT'],
    ['a scope twice', { scopes: ['CLIENTS_READ', 'CLIENTS_READ'] }, 'BAD_USER_INPUT'],
    ['a right that no token has', { scopes: ['PEOPLE'] }, 'BAD_USER_INPUT'],
    ['what only a person is', { scopes: ['USER'] }, 'BAD_USER_INPUT'],
    ['no name', { name: ' ' }, 'BAD_USER_INPUT'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, 'BAD_USER_INPUT'],
    ['a name that a terminal obeys', { name: 'a\u001b[2J' }, 'BAD_USER_INPUT'],
    ['0 days', { expiresInDays: 0 }, 'BAD_USER_INPUT'],
    ['3651 days', { expiresInDays: 3651 }, 'BAD_USER_INPUT'],
    ['a network that is none', { networks: ['192.0.2.0/33'] }, 'BAD_USER_INPUT'],
    ['no network at all', { networks: [] }, 'BAD_USER_INPUT'],
    ['a network of 60,000 characters', { networks: ['1'.repeat(60_000)] }, 'BAD_USER_INPUT'],
    ['another account', { accountId: 'x' }, 'BAD_USER_INPUT'],
  ];
  for (const [what, input, code] of refusedInputs) {
    it(`is not made with ${what}`, async () => {
      expect(refused(await createToken(api, owner, input)).codes).toEqual([code]);
      expect((await api.as(owner, TOKENS)).data).toEqual({ apiTokens: [] });
    });
  }

  it('is made by those alone who may make tokens, and never by a token', async () => {
    const tool = await newToken(api, owner);
    for (const role of [UserRole.VIEWER, UserRole.ACCOUNTANT]) {
      expect(refused(await createToken(api, await tenant.person(role))).codes).toEqual(['FORBIDDEN']);
    }
    expect(await api.refusals(tool, TOKENS)).toEqual(['FORBIDDEN']);
    expect(await api.refusals(tool, REVOKE, { id: tool.id })).toEqual(['FORBIDDEN']);
  });

  it('that is wished for twice under one key is made once, and its secret not shown again', async () => {
    const [first, second] = [
      await createToken(api, owner, { idempotencyKey: 'k' }),
      await createToken(api, owner, { idempotencyKey: 'k' }),
    ].map(granted);
    expect(second?.createApiToken.apiToken.id).toBe(first?.createApiToken.apiToken.id ?? '');
    expect([typeof first?.createApiToken.secret, second?.createApiToken.secret]).toEqual(['string', null]);
  });

  it('is one of a hundred at most', async () => {
    await newToken(api, owner);
    await api.db.query(
      `INSERT INTO api_token SELECT account_id, gen_random_uuid(), user_id, name, hint, scopes, networks, created_at, expires_at, NULL
       FROM api_token, generate_series(1, 99) WHERE account_id = $1`,
      [tenant.accountId],
    );
    expect(refused(await createToken(api, owner))).toEqual({ codes: ['CONFLICT'], details: { limit: 100 } });
  });

  it('wants the password five times in 15 minutes at most, and locks out no other sign-in', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 6; i++) codes.push(...refused(await createToken(api, owner, { password: 'wrong' })).codes);
    expect(codes).toEqual([...Array<string>(5).fill('BAD_USER_INPUT'), 'RATE_LIMITED']);
    expect(refused(await createToken(api, owner)).codes).toEqual(['RATE_LIMITED']);

    expect(refused(await createToken(api, await tenant.person(UserRole.ADMIN))).codes).toEqual([]);
  });

  describe('that was revoked', () => {
    it('holds no longer anywhere before that is answered', async () => {
      const tool = await newToken(api, owner);
      const other = await newToken(api, owner);
      const [socket, others] = [await api.socket(tool), await api.socket(other)];

      expect((await api.as(owner, REVOKE, { id: tool.id })).data).toEqual({ revokeApiToken: { id: tool.id } });

      expect(await api.refusals(tool, CLIENTS)).toEqual(['UNAUTHENTICATED']);
      expect(await socket.ended).toEqual({ code: 4403, reason: 'The token was revoked' });
      await expectAsync(api.socket(tool)).toBeRejectedWithError(/4401/);
      expect(others.socket.readyState).toBe(others.socket.OPEN);
      expect((await eventsOf('API_TOKEN_REVOKED')).map(({ data }) => data)).toEqual([
        { tokenId: tool.id, name: 'A tool' },
      ]);
      expect(
        granted(await api.as<{ apiTokens: { id: string }[] }>(owner, TOKENS)).apiTokens.map(({ id }) => id),
      ).toEqual([other.id]);
      expect(await api.refusals(owner, REVOKE, { id: tool.id })).toEqual(['NOT_FOUND']);
    });

    it('is closed by the log in other processes too', async () => {
      const tool = await newToken(api, owner);
      const other = await anotherProcess();
      other.portal.services.revoker.start();
      const socket = await (await other.open()).init({ authorization: `Bearer ${tool.bearer}` });
      await api.as(owner, REVOKE, { id: tool.id });

      await other.portal.services.hub.poll();

      expect(await socket.ended).toEqual(jasmine.objectContaining({ code: 4403 }));
    });

    it('was of the own account: another one has no such token', async () => {
      const tool = await newToken(api, owner);
      const { owner: stranger } = await newTenant(api);
      for (const id of [tool.id, 'x', '']) expect(await api.refusals(stranger, REVOKE, { id })).toEqual(['NOT_FOUND']);
      expect((await api.as(tool, CLIENTS)).errors).toBeUndefined();
    });
  });

  describe('that expires', () => {
    it('holds until then, and not from then on', async () => {
      const tool = await newToken(api, owner, { expiresInDays: 1 });
      later(DAY_MS - 1);
      expect(await api.refusals(tool, CLIENTS)).toEqual([]);
      later(1);
      expect(await api.refusals(tool, CLIENTS)).toEqual(['UNAUTHENTICATED']);
    });

    it('closes its sockets by itself', async () => {
      const tool = await newToken(api, owner, { expiresInDays: 1 });
      later(DAY_MS - 50);
      const socket = await api.socket(tool);
      later(50);
      expect(await socket.ended).toEqual({ code: 4403, reason: 'It has expired' });
    });
  });

  it('may no more than its maker may now, and nothing while the maker is suspended', async () => {
    const admin = await tenant.person(UserRole.ADMIN);
    const tool = await newToken(api, admin, { scopes: ['CLIENTS_READ', 'CLIENTS_WRITE', 'TICKETS_READ'] });
    const set = async (column: string, value: unknown): Promise<void> => {
      await api.db.query(`UPDATE portal_user SET ${column} = $2 WHERE id = $1`, [admin.userId, value]);
      later(BELIEVED_MS);
    };

    await set('role', 'VIEWER');
    expect((await api.as(tool, VIEWER)).data?.['viewer']).toEqual(
      jasmine.objectContaining({ rights: ['CLIENTS_READ'] }),
    );
    await set('suspended_at', api.now);
    expect(await api.refusals(tool, CLIENTS)).toEqual(['UNAUTHENTICATED']);
    await set('suspended_at', null);
    await set('role', 'ADMIN');
    expect((await api.as(tool, VIEWER)).data?.['viewer']).toEqual(
      jasmine.objectContaining({ rights: ['CLIENTS_READ', 'CLIENTS_WRITE', 'TICKETS_READ'] }),
    );
  });

  it('comes from the networks alone that it names', async () => {
    const tool = await newToken(api, owner, { networks: ['192.0.2.0/24', '2001:db8::/32'] });
    const codeFrom = async (remoteAddress: string): Promise<number> => {
      const headers = { host: 'localhost:4000', authorization: `Bearer ${tool.bearer}` };
      const payload = { query: CLIENTS };
      const { server } = api.portal.door;
      return (await server.inject({ method: 'POST', url: '/graphql', remoteAddress, headers, payload })).statusCode;
    };

    const codes = [];
    for (const ip of ['192.0.2.7', '2001:db8:1::1', '::ffff:192.0.2.7', '192.0.3.7', '2001:db9::1', '127.0.0.1']) {
      codes.push(await codeFrom(ip));
    }
    expect(codes).toEqual([200, 200, 200, 403, 403, 403]);
    await expectAsync(api.socket(tool)).toBeRejectedWithError(/4403/);
  });

  it('tells when it was last used, to the minute', async () => {
    const tool = await newToken(api, owner);
    const lastUsed = async (): Promise<unknown> =>
      granted(await api.as<{ apiTokens: { lastUsedAt: unknown }[] }>(owner, TOKENS)).apiTokens[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();

    later(61_500);
    await api.as(tool, CLIENTS);
    expect(await lastUsed()).toBe('2026-06-01T12:01:00.000Z');
    later(30_000);
    await api.as(tool, CLIENTS);
    expect(await lastUsed()).toBe('2026-06-01T12:01:00.000Z');
    later(30_000);
    await api.as(tool, CLIENTS);
    expect(await lastUsed()).toBe('2026-06-01T12:02:00.000Z');
  });

  it('is not taken from an address, a cookie or a body, nor in any other form than its own', async () => {
    const { bearer } = await newToken(api, owner);
    const ask = async (headers: Record<string, string>, url = '/graphql'): Promise<unknown> => {
      const payload = { query: VIEWER, extensions: { authorization: `Bearer ${bearer}` } };
      const sent = { host: 'localhost:4000', ...headers };
      const { server } = api.portal.door;
      const { statusCode, body } = await server.inject({ method: 'POST', url, headers: sent, payload });
      return statusCode === 401 ? 401 : (JSON.parse(body) as { data?: { viewer: unknown } }).data?.viewer;
    };

    expect(
      await ask({}, `/graphql?access_token=${bearer}&token=${bearer}&authorization=Bearer%20${bearer}`),
    ).toBeNull();
    expect(await ask({ cookie: `sid=${bearer}` })).toBeNull();
    for (const authorization of [
      bearer,
      `Basic ${Buffer.from(`:${bearer}`).toString('base64')}`,
      `Bearer ${bearer}x`,
      `Bearer ${bearer.slice(0, -1)}`,
      `Bearer ${bearer} `.padEnd(5_000, 'x'),
      `Bearer ${bearer}, Bearer ${bearer}`,
      'Bearer',
      'Bearer mdp_',
      `Client 123456789:${bearer}`,
    ]) {
      expect(await ask({ authorization }))
        .withContext(authorization.slice(0, 80))
        .toBe(401);
    }
    expect(await ask({ authorization: `bearer ${bearer}` })).not.toBe(401);
  });
});
