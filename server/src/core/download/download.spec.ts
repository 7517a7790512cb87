import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { USER_COOKIE, useTinyDoor } from '../../../test/tiny-door.ts';
import { until } from '../../../test/live-node.ts';
import { ApiError } from '../errors.ts';
import { Secrets } from '../secrets/secrets.ts';
import { Tickets } from '../secrets/tickets.ts';
import { Right, signInKey, type Viewer } from '../viewer.ts';
import type { DownloadSource } from './download.ts';
import type { Downloadable } from './send-download.ts';

const path = join(mkdtempSync(join(tmpdir(), 'download-')), 'kept.bin');
writeFileSync(path, '0123456789');

const viewer: Viewer = { kind: 'user', accountId: 'a', rights: new Set(), userId: 'u', name: 'Ada', signInId: 's' };
let now = new Date('2026-06-01T12:00:00Z');
const tickets = new Tickets(new Secrets('a secret of specs, which is 32 or more'), () => now);
let made = 0;
let streams: PassThrough[] = [];
/** How many wait for what is printed, and what that is. */
let asked = 0;
let print: (text: string) => void = () => undefined;
const printed = new Promise<string>(resolve => (print = resolve));

const source = (kind: string, open: (subject: string) => Downloadable, more: Partial<DownloadSource> = {}) => ({
  kind,
  right: Right.FILES_READ,
  open: async (_: Viewer, subject: string) => open(subject),
  ...more,
});
const text: Downloadable = { fileName: 'ä "b"/c.txt', type: 'text/plain', content: () => `made ${++made}` };

describe('a download', () => {
  const door = useTinyDoor({
    downloads: {
      tickets,
      sources: [
        source('texts', subject => {
          if (subject === 'gone') throw new ApiError('NOT_FOUND', 'There is no such text');
          return { ...text, type: `text/plain; subject=${subject}` };
        }),
        source('files', () => ({ ...text, content: { path } })),
        source('streams', () => ({
          ...text,
          content: () => {
            const stream = new PassThrough();
            streams.push(stream);
            stream.write('begun');
            return stream;
          },
        })),
        source('prints', () => ({ ...text, content: () => (asked++, printed) })),
        source('invoices', () => text, { right: Right.INVOICES_READ }),
        source('exports', subject => ({ ...text, fileName: subject }), { isByTicketOnly: true }),
      ],
    },
  });
  const get = (
    url: string,
    headers: Record<string, string> = { cookie: USER_COOKIE },
    method: 'GET' | 'HEAD' = 'GET',
  ) => door.server.inject({ method, url, headers: { host: 'localhost:4000', ...headers } });
  const refusal = async (url: string, headers?: Record<string, string>) => {
    const { statusCode, body } = await get(url, headers);
    const { errors } = JSON.parse(body) as { errors: [{ extensions: { code: string } }] };
    return [statusCode, errors[0].extensions.code];
  };
  /** A download whose answer has begun. */
  const begin = (url: string) =>
    new Promise<{ ended: Promise<boolean>; leave: () => void }>((resolve, reject) => {
      const { port } = door.server.server.address() as { port: number };
      const asked = request({ port, path: url, headers: { host: 'localhost:4000', cookie: USER_COOKIE } }, answer => {
        answer.resume();
        const ended = new Promise<boolean>(end => answer.once('close', () => end(answer.complete)));
        answer.on('error', () => undefined);
        answer.once('data', () => resolve({ ended, leave: () => asked.destroy() }));
      });
      asked.on('error', reject).end();
    });

  beforeEach(() => {
    now = new Date('2026-06-01T12:00:00Z');
    streams = [];
  });

  it('is kept and not shown, under a name that harms nobody', async () => {
    const { statusCode, headers, body } = await get('/my/texts/1');

    expect([statusCode, body]).toEqual([200, `made ${made}`]);
    expect(headers).toEqual(
      jasmine.objectContaining({
        'content-type': 'text/plain; subject=1',
        'content-disposition': `attachment; filename="_ _b__c.txt"; filename*=UTF-8''%C3%A4%20_b__c.txt`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      }),
    );
  });

  it('is not made for a HEAD', async () => {
    const before = made;
    const { statusCode, headers, body } = await get('/my/texts/1', undefined, 'HEAD');

    expect([statusCode, body, made]).toEqual([200, '', before]);
    expect(headers['content-disposition']).toContain('attachment');
  });

  it('needs somebody who has the right', async () => {
    expect(await refusal('/my/texts/1', {})).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refusal('/my/texts/1', { cookie: 'sid=other' })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refusal('/my/texts/1', { authorization: 'Client 1:bad' })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refusal('/my/texts/1', { authorization: 'Client 1:good' })).toEqual([403, 'FORBIDDEN']);
    expect(await refusal('/my/invoices/1')).toEqual([403, 'FORBIDDEN']);
  });

  it('is refused as an operation is: to a strange Host and to pages of others', async () => {
    expect(await refusal('/my/texts/1', { host: 'evil.example', cookie: USER_COOKIE })).toEqual([421, 'FORBIDDEN']);
    expect(await refusal('/my/texts/1', { origin: 'https://evil.example', cookie: USER_COOKIE })).toEqual([
      403,
      'FORBIDDEN',
    ]);
  });

  for (const subject of ['gone', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '..%5c', 'a%00b', 'x'.repeat(201), '%F0%9F%98%80']) {
    it(`is not found for ${subject.slice(0, 30)}`, async () => {
      expect(await refusal(`/my/texts/${subject}`)).toEqual([404, 'NOT_FOUND']);
    });
  }

  describe('of a file', () => {
    it('goes out whole, with its size', async () => {
      const [whole, head] = [await get('/my/files/1'), await get('/my/files/1', undefined, 'HEAD')];

      expect([whole.body, whole.headers['content-length']]).toEqual(['0123456789', '10']);
      expect([head.body, head.headers['content-length'], head.headers['accept-ranges']]).toEqual(['', '10', 'bytes']);
    });

    const ranges: [range: string, status: number, body: string][] = [
      ['bytes=2-4', 206, '234'],
      ['bytes=-3', 206, '789'],
      ['bytes=0-0,2-3', 200, '0123456789'],
      [`bytes=${'0-,'.repeat(1000)}0-`, 206, '0123456789'],
      ['lines=1-2', 200, '0123456789'],
    ];
    for (const [range, status, body] of ranges) {
      it(`answers ${range.slice(0, 20)}`, async () => {
        const answer = await get('/my/files/1', { cookie: USER_COOKIE, range });
        expect([answer.statusCode, answer.body]).toEqual([status, body]);
      });
    }

    it('refuses a range beyond its end', async () => {
      expect(await refusal('/my/files/1', { cookie: USER_COOKIE, range: 'bytes=10-' })).toEqual([
        416,
        'BAD_USER_INPUT',
      ]);
      const { headers } = await get('/my/files/1', { cookie: USER_COOKIE, range: 'bytes=10-' });
      expect(headers['content-range']).toBe('bytes */10');
    });

    it('goes on from where it was only while it is the same', async () => {
      const { headers } = await get('/my/files/1');
      const range = { cookie: USER_COOKIE, range: 'bytes=8-' };
      expect((await get('/my/files/1', { ...range, 'if-range': String(headers['etag']) })).body).toBe('89');
      expect((await get('/my/files/1', { ...range, 'if-range': '"another"' })).body).toBe('0123456789');
    });
  });

  describe('by a ticket', () => {
    const by = (kind: string, subject: string, ticket: string) => get(`/my/${kind}/${subject}?ticket=${ticket}`, {});

    it('needs no credential, for five minutes', async () => {
      const { text: ticket, expiresAt } = tickets.issue(viewer, 'files', '1');
      expect((await by('files', '1', ticket)).body).toBe('0123456789');

      now = new Date(expiresAt.getTime() - 1);
      expect((await by('files', '1', ticket)).statusCode).toBe(200);
      now = expiresAt;
      expect((await by('files', '1', ticket)).statusCode).toBe(401);
      expect(expiresAt).toEqual(new Date('2026-06-01T12:05:00Z'));
    });

    it('is of one thing, one kind and one principal alone', async () => {
      const { text: ticket } = tickets.issue(viewer, 'files', '1');
      const others = tickets.issue({ ...viewer, signInId: 'ended' }, 'files', '1').text;
      const forged = new Tickets(new Secrets('another secret of specs, 32 or more'), () => now);

      const statuses = [
        await by('files', '2', ticket),
        await by('texts', '1', ticket),
        await by('files', '1', others),
        await by('files', '1', forged.issue(viewer, 'files', '1').text),
        await by('files', '1', `${ticket}x`),
        await by('files', '1', `${ticket}&ticket=${ticket}`),
        await by('files', '1', ''),
      ].map(({ statusCode }) => statusCode);

      expect(statuses).toEqual(Array(7).fill(401));
    });

    it('has it as its address where there is no other way', async () => {
      const ticket = tickets.issue(viewer, 'exports', 'e-1').text;
      expect((await get(`/my/exports/${ticket}`, {})).headers['content-disposition']).toContain('filename="e-1"');
      expect(await refusal('/my/exports/e-1')).toEqual([401, 'UNAUTHENTICATED']);
    });

    it('is not in the log', async () => {
      const ticket = tickets.issue(viewer, 'exports', 'e-1').text;
      await get(`/my/exports/${ticket}`, {});
      await by('files', '1', ticket);

      expect(door.lines.some(line => line.includes('/my/exports/:subject'))).toBeTrue();
      expect(door.lines.some(line => line.includes(ticket))).toBeFalse();
    });
  });

  describe('that goes on', () => {
    it('is cut when the right of its viewer ends', async () => {
      const running = await begin('/my/streams/1');
      expect(door.sockets.count(signInKey('s'))).toBe(1);

      door.sockets.closeAll(signInKey('s'), 4403, 'Signed out');

      expect(await running.ended).toBe(false);
      await until(() => door.sockets.count(signInKey('s')) === 0 && streams[0]?.destroyed === true);
    });

    it('frees everything when its reader leaves', async () => {
      const running = await begin('/my/streams/1');
      running.leave();

      await until(() => door.sockets.count(signInKey('s')) === 0 && streams[0]?.destroyed === true);
      expect(streams[0]?.destroyed).toBeTrue();
    });

    it('keeps the place of who has left until what was begun for it has ended', async () => {
      const { port } = door.server.server.address() as { port: number };
      const readers = Array.from({ length: 20 }, () => {
        const reader = connect(port, '127.0.0.1');
        reader.write(`GET /my/prints/1 HTTP/1.1\r\nhost: localhost:4000\r\ncookie: ${USER_COOKIE}\r\n\r\n`);
        return reader;
      });
      await until(() => asked === 20);
      for (const reader of readers) reader.destroy();
      await until(() => door.sockets.count(signInKey('s')) === 0);

      expect(await refusal('/my/texts/1')).toEqual([429, 'RATE_LIMITED']);
      print('at last');
      await until(async () => (await get('/my/texts/1')).statusCode === 200);
    });

    it('frees everything that waits behind it, too', async () => {
      const { port } = door.server.server.address() as { port: number };
      const ask = `GET /my/streams/1 HTTP/1.1\r\nhost: localhost:4000\r\ncookie: ${USER_COOKIE}\r\n\r\n`;
      const reader = connect(port, '127.0.0.1');
      reader.write(ask + ask);
      await until(() => streams.length === 2);

      reader.destroy();

      await until(() => door.sockets.count(signInKey('s')) === 0 && streams.every(({ destroyed }) => destroyed));
      expect(streams).toHaveSize(2);
    });

    it('is one of 20 at most', async () => {
      const running = await Promise.all(Array.from({ length: 20 }, () => begin('/my/streams/1')));
      expect(await refusal('/my/texts/1')).toEqual([429, 'RATE_LIMITED']);

      for (const stream of streams) stream.end();
      expect(await Promise.all(running.map(({ ended }) => ended))).toEqual(Array(20).fill(true));
      await until(() => door.sockets.count(signInKey('s')) === 0);
      expect((await get('/my/texts/1')).statusCode).toBe(200);
    });
  });
});
