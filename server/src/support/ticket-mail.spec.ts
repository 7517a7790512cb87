import { HOSTILE_TEXTS } from '../../test/hostile-texts.ts';
import { type MailServer, openMailServer } from '../../test/mail-server.ts';
import { supportDesk } from '../../test/support-desk.ts';
import { newTenant, type Person } from '../../test/tenant.ts';
import { useApi } from '../../test/use-api.ts';
import { UserRole } from '../account/user.entity.ts';
import { newLog } from '../core/log.ts';
import { Postman } from '../core/mail/postman.ts';
import { newMailTransport } from '../core/mail/transport.ts';
import { ActorKind } from '../events/actor.ts';

const SUPPORT = 'support@example.com';
const OPERATOR = { kind: ActorKind.OPERATOR, id: null, name: 'operator' };

describe('the mail about a ticket', () => {
  const api = useApi({ settings: { SUPPORT_EMAIL: SUPPORT } });
  const desk = supportDesk(api);
  let server: MailServer;

  beforeAll(async () => (server = await openMailServer()));
  beforeEach(async () => {
    server.received.splice(0);
    await api.db.query('DELETE FROM mail');
  });
  afterAll(() => server.close());

  /** What a real mail server has got for an address, once all is sent. */
  async function receivedBy(address: string) {
    const from = { name: 'Portal', address: 'portal@example.com' };
    const portalUrl = new URL('http://localhost:4000');
    const transport = newMailTransport({ smtpUrl: server.url, mailFrom: from, dataDir: '/nowhere', portalUrl });
    await new Postman(api.db, api.secrets, transport, newLog('silent'), () => api.now, fail).run();
    return server.received.filter(({ recipients }) => recipients.includes(address));
  }
  const answer = (number: string) => api.portal.services.support.answer(number, 'Plug <them> in.', OPERATOR);
  const speak = ({ userId }: Person, language: string) =>
    api.db.query('UPDATE portal_user SET language = $2 WHERE id = $1', [userId, language]);

  it('goes to support with each letter, and an answer to it goes to the one who wrote', async () => {
    const { owner, accountId } = await newTenant(api);
    const { id, number } = await desk.submitted(owner);
    await desk.replied(owner, id, { message: 'Still\nsilent.' });

    const mails = await receivedBy(SUPPORT);

    const [{ customer }]: [{ customer: string }] = await api.db.query(
      'SELECT customer_number AS customer FROM account WHERE id = $1',
      [accountId],
    );
    expect(mails.map(({ mail }) => mail.subject)).toEqual([`[${number}] No sound`, `[${number}] No sound`]);
    expect(mails[0]?.mail.text).toContain(`Ada <${owner.email}> of Acme (customer ${customer}) has submitted ticket`);
    expect(mails[1]?.mail.text).toContain('Still\nsilent.');
    for (const { recipients, mail } of mails) {
      expect(recipients).toEqual([SUPPORT]);
      expect(mail.replyTo?.value).toEqual([{ name: 'Ada', address: owner.email }]);
    }
  });

  it('tells the one who submitted it the number, once, and where it is', async () => {
    const { owner } = await newTenant(api);
    const { id, number } = await desk.submitted(owner);
    await desk.replied(owner, id);

    const [received, ...more] = await receivedBy(owner.email);

    expect(more).toEqual([]);
    expect(received?.mail.subject).toBe(`[${number}] No sound`);
    expect(received?.mail.text).toContain(`Its number is ${number}.`);
    expect(received?.mail.text).toContain(`http://localhost:4000/settings/support/${id}`);
    expect(received?.mail.replyTo?.value[0]?.address).toBe(SUPPORT);
  });

  it('brings the answer, in the language of whoever asked', async () => {
    const { owner } = await newTenant(api);
    await speak(owner, 'de');
    const { number } = await desk.submitted(owner);
    await answer(number);

    const [, received] = await receivedBy(owner.email);

    expect(received?.mail.text).toContain(`Der Support hat Ihre Anfrage ${number} beantwortet:\n\nPlug <them> in.`);
    expect(received?.mail.html).toContain('Plug &lt;them&gt; in.');
    expect((await receivedBy(SUPPORT))[0]?.mail.text).toContain(`hat die Anfrage ${number} gestellt:`);
  });

  it('says that support has closed it, once, and nothing where the customer has', async () => {
    const { owner } = await newTenant(api);
    const [first, second] = [await desk.submitted(owner), await desk.submitted(owner)];
    await desk.closed(owner, second.id);
    for (const { number } of [first, first, second]) await api.portal.services.support.close(number, OPERATOR);

    const closed = (await receivedBy(owner.email)).filter(({ mail }) => mail.text?.includes('has closed'));

    expect(closed.map(({ mail }) => mail.subject)).toEqual([`[${first.number}] No sound`]);
    expect(closed[0]?.mail.text).toContain(`http://localhost:4000/settings/support/${first.id}`);
  });

  it('goes to the owners where whoever asked is shut out by then', async () => {
    const tenant = await newTenant(api);
    const admin = await tenant.person(UserRole.ADMIN);
    const { number } = await desk.submitted(admin);
    await api.db.query('UPDATE portal_user SET suspended_at = now() WHERE id = $1', [admin.userId]);
    await answer(number);

    expect(await receivedBy(tenant.owner.email)).toHaveSize(1);
    expect(await receivedBy(admin.email)).toHaveSize(1);
  });

  it('has no other header or recipient, whatever people write and are called', async () => {
    const { owner } = await newTenant(api);
    const texts = [
      ...HOSTILE_TEXTS.filter(({ cell }) => cell !== null).map(({ text }) => text),
      'a@example.com, b@example.com',
      'friends: a@example.com, b@example.com;',
      '"Eve" <eve@example.com>',
      '=?utf-8?Q?Eve=0D=0ABcc:_eve@example.com?=',
    ].slice(-19);
    const { id } = await desk.submitted(owner, { subject: 'Bcc: eve@example.com' });
    for (const text of texts) {
      await api.db.query('UPDATE portal_user SET name = $2 WHERE id = $1', [owner.userId, text]);
      await desk.replied(owner, id, { message: `.\n\nBcc: eve@example.com\n\n${text}` });
    }

    const mails = await receivedBy(SUPPORT);

    expect(mails).toHaveSize(texts.length + 1);
    for (const { recipients, mail, source } of server.received) {
      const head = source.split('\r\n\r\n')[0] ?? '';
      expect(recipients).toHaveSize(1);
      expect([SUPPORT, owner.email]).toContain(recipients[0] ?? '');
      expect(head).not.toMatch(/^bcc:/im);
      expect(head.match(/^subject:/gim)).toHaveSize(1);
      expect(mail.replyTo?.value).toHaveSize(1);
      expect(mail.html).not.toContain('<script');
    }
  });
});

describe('a portal without a support address', () => {
  const api = useApi();
  const desk = supportDesk(api);

  it('takes tickets for its command line, and mails them to customers alone', async () => {
    const { owner } = await newTenant(api);
    const { number } = await desk.submitted(owner);

    const letters = await api.portal.services.mailbox.waiting(api.db.manager);

    expect(letters.map(({ to, replyTo }) => [to.address, replyTo])).toEqual([[owner.email, undefined]]);
    expect((await api.portal.services.support.list()).map(ticket => ticket.number)).toEqual([number]);
  });
});
