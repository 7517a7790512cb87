import { request } from 'node:http';
import { PNG, SUBMIT, supportDesk } from '../../../test/support-desk.ts';
import { until } from '../../../test/live-node.ts';
import { mailsTo } from '../../../test/mails.ts';
import { newTenant, type Person } from '../../../test/tenant.ts';
import { newToken } from '../../../test/tokens.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { ActorKind } from '../../events/actor.ts';
import { FILES_AN_HOUR } from '../ticket-limits.ts';
import { MAX_ACCOUNT_BYTES, MAX_FILE_BYTES, MAX_WAITING } from './attachment-store.ts';
import { MAILED_BYTES } from './attachments.service.ts';

const SUPPORT = 'support@example.com';
const OPERATOR = { kind: ActorKind.OPERATOR, id: null, name: 'operator' };
const DOWNLOAD = 'mutation ($id: ID!) { downloadAttachment(id: $id) { url } }';
/** A text of so many bytes. */
const text = (length: number) => Buffer.alloc(length, 'log line\n');

describe('an attachment', () => {
  const api = useApi({ settings: { SUPPORT_EMAIL: SUPPORT } });
  const desk = supportDesk(api);
  const service = () => api.portal.services.support;
  const kept = async (): Promise<{ files: number; parts: number }> => {
    const [row]: [{ files: number; parts: number }] = await api.db.query(
      `SELECT (SELECT count(*)::int FROM support_attachment) AS files,
        (SELECT count(*)::int FROM support_attachment_part) AS parts`,
    );
    return row;
  };
  const fetched = (url: string, method: 'GET' | 'HEAD' = 'GET') =>
    api.portal.door.server.inject({ method, url, headers: { host: 'localhost:4000' } });

  beforeEach(() => api.db.query('DELETE FROM support_attachment'));

  it('is sent, goes with a message, and is fetched by whoever sees the ticket', async () => {
    const tenant = await newTenant(api);
    const { status, file } = await desk.upload(tenant.owner, 'Bildschirm ä.png');
    expect([status, file]).toEqual([
      201,
      { id: file.id, fileName: 'Bildschirm ä.png', type: 'image/png', sizeBytes: PNG.length },
    ]);
    const log = text(600_000);
    const logId = await desk.uploaded(tenant.owner, 'agent.log', log);

    const { messages } = await desk.submitted(tenant.owner, { attachments: [file.id, logId] });

    expect(messages[0]?.attachments).toEqual([file, jasmine.objectContaining({ id: logId, sizeBytes: 600_000 })]);
    const answer = await fetched(await desk.addressOf(await tenant.person(UserRole.ADMIN), logId));
    expect([answer.statusCode, answer.rawPayload.equals(log)]).toEqual([200, true]);
    expect(answer.headers).toEqual(
      jasmine.objectContaining({
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="agent.log"; filename*=UTF-8''agent.log`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      }),
    );
    expect(answer.headers['content-security-policy']).toContain('sandbox');
  });

  it('is fetched once by an address, which a HEAD does not use up, and for five minutes', async () => {
    const { owner } = await newTenant(api);
    const id = await desk.uploaded(owner);
    await desk.submitted(owner, { attachments: [id] });
    const [one, two, three] = [
      await desk.addressOf(owner, id),
      await desk.addressOf(owner, id),
      await desk.addressOf(owner, id),
    ];

    const statuses = [];
    for (const method of ['HEAD', 'GET', 'GET'] as const) statuses.push((await fetched(one, method)).statusCode);
    expect(statuses).toEqual([200, 200, 404]);

    const atOnce = await Promise.all([two, two, two, two].map(async url => (await fetched(url)).statusCode));
    expect(atOnce.sort()).toEqual([200, 404, 404, 404]);

    api.now = new Date(api.now.getTime() + 5 * 60_000);
    expect((await fetched(three)).statusCode).toBe(401);
  });

  it('of another account, or another person before it is attached, does not exist', async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    const admin = await mine.person(UserRole.ADMIN);
    const id = await desk.uploaded(mine.owner);
    const input = { subject: 'x', message: 'x', attachments: [id] };

    expect(await api.refusals(admin, SUBMIT, { input })).toEqual(['NOT_FOUND']);
    expect(await api.refusals(theirs.owner, SUBMIT, { input })).toEqual(['NOT_FOUND']);
    expect(await api.refusals(mine.owner, DOWNLOAD, { id })).toEqual(['NOT_FOUND']);
    await desk.submitted(mine.owner, { attachments: [id] });
    expect(await api.refusals(mine.owner, SUBMIT, { input })).toEqual(['NOT_FOUND']);
    expect(await api.refusals(theirs.owner, DOWNLOAD, { id })).toEqual(['NOT_FOUND']);
    expect(await api.refusals(await mine.person(UserRole.VIEWER), DOWNLOAD, { id })).toEqual(['FORBIDDEN']);
  });

  it('makes no ticket where one of it is missing, or there are too many', async () => {
    const { owner } = await newTenant(api);
    const ids = [];
    for (let i = 0; i < 6; i++) ids.push(await desk.uploaded(owner));
    const refusals = (attachments: string[]) =>
      api.refusals(owner, SUBMIT, { input: { subject: 'x', message: 'x', attachments } });

    expect(await refusals(ids)).toEqual(['BAD_USER_INPUT']);
    expect(await refusals([ids[0] ?? '', ids[0] ?? ''])).toEqual(['BAD_USER_INPUT']);
    expect(await refusals([ids[0] ?? '', "x'"])).toEqual(['NOT_FOUND']);
    expect((await desk.submitted(owner, { attachments: ids.slice(0, 5) })).messages[0]?.attachments).toHaveSize(5);
  });

  it('is sent by those alone who may write to support, from pages of the portal alone', async () => {
    const tenant = await newTenant(api);
    const viewer = await tenant.person(UserRole.VIEWER);
    const reader = await newToken(api, tenant.owner, { scopes: ['TICKETS_READ'] });
    const writer = await newToken(api, tenant.owner, { scopes: ['TICKETS_WRITE'] });
    const from = (asker: Person | { bearer: string } | null, headers = {}) =>
      desk.upload(asker, 'a.png', PNG, headers).then(({ status, refusal }) => [status, refusal]);

    expect(await from(null)).toEqual([401, 'UNAUTHENTICATED']);
    expect(await from(viewer)).toEqual([403, 'FORBIDDEN']);
    expect(await from(reader)).toEqual([403, 'FORBIDDEN']);
    expect(await from(writer)).toEqual([201, undefined]);
    expect(await from(tenant.owner, { origin: 'https://evil.example' })).toEqual([403, 'FORBIDDEN']);
    expect(await from(tenant.owner, { 'sec-fetch-site': 'cross-site' })).toEqual([403, 'FORBIDDEN']);
    expect(await from(tenant.owner, { origin: 'http://localhost:4000' })).toEqual([201, undefined]);
  });

  it('has 10 MB at most, also where it does not say how long it is', async () => {
    const { owner } = await newTenant(api);
    expect((await desk.upload(owner, 'a.log', text(MAX_FILE_BYTES))).status).toBe(201);
    expect((await desk.upload(owner, 'a.log', text(MAX_FILE_BYTES + 1))).refusal).toBe('TOO_LARGE');

    const answer = await sent(owner, 'a.log', async write => {
      for (let i = 0; i < 11; i++) await write(text(1024 * 1024));
    });

    expect(answer).toContain('"reason":"TOO_LARGE"');
    expect(await kept()).toEqual({ files: 1, parts: 40 });
  });

  it('that breaks off leaves nothing', async () => {
    const { owner } = await newTenant(api);
    const parts = async () => (await kept()).parts;

    const broken = sent(owner, 'a.log', async (write, breakOff) => {
      await write(text(600_000));
      await until(async () => (await parts()) > 0);
      breakOff();
    });

    await expectAsync(broken).toBeRejected();
    await until(async () => (await kept()).files === 0);
    expect(await parts()).toBe(0);
    expect(api.lines.join()).not.toContain('"level":"error"');
  });

  it('is not taken from whoever has no right any more by its end', async () => {
    const { owner } = await newTenant(api);
    const answer = await sent(owner, 'a.log', async write => {
      await write(text(300_000));
      await until(async () => (await kept()).parts > 0);
      await api.as(owner, 'mutation { signOut }');
    });
    expect(answer).toContain('UNAUTHENTICATED');
  });

  it('waits for a day to be attached, and is forgotten then; what is attached stays', async () => {
    const { owner } = await newTenant(api);
    const [waiting, attached] = [await desk.uploaded(owner), await desk.uploaded(owner)];
    await desk.submitted(owner, { attachments: [attached] });
    await desk.addressOf(owner, attached);
    const sweepAfter = async (ms: number) => {
      api.now = new Date(Date.UTC(2026, 5, 1, 12) + ms);
      await api.portal.services.attachments.sweep();
      return kept();
    };

    expect(await sweepAfter(86_400_000 - 1)).toEqual({ files: 2, parts: 2 });
    expect(await sweepAfter(86_400_000)).toEqual({ files: 1, parts: 1 });

    const input = { subject: 'x', message: 'x', attachments: [waiting] };
    expect(await api.refusals(owner, SUBMIT, { input })).toEqual(['NOT_FOUND']);
    expect(await api.db.query('SELECT FROM support_download')).toEqual([]);
  });

  it('has room in its account, of which one person can have a part wait, and so many in an hour', async () => {
    const { owner, accountId } = await newTenant(api);
    const fill = (files: number, bytes: number, userId = owner.userId) =>
      api.db.query(
        `INSERT INTO support_attachment (account_id, id, user_id, file_name, size_bytes, created_at)
         SELECT $1, gen_random_uuid(), $2, 'x', $3, now() FROM generate_series(1, $4::int)`,
        [accountId, userId, bytes, files],
      );
    await fill(MAX_WAITING, 1);
    expect((await desk.upload(owner)).refusal).toBe('TOO_MANY');

    await api.db.query('DELETE FROM support_attachment');
    await fill(1, MAX_ACCOUNT_BYTES - PNG.length, '00000000-0000-0000-0000-000000000000');
    expect((await desk.upload(owner)).status).toBe(201);
    expect((await desk.upload(owner)).refusal).toBe('NO_ROOM');

    await api.db.query('UPDATE rate_limit SET points = $1 WHERE key LIKE $2', [
      FILES_AN_HOUR,
      `ticket-files:${owner.userId}`,
    ]);
    expect((await desk.upload(owner)).refusal).toBe('RATE_LIMITED');
  });

  it('goes with the mail to support, or is named there where it is too long for a mail', async () => {
    const { owner } = await newTenant(api);
    await api.db.query('DELETE FROM mail');
    const small = await desk.uploaded(owner, 'screen.png');
    const { id } = await desk.submitted(owner, { attachments: [small] });
    const large = [
      await desk.uploaded(owner, 'a.log', text(MAILED_BYTES)),
      await desk.uploaded(owner, 'b.log', text(1)),
    ];
    await desk.replied(owner, id, { attachments: large });

    const [first, second] = await mailsTo(api, SUPPORT);

    expect(first?.text).toContain('Attached:\n- screen.png (1 KB)');
    expect(first?.attachments.map(({ filename, content }) => [filename, content.equals(PNG)])).toEqual([
      ['screen.png', true],
    ]);
    expect(second?.text).toContain('too large for a mail:\n- a.log (4096 KB)\n- b.log (1 KB)');
    expect(second?.attachments).toEqual([]);
  });

  it('is read by the operator', async () => {
    const { owner } = await newTenant(api);
    const { number } = await desk.submitted(owner, { attachments: [await desk.uploaded(owner)] });

    const { messages } = await service().answer(number, 'Thank you', OPERATOR);
    const [attachment] = messages[0]?.attachments ?? [];
    const { fileName, content } = await service().attachment(number, attachment?.id ?? '');

    expect([fileName, Buffer.concat(await content.toArray()).equals(PNG)]).toEqual(['screen.png', true]);
  });

  /** Sends a file over a real connection, a part at a time, without saying how long it is; answers what comes back. */
  async function sent(
    { secret }: Person,
    name: string,
    send: (write: (bytes: Buffer) => Promise<void>, breakOff: () => void) => Promise<void>,
  ): Promise<string> {
    const headers = { host: 'localhost:4000', cookie: `sid=${secret}`, 'x-file-name': name };
    const going = request(`${await api.listen()}/upload`, { method: 'POST', headers });
    const answer = new Promise<string>((resolve, reject) => {
      going.once('error', reject).once('response', response => {
        response.toArray().then(parts => {
          resolve(Buffer.concat(parts as Buffer[]).toString());
        }, reject);
      });
    });
    answer.catch(() => undefined);
    const write = (bytes: Buffer) =>
      new Promise<void>(resolve => {
        going.write(bytes, () => {
          resolve();
        });
      });
    await send(write, () => going.destroy());
    going.end();
    return answer;
  }
});
