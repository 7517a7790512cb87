import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { DataSource } from 'typeorm';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { until } from '../../../test/live-node.ts';
import { type MailServer, openMailServer } from '../../../test/mail-server.ts';
import { newDb } from '../../db.ts';
import { newLog } from '../log.ts';
import { Secrets } from '../secrets/secrets.ts';
import { Mailbox, type NewMail } from './mailbox.ts';
import type { MailTexts } from './mail-texts.ts';
import { Postman } from './postman.ts';
import { type MailTransport, newMailTransport } from './transport.ts';

interface Facts {
  readonly who: string;
}
const TEXTS: MailTexts<Facts> = {
  en: ({ who }, { brand, link, time }) => ({
    subject: `${who} is in ${brand}`,
    paragraphs: [`Hello ${who},`, `since ${time(NOON)}.`, { label: 'See here', url: link('/people#a&b') }],
  }),
  de: ({ who }, { time }) => ({ subject: `Grüße, ${who}`, paragraphs: [`Hallo ${who}, seit ${time(NOON)}.`] }),
};
const NOON = new Date('2026-06-01T12:00:00Z');
const MINUTE_MS = 60_000;
const ADA = { name: 'Ada', address: 'ada@example.com', language: 'en', timeZone: 'Europe/Berlin' };
const PORTAL = { brand: 'Acme Portal', url: new URL('https://portal.example.com') };
const FROM = { name: 'Acme Portal', address: 'portal@example.com' };

describe('mail', () => {
  const secrets = new Secrets('a secret of specs, which is 32 or more');
  let database: TestDatabase;
  let db: DataSource;
  let server: MailServer;
  let now: Date;
  let lines: string[];

  beforeAll(async () => {
    database = await newTestDatabase();
    db = await newDb(database.url).initialize();
    server = await openMailServer();
  });
  beforeEach(async () => {
    now = NOON;
    lines = [];
    await db.query('DELETE FROM mail');
    server.received.splice(0);
    server.refuses = null;
    server.beforeYes = async () => undefined;
  });
  afterAll(async () => {
    await server.close();
    await db.destroy();
    await database.drop();
  });

  const later = (ms: number): void => {
    now = new Date(now.getTime() + ms);
  };
  const transport = (smtpUrl: URL | null = server.url, dataDir = '/nowhere'): MailTransport =>
    newMailTransport({ smtpUrl: smtpUrl ?? undefined, mailFrom: FROM, dataDir, portalUrl: PORTAL.url });
  const postman = (by = transport()): Postman => {
    const log = newLog('info', { write: line => lines.push(line) });
    return new Postman(db, secrets, by, log, () => now, fail);
  };
  const queue = (mail: Partial<NewMail<Facts>> = {}): Promise<void> =>
    new Mailbox(secrets, PORTAL, () => now).queue(db.manager, {
      accountId: null,
      to: ADA,
      texts: TEXTS,
      facts: { who: 'Ada' },
      ...mail,
    });
  const waiting = async (): Promise<number> => {
    const rows: unknown[] = await db.query('SELECT FROM mail');
    return rows.length;
  };

  it('arrives at a mail server as it was written, in text and HTML', async () => {
    await queue({
      attachments: [{ filename: 'Rechnung ä.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') }],
    });

    await postman().run();

    const [{ from, recipients, mail }] = server.received as [(typeof server.received)[number]];
    expect(server.received).toHaveSize(1);
    expect([from, ...recipients]).toEqual(['portal@example.com', 'ada@example.com']);
    expect(mail.subject).toBe('Ada is in Acme Portal');
    expect(mail.from?.value).toEqual([FROM]);
    expect(mail.text).toContain('since 1 June 2026 at 14:00:00 CEST.');
    expect(mail.text).toContain('https://portal.example.com/people#a&b');
    expect(mail.html).toContain('<a href="https://portal.example.com/people#a&amp;b">');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    const files = mail.attachments.map(({ filename, contentType, content }) => [
      filename,
      contentType,
      String(content),
    ]);
    expect(files).toEqual([['Rechnung ä.pdf', 'application/pdf', '%PDF']]);
    expect(await waiting()).toBe(0);
  });

  it('is German for those who speak German, and English for all others', async () => {
    for (const language of ['de', 'fr', 'en']) await queue({ to: { ...ADA, language } });

    await postman().run();

    const subjects = server.received.map(({ mail }) => mail.subject);
    expect(subjects).toEqual(
      jasmine.arrayWithExactContents(['Grüße, Ada', 'Ada is in Acme Portal', 'Ada is in Acme Portal']),
    );
  });

  it('is not sent where its change is undone, and the database alone does not tell what it says', async () => {
    const undone = db.transaction(async sql => {
      await new Mailbox(secrets, PORTAL, () => now).queue(sql, {
        accountId: null,
        to: ADA,
        texts: TEXTS,
        facts: { who: 'Ada' },
      });
      throw new Error('Undone');
    });
    await expectAsync(undone).toBeRejected();
    expect(await waiting()).toBe(0);

    await queue();

    const [row]: { letter_encrypted: Buffer }[] = await db.query('SELECT * FROM mail');
    for (const word of ['Ada', 'ada@example.com', 'people']) {
      expect(JSON.stringify(row) + String(row?.letter_encrypted)).not.toContain(word);
    }
  });

  it('is logged by address and subject, and not by what it says', async () => {
    await queue();
    await postman().run();
    expect(lines.join()).toContain('"to":"ada@example.com","subject":"Ada is in Acme Portal"');
    expect(lines.join()).not.toContain('people#');
  });

  it('goes into files where there is no mail server, which only the portal reads', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-'));
    await queue();

    await postman(transport(null, folder)).run();

    const [file = '', ...more] = readdirSync(join(folder, 'mail'));
    expect(more).toEqual([]);
    expect((await simpleParser(readFileSync(join(folder, 'mail', file)))).subject).toBe('Ada is in Acme Portal');
    expect(statSync(join(folder, 'mail', file)).mode & 0o077).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('is sent once by several processes', async () => {
    for (let i = 0; i < 12; i++) await queue({ facts: { who: String(i) } });

    await Promise.all([postman().run(), postman().run(), postman().run()]);

    expect(new Set(server.received.map(({ mail }) => mail.subject)).size).toBe(12);
    expect(server.received).toHaveSize(12);
  });

  it('is taken up by another process where one died with it, and has the same message id if it was sent before', async () => {
    const dead = { send: () => new Promise<void>(() => undefined) };
    await queue();
    void postman(dead).run();
    await until(async () => (await db.query<unknown[]>('SELECT FROM mail WHERE tries = 1')).length === 1);
    await postman().run();
    expect(server.received).toHaveSize(0);

    // The mail server takes it, but the process is killed before it hears so.
    later(5 * MINUTE_MS);
    let isTaken = false;
    server.beforeYes = () => {
      isTaken = true;
      return new Promise(() => undefined);
    };
    const killed = postman().run();
    killed.catch(() => undefined);
    await until(() => isTaken);
    server.beforeYes = async () => undefined;
    later(5 * MINUTE_MS);
    await postman().run();

    expect(server.received).toHaveSize(2);
    expect(new Set(server.received.map(({ mail }) => mail.messageId)).size).toBe(1);
    expect(await waiting()).toBe(0);
  });

  it('waits longer each time the mail server fails, and is given up after three days', async () => {
    const failing = jasmine.createSpy('send').and.rejectWith(new Error('No connection'));
    const sender = postman({ send: failing });
    await queue();
    const triedAfterMinutes: number[] = [];
    while ((await waiting()) > 0) {
      triedAfterMinutes.push((now.getTime() - NOON.getTime()) / MINUTE_MS);
      await sender.run();
      const [next]: { due: Date }[] = await db.query('SELECT due_at AS due FROM mail');
      if (next) now = next.due;
    }

    expect(triedAfterMinutes.slice(0, 9)).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255]);
    expect(Number(triedAfterMinutes.at(-1)) / 60 / 24).toBeCloseTo(3, 0);
    expect(lines.at(-1)).toContain('given up');
  });

  it('leaves a mail server that fails alone for half a minute, and then sends all', async () => {
    const failing = jasmine.createSpy('send').and.rejectWith(new Error('No connection'));
    for (let i = 0; i < 3; i++) await queue();
    const sender = postman({ send: failing });
    await sender.run();
    await sender.run();
    expect(failing).toHaveBeenCalledTimes(1);

    failing.and.resolveTo();
    later(30_000);
    await sender.run();
    later(30_000);
    await sender.run();
    expect(await waiting()).toBe(0);
  });

  const refusals: [what: string, refuses: MailServer['refuses'], left: number][] = [
    ['an address for now', { at: 'RCPT', code: 450 }, 1],
    ['an address for good', { at: 'RCPT', code: 550 }, 0],
    ['the mail for now', { at: 'DATA', code: 451 }, 1],
    ['the mail for good', { at: 'DATA', code: 554 }, 0],
  ];
  for (const [what, refuses, left] of refusals) {
    it(`${left === 1 ? 'is tried again' : 'is given up'} where the mail server refuses ${what}, and keeps no other from going`, async () => {
      server.refuses = refuses;
      await queue();
      const sender = postman();
      await sender.run();
      expect(await waiting()).toBe(left);

      server.refuses = null;
      await queue();
      await sender.run();
      expect(server.received).toHaveSize(1);
    });
  }

  it('is not sent once it is of no use any more', async () => {
    await queue({ until: new Date(NOON.getTime() + 30 * MINUTE_MS) });
    later(30 * MINUTE_MS);
    await postman().run();
    expect([server.received.length, await waiting()]).toEqual([0, 0]);
  });

  it('signs in to a mail server that asks for it, and keeps the password to itself where that refuses', async () => {
    const strict = await openMailServer({ 'portal@example.com': 'p:ss/word' });
    const url = new URL(strict.url);
    url.username = encodeURIComponent('portal@example.com');
    url.password = encodeURIComponent('p:ss/word');
    await queue();
    await postman(transport(url)).run();
    expect(strict.received).toHaveSize(1);

    url.password = 'wrong-password';
    await queue();
    await postman(transport(url)).run();

    expect(await waiting()).toBe(1);
    expect(lines.join()).not.toMatch(/wrong-password|p:ss|p%3Ass/);
    await strict.close();
  });

  it('goes to one recipient and has no header of its own, whatever the texts in it say', async () => {
    const hostile = [
      'Eve\r\nBcc: eve@example.com',
      'Eve\nSubject: other',
      'eve@example.com, mallory@example.com',
      'friends: eve@example.com, mallory@example.com;',
      '"Eve" <eve@example.com>',
      'Eve\u2028Bcc: eve@example.com',
      '\u202eeve',
      '<script>alert(1)</script>',
      '=?utf-8?Q?Eve=0D=0ABcc:_eve@example.com?=',
      'x'.repeat(10_000),
    ];
    for (const text of hostile) {
      await queue({
        to: { ...ADA, name: text },
        facts: { who: text },
        replyTo: { name: text, address: 'bob@example.com' },
      });
    }

    await postman().run();

    expect(server.received).toHaveSize(hostile.length);
    for (const { recipients, mail, source } of server.received) {
      const head = source.split('\r\n\r\n')[0] ?? '';
      expect(recipients).toEqual(['ada@example.com']);
      expect([mail.to].flat().flatMap(to => to?.value.map(({ address }) => address))).toEqual(['ada@example.com']);
      expect(mail.replyTo?.value.map(({ address }) => address)).toEqual(['bob@example.com']);
      expect(head).not.toMatch(/^bcc:/im);
      expect(head.match(/^subject:/gim)).toHaveSize(1);
      expect((mail.subject ?? '').length).toBeLessThan(201);
      expect(mail.html).not.toContain('<script');
      expect(mail.html).not.toMatch(/[\u202e\u2028]/);
    }
  });

  it('is not taken for what may be more than one address', async () => {
    const address = 'ada@example.com, eve@example.com';
    await expectAsync(queue({ to: { ...ADA, address } })).toBeRejected();
    await expectAsync(queue({ replyTo: { name: 'Eve', address } })).toBeRejected();
  });
});
