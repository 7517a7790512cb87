import { Browser } from '../../../test/browser.ts';
import { mailsTo, secretIn } from '../../../test/mails.ts';
import { granted, refused } from '../../../test/session-desk.ts';
import { newTenant, PASSWORD, type Person, type Tenant, useQuickPasswords } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { newId } from '../../core/ids.ts';
import { UserRole } from '../user.entity.ts';

const INVITE = `mutation ($input: InviteUserInput!) { inviteUser(input: $input) {
  id email role createdAt expiresAt invitedBy { id } } }`;
const LIST = '{ invitations { id email role } }';
const WITHDRAW = 'mutation ($id: ID!) { withdrawInvitation(id: $id) { id } }';
const OPEN = 'query ($token: String!) { openInvitation(token: $token) { accountName invitedBy email role } }';
const ACCEPT =
  'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { viewer { email role name } } }';
const DAY_MS = 86_400_000;

describe('an invitation', () => {
  const api = useApi();
  useQuickPasswords();
  let tenant: Tenant;
  let owner: Person;
  let email: string;

  beforeEach(async () => {
    tenant = await newTenant(api);
    owner = tenant.owner;
    email = `grace-${newId()}@example.com`;
  });

  const later = (ms: number): void => {
    api.now = new Date(api.now.getTime() + ms);
  };
  const codes = (answer: Parameters<typeof refused>[0]): string => refused(answer).codes[0] ?? 'done';
  const invite = (asker: Person, input: object = {}) =>
    api.as<{ inviteUser: { id: string } }>(asker, INVITE, { input: { email, role: 'VIEWER', ...input } });
  const linkTo = async (address = email): Promise<string> =>
    secretIn((await mailsTo(api, address)).at(-1) ?? { text: '' });
  const accept = (token: string, input: object = {}, browser = new Browser(api)) =>
    browser.ask(ACCEPT, { input: { token, name: 'Grace', password: PASSWORD, ...input } });
  const listed = async (): Promise<{ email: string }[]> =>
    granted(await api.as<{ invitations: { email: string }[] }>(owner, LIST)).invitations;
  const eventsOf = async (type: string): Promise<Record<string, unknown>[]> => {
    const rows: { data: Record<string, unknown> }[] = await api.db.query(
      'SELECT data FROM event WHERE account_id = $1 AND type = $2 ORDER BY seq',
      [tenant.accountId, type],
    );
    return rows.map(({ data }) => data);
  };

  it('is mailed as a link, makes a user of who follows it, and signs them in', async () => {
    const { inviteUser } = granted(await invite(owner, { email: ` ${email.toUpperCase()} `, role: 'ADMIN' }));
    expect(inviteUser).toEqual(
      jasmine.objectContaining({
        email,
        role: 'ADMIN',
        invitedBy: { id: owner.userId },
        createdAt: api.now.toISOString(),
      }),
    );
    const [mail] = await mailsTo(api, email);
    expect(mail?.subject).toBe('Ada invites you to MyDesk Portal');
    expect(mail?.text).toMatch(/^http:\/\/localhost:4000\/invitation#[\w-]{43}$/m);
    const token = await linkTo();
    expect((await api.as(null, OPEN, { token })).data).toEqual({
      openInvitation: { accountName: 'Acme', invitedBy: 'Ada', email, role: 'ADMIN' },
    });

    const browser = new Browser(api);
    const { data } = await accept(token, {}, browser);

    expect(data).toEqual({ acceptInvitation: { viewer: { email, role: 'ADMIN', name: 'Grace' } } });
    expect((await browser.ask('{ account { id } }')).data).toEqual({ account: { id: tenant.accountId } });
    expect(await new Browser(api).tries(email, PASSWORD)).toBe('signed in');
    expect(await listed()).toEqual([]);
    expect(await eventsOf('USER_INVITED')).toEqual([{ invitationId: inviteUser.id, email, role: 'ADMIN' }]);
    expect(await eventsOf('USER_JOINED')).toEqual([
      { userId: jasmine.any(String), role: 'ADMIN', invitationId: inviteUser.id },
    ]);
  });

  it('is stored as a hash of its link, which stands in no log and no event', async () => {
    await invite(owner);
    const token = await linkTo();
    for (const table of ['invitation', 'invitation_secret', 'event', 'mail']) {
      const rows: { row: string }[] = await api.db.query(`SELECT ${table}::text AS row FROM ${table}`);
      expect(rows.map(({ row }) => row).join()).not.toContain(token);
    }
    expect(api.lines.join()).not.toContain(token);
  });

  it('is in the language that is asked for, or that of who invites', async () => {
    await invite(owner, { language: 'de' });
    const [mail] = await mailsTo(api, email);
    expect(mail?.subject).toBe('Ada lädt Sie zu MyDesk Portal ein');
    await accept(await linkTo());
    const rows: object[] = await api.db.query('SELECT language FROM portal_user WHERE email = $1', [email]);
    expect(rows).toEqual([{ language: 'de' }]);
  });

  it('holds once, also of ten who follow it at once', async () => {
    await invite(owner);
    const token = await linkTo();
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(token)));
    expect(answers.map(codes).sort()).toEqual([...Array<string>(9).fill('NOT_FOUND'), 'done']);
    expect((await api.as(null, OPEN, { token })).data).toEqual({ openInvitation: null });
  });

  it('holds for 7 days', async () => {
    await invite(owner);
    const token = await linkTo();
    later(7 * DAY_MS - 1);
    expect((await api.as(null, OPEN, { token })).data?.['openInvitation']).not.toBeNull();
    later(1);
    expect(codes(await accept(token))).toBe('NOT_FOUND');
    expect(await mailsTo(api, email)).toHaveSize(1);
  });

  it('replaces one that was mailed to the same address before', async () => {
    await invite(owner);
    const before = await linkTo();
    await invite(owner, { role: 'ACCOUNTANT' });
    expect(await listed()).toEqual([jasmine.objectContaining({ email, role: 'ACCOUNTANT' })]);
    expect(codes(await accept(before))).toBe('NOT_FOUND');
    expect(codes(await accept(await linkTo()))).toBe('done');
  });

  it('is sent once where it is wished for twice under one key', async () => {
    const [first, second] = [
      await invite(owner, { idempotencyKey: 'k' }),
      await invite(owner, { idempotencyKey: 'k' }),
    ].map(granted);
    expect(second?.inviteUser.id).toBe(first?.inviteUser.id ?? '');
    expect(await mailsTo(api, email)).toHaveSize(1);
  });

  it('that is withdrawn holds no longer', async () => {
    const { id } = granted(await invite(owner)).inviteUser;
    expect(await api.refusals((await newTenant(api)).owner, WITHDRAW, { id })).toEqual(['NOT_FOUND']);
    expect((await api.as(owner, WITHDRAW, { id })).data).toEqual({ withdrawInvitation: { id } });
    expect(codes(await accept(await linkTo()))).toBe('NOT_FOUND');
    expect(await api.refusals(owner, WITHDRAW, { id })).toEqual(['NOT_FOUND']);
    expect(await eventsOf('INVITATION_WITHDRAWN')).toEqual([{ invitationId: id, email }]);
  });

  const gone: [what: string, mutation: string][] = [
    ['is suspended', 'mutation ($id: ID!) { suspendUser(id: $id) { id } }'],
    ['is removed', 'mutation ($id: ID!) { removeUser(id: $id) { id } }'],
    ['may manage people no more', 'mutation ($id: ID!) { updateUserRole(input: { id: $id, role: VIEWER }) { id } }'],
  ];
  for (const [what, mutation] of gone) {
    it(`holds no longer when who invited ${what}`, async () => {
      const admin = await tenant.person(UserRole.ADMIN);
      await invite(admin);
      await api.as(owner, mutation, { id: admin.userId });
      expect(codes(await accept(await linkTo()))).toBe('NOT_FOUND');
    });
  }

  it('to be an owner comes from an owner alone', async () => {
    const admin = await tenant.person(UserRole.ADMIN);
    expect(codes(await invite(admin, { role: 'OWNER' }))).toBe('FORBIDDEN');
    const { id } = granted(await invite(owner, { role: 'OWNER' })).inviteUser;
    expect(await api.refusals(admin, WITHDRAW, { id })).toEqual(['FORBIDDEN']);
  });

  it('to a user of the account is refused, to one of another account only when it is accepted', async () => {
    const other = (await newTenant(api)).owner;
    expect(codes(await invite(owner, { email: owner.email }))).toBe('CONFLICT');
    expect(codes(await invite(owner, { email: other.email }))).toBe('done');
    expect(codes(await accept(await linkTo(other.email)))).toBe('CONFLICT');
    expect(await listed()).toHaveSize(1);
  });

  it('is one of 50 in a day at most', async () => {
    for (let i = 0; i < 50; i++) await invite(owner);
    expect(codes(await invite(owner))).toBe('RATE_LIMITED');
    expect(codes(await invite((await newTenant(api)).owner))).toBe('done');
  });

  const refusedInputs: [what: string, input: object][] = [
    ['two addresses', { email: 'a@example.com, b@example.com' }],
    ['a group of addresses', { email: 'friends: a@example.com, b@example.com;' }],
    ['an address with a new line', { email: 'a@example.com\r\nBcc: b@example.com' }],
    ['an address with a name', { email: 'A <a@example.com>' }],
    ['a huge address', { email: `${'a'.repeat(60_000)}@example.com` }],
    ['a role that is none', { role: 'ROOT' }],
    ['a language that is none', { language: 'xx' }],
    ['another account', { accountId: 'x' }],
  ];
  for (const [what, input] of refusedInputs) {
    it(`is refused with ${what}`, async () => {
      expect(codes(await invite(owner, input))).toBe('BAD_USER_INPUT');
      expect(await listed()).toEqual([]);
    });
  }

  const badAnswers: [what: string, input: object][] = [
    ['a weak password', { password: 'password1234' }],
    ['no name', { name: ' ' }],
    ['a name that a terminal obeys', { name: 'a\u001b[2J' }],
    ['another role', { role: 'OWNER' }],
  ];
  for (const [what, input] of badAnswers) {
    it(`is not accepted with ${what}, and still holds`, async () => {
      await invite(owner);
      const token = await linkTo();
      expect(codes(await accept(token, input))).toBe('BAD_USER_INPUT');
      expect(codes(await accept(token))).toBe('done');
    });
  }

  it('is found by no other link', async () => {
    await invite(owner);
    for (const token of ['x'.repeat(43), 'x']) {
      expect(codes(await accept(token))).toBe('NOT_FOUND');
      expect((await api.as(null, OPEN, { token })).data).toEqual({ openInvitation: null });
    }
    for (const token of ['', "' OR true --", 'x'.repeat(101)])
      expect(codes(await accept(token))).toBe('BAD_USER_INPUT');
  });
});
