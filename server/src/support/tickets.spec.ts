import { HOSTILE_TEXTS } from '../../test/hostile-texts.ts';
import { logOf } from '../../test/log-of.ts';
import { begun } from '../../test/begun.ts';
import { CLOSE, ONE, REPLY, SUBMIT, supportDesk } from '../../test/support-desk.ts';
import { newTenant } from '../../test/tenant.ts';
import { newToken } from '../../test/tokens.ts';
import { useApi } from '../../test/use-api.ts';
import { UserRole } from '../account/user.entity.ts';
import { ActorKind } from '../events/actor.ts';
import { TICKET_LIMITS } from './ticket-limits.ts';
import { MAX_MESSAGES } from './ticket-writer.ts';
import { TicketState } from './ticket.entity.ts';

const LIST = `query ($first: Int, $after: String, $last: Int, $before: String) {
  tickets(first: $first, after: $after, last: $last, before: $before) {
    nodes { number } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount { value } } }`;
const OPERATOR = { kind: ActorKind.OPERATOR, id: null, name: 'operator' };
const TYPES = ['TICKET_SUBMITTED', 'TICKET_REPLIED', 'TICKET_ANSWERED', 'TICKET_CLOSED'];

describe('a ticket', () => {
  const api = useApi({ isStarted: true, settings: { SUPPORT_EMAIL: 'support@example.com' } });
  const desk = supportDesk(api);
  const operator = () => api.portal.services.support;
  const later = (seconds: number) => (api.now = new Date(api.now.getTime() + seconds * 1000));

  it('is submitted, answered, replied to and closed, and shows all of it', async () => {
    const { owner, accountId } = await newTenant(api);

    const ticket = await desk.submitted(owner, {
      subject: '  No sound ',
      message: '\r\nThe speakers\r\nare silent.\n',
    });
    expect(ticket).toEqual(
      jasmine.objectContaining({
        number: jasmine.stringMatching(/^T-2026-\d{6}$/),
        subject: 'No sound',
        state: 'OPEN',
        createdAt: '2026-06-01T12:00:00.000Z',
        author: { kind: 'USER', id: owner.userId, name: 'Ada' },
      }),
    );
    expect(ticket.messages).toEqual([
      jasmine.objectContaining({ text: 'The speakers\nare silent.', author: { kind: 'USER', name: 'Ada' } }),
    ]);

    later(60);
    await operator().answer(ticket.number, ' Plug them in.\n', OPERATOR);
    const answered = await desk.shown(owner, ticket.id);
    expect([answered?.state, answered?.changedAt]).toEqual(['ANSWERED', '2026-06-01T12:01:00.000Z']);

    later(60);
    expect((await desk.replied(owner, ticket.id)).state).toBe('OPEN');
    expect((await desk.closed(owner, ticket.id)).state).toBe('CLOSED');
    const again = await desk.replied(owner, ticket.id, { message: 'It is silent again.' });

    expect(again.state).toBe('OPEN');
    expect(again.messages.map(({ author, text }) => `${author.kind}: ${text}`)).toEqual([
      'USER: The speakers\nare silent.',
      'OPERATOR: Plug them in.',
      'USER: Still silent.',
      'USER: It is silent again.',
    ]);
    const log = await logOf(api, accountId, ...TYPES);
    expect(log.map(({ type, actor }) => `${type} by ${actor}`)).toEqual([
      'TICKET_SUBMITTED by USER Ada',
      'TICKET_ANSWERED by OPERATOR operator',
      'TICKET_REPLIED by USER Ada',
      'TICKET_CLOSED by USER Ada',
      'TICKET_REPLIED by USER Ada',
    ]);
    for (const { data } of log) expect(data).toEqual({ ticketId: ticket.id, number: ticket.number });
  });

  it('is told of live, also to those who do not see the log', async () => {
    const tenant = await newTenant(api);
    const socket = await api.socket(await tenant.person(UserRole.ACCOUNTANT));
    await begun(() => socket.subscribe('1', 'subscription { ticketChanged { number state messages { text } } }'));
    const next = async () => (await socket.next()).payload as { data: { ticketChanged: object[] } };

    const { number } = await desk.submitted(tenant.owner);
    const opened = await next();
    await operator().answer(number, 'Plug them in.', OPERATOR);
    const answered = await next();

    expect(opened.data.ticketChanged).toEqual([jasmine.objectContaining({ number, state: 'OPEN' })]);
    expect(answered.data.ticketChanged).toEqual([
      { number, state: 'ANSWERED', messages: [{ text: 'The speakers are silent.' }, { text: 'Plug them in.' }] },
    ]);
  });

  it('that is closed twice is closed once', async () => {
    const { owner, accountId } = await newTenant(api);
    const { id, number } = await desk.submitted(owner);
    await Promise.all([desk.closed(owner, id), operator().close(number, OPERATOR), desk.closed(owner, id)]);
    expect(await logOf(api, accountId, 'TICKET_CLOSED')).toHaveSize(1);
  });

  it('is submitted and replied to once under one key', async () => {
    const { owner } = await newTenant(api);
    const input = { idempotencyKey: 'again' };

    const [one, two] = await Promise.all([desk.submitted(owner, input), desk.submitted(owner, input)]);
    await desk.replied(owner, one.id, input);
    const last = await desk.replied(owner, one.id, input);

    expect(one.id).toBe(two.id);
    expect(last.messages).toHaveSize(2);
    expect((await desk.submit(owner, { ...input, message: 'Other' })).errors?.[0]?.extensions.code).toBe('CONFLICT');
  });

  it('of another account is not found', async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    const { id } = await desk.submitted(theirs.owner);

    expect(await desk.shown(mine.owner, id)).toBeNull();
    expect(await api.refusals(mine.owner, REPLY, { input: { id, message: 'Me too' } })).toEqual(['NOT_FOUND']);
    expect(await api.refusals(mine.owner, CLOSE, { id })).toEqual(['NOT_FOUND']);
    expect(await api.refusals(mine.owner, CLOSE, { id: "x'" })).toEqual(['NOT_FOUND']);
  });

  it('is for those with the right: by role, and by the scope of a token', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.submitted(tenant.owner);
    const reader = await newToken(api, tenant.owner, { scopes: ['TICKETS_READ'] });
    const writer = await newToken(api, tenant.owner, { scopes: ['TICKETS_WRITE', 'TICKETS_READ'] });
    const viewer = await tenant.person(UserRole.VIEWER);
    const input = { subject: 'Hello', message: 'Hello' };

    for (const [query, variables] of [[LIST], [ONE, { id }], [SUBMIT, { input }], [CLOSE, { id }]] as const) {
      expect(await api.refusals(viewer, query, variables)).toEqual(['FORBIDDEN']);
      expect(await api.refusals(null, query, variables)).toEqual(['UNAUTHENTICATED']);
    }
    expect((await desk.shown(reader, id))?.id).toBe(id);
    expect(await api.refusals(reader, SUBMIT, { input })).toEqual(['FORBIDDEN']);
    expect((await desk.submitted(writer)).author).toEqual({ kind: 'TOKEN', id: writer.id, name: 'A tool' });
    expect((await desk.submitted(await tenant.person(UserRole.ACCOUNTANT))).state).toBe('OPEN');
  });

  it('is listed where it was changed last, a page at a time, forwards and backwards', async () => {
    const { owner } = await newTenant(api);
    const numbers: string[] = [];
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      later(1);
      const { id, number } = await desk.submitted(owner);
      numbers.unshift(number);
      ids.push(id);
    }
    later(1);
    await desk.replied(owner, ids[0] ?? '');
    const ordered = [numbers[4], ...numbers.slice(0, 4)];
    interface Shown {
      tickets: {
        nodes: { number: string }[];
        pageInfo: { endCursor: string; startCursor: string };
        totalCount: object;
      };
    }
    const page = async (args: object) => (await api.as<Shown>(owner, LIST, { ...args })).data?.tickets;

    const first = await page({ first: 2 });
    const second = await page({ first: 2, after: first?.pageInfo.endCursor });
    const back = await page({ last: 2, before: second?.pageInfo.startCursor });

    expect(first?.totalCount).toEqual({ value: 5 });
    expect([first, second, back].map(shown => shown?.nodes.map(({ number }) => number))).toEqual([
      ordered.slice(0, 2) as string[],
      ordered.slice(2, 4) as string[],
      ordered.slice(0, 2) as string[],
    ]);
    for (const after of ['x', 'WyJ4IiwieSJd']) {
      expect(await api.refusals(owner, LIST, { first: 1, after })).toEqual(['BAD_USER_INPUT']);
    }
  });

  describe('takes no subject that', () => {
    const cases: [what: string, subject: string][] = [
      ['is empty', ''],
      ['is blank', '   '],
      ['is too long', 'x'.repeat(151)],
      ['is far too long', 'x'.repeat(100_000)],
      ...HOSTILE_TEXTS.filter(({ cell }) => cell === null).map(
        ({ what, text }) => [`has ${what}`, text] as [string, string],
      ),
    ];
    for (const [what, subject] of cases) {
      it(what, async () => {
        const { owner } = await newTenant(api);
        const { errors } = await desk.submit(owner, { subject });
        expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
        expect(JSON.stringify(errors?.[0]?.extensions.details)).toContain('"subject":["must be a line of 1 to 150');
      });
    }
  });

  const messages: [what: string, message: string, isTaken: boolean][] = [
    ['of one character', 'x', true],
    ['of the greatest length', '😀'.repeat(10_000), true],
    ['one longer', 'x'.repeat(10_001), false],
    ['of nothing but blanks', ' \n\t\n ', false],
    ['with tabs, and marks that Arabic needs', 'a\tb\n\u200fc\u061c', true],
    ['with a zero', 'a\0b', false],
    ['with the color of a terminal', '\u001b[31mred', false],
    ['with an override to the left', 'gpj.\u202eexe', false],
    ['with half a character', 'a\ud83d', false],
    ['with a script', '<script>alert(1)</script>', true],
  ];
  for (const [what, message, isTaken] of messages) {
    it(`${isTaken ? 'takes' : 'refuses'} a message ${what}`, async () => {
      const { owner } = await newTenant(api);
      const { data, errors } = await desk.submit(owner, { message });
      expect(errors?.[0]?.extensions.code).toBe(isTaken ? undefined : 'BAD_USER_INPUT');
      if (isTaken) expect(data?.submitTicket.messages[0]?.text).toBe(message);
    });
  }

  it('has its bound of messages, for support too', async () => {
    const { owner, accountId } = await newTenant(api);
    const { id, number } = await desk.submitted(owner);
    await api.db.query(
      `INSERT INTO support_message (account_id, id, ticket_id, author, text, sent_at)
       SELECT $1, gen_random_uuid(), $2, '{}', 'x', now() FROM generate_series(2, $3::int)`,
      [accountId, id, MAX_MESSAGES],
    );
    expect(await api.refusals(owner, REPLY, { input: { id, message: 'x' } })).toEqual(['CONFLICT']);
    await expectAsync(operator().answer(number, 'x', OPERATOR)).toBeRejectedWithError(/Submit another/);
  });

  it('is one of so many in an hour: of a person with all of their tools, and of an account', async () => {
    const tenant = await newTenant(api);
    const tool = await newToken(api, tenant.owner, { scopes: ['TICKETS_WRITE', 'TICKETS_READ'] });
    const { id } = await desk.submitted(tenant.owner);
    for (let i = 2; i < TICKET_LIMITS.person; i++) await desk.replied(tenant.owner, id);
    await desk.replied(tool, id);

    for (const asker of [tenant.owner, tool]) {
      const { errors } = await desk.submit(asker);
      expect(errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
      const { retryAfterSeconds } = errors?.[0]?.extensions.details as { retryAfterSeconds: number };
      expect(retryAfterSeconds).toBeGreaterThan(3500);
    }
    expect(await logOf(api, tenant.accountId, ...TYPES)).toHaveSize(TICKET_LIMITS.person);

    // The others of the account may go on, until the account has had its share.
    for (const admin of [await tenant.person(UserRole.ADMIN), await tenant.person(UserRole.ADMIN)]) {
      for (let i = 0; i < TICKET_LIMITS.person; i++) await desk.replied(admin, id);
    }
    const last = await tenant.person(UserRole.ADMIN);
    expect((await desk.reply(last, id)).errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    expect((await desk.submitted((await newTenant(api)).owner)).state).toBe('OPEN');
  });

  describe('for the operator', () => {
    it('is found by its number in any account, and listed by its state', async () => {
      const [one, two] = [await newTenant(api), await newTenant(api)];
      const [open, answered] = [await desk.submitted(one.owner), await desk.submitted(two.owner)];
      await operator().answer(answered.number.toLowerCase(), 'Yes', OPERATOR);

      const numbers = async (states?: TicketState[]) => (await operator().list(states)).map(({ number }) => number);

      expect(await numbers()).toContain(open.number);
      expect(await numbers()).not.toContain(answered.number);
      expect(await numbers([TicketState.ANSWERED])).toContain(answered.number);
      expect(await operator().show(answered.number)).toEqual(
        jasmine.objectContaining({ accountId: two.accountId, account: 'Acme', subject: 'No sound' }),
      );
      expect((await operator().close(open.number, OPERATOR)).state).toBe(TicketState.CLOSED);
      expect((await desk.shown(one.owner, open.id))?.state).toBe('CLOSED');
    });

    it('is not found by what is no number, and not answered with nothing', async () => {
      const { number } = await desk.submitted((await newTenant(api)).owner);
      await expectAsync(operator().show('T-2026-999999')).toBeRejectedWithError('There is no such ticket');
      await expectAsync(operator().answer(number, ' \n', OPERATOR)).toBeRejectedWithError(/1 to 10000/);
      await expectAsync(operator().answer(number, 'x'.repeat(10_001), OPERATOR)).toBeRejectedWithError(/1 to 10000/);
    });
  });
});
