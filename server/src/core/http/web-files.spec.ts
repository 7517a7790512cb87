import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useTinyDoor } from '../../../test/tiny-door.ts';

const folder = mkdtempSync(join(tmpdir(), 'web-'));
const page = '<title>x</title><meta name="application-name" content="x"><app-root ngCspNonce="CSP_NONCE"></app-root>';
mkdirSync(join(folder, 'i18n'));
writeFileSync(join(folder, 'index.html'), page);
writeFileSync(join(folder, 'main-5ZWQ2K7A.js'), 'run()');
writeFileSync(join(folder, 'i18n', 'en.json'), '{}');
writeFileSync(join(folder, '.secret'), 'secret');
writeFileSync(join(folder, '..', 'beside.txt'), 'beside');

describe('the web application', () => {
  const config = {
    host: '127.0.0.1',
    port: 0,
    portalUrl: new URL('https://portal.example'),
    allowedOrigins: [],
    brand: 'A "<b>" & Co',
    trustProxy: 0,
  };
  const door = useTinyDoor({ webFolder: folder, config });
  const get = (url: string, accept = 'text/html,*/*') =>
    door.server.inject({ url, headers: { host: 'portal.example', accept } });

  for (const url of ['/', '/index.html', '/clients', '/clients/123456789?tab=sessions', '/get', '/nothing/here/']) {
    it(`is one page for ${url}`, async () => {
      const { statusCode, headers, body } = await get(url);

      expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-store',
      ]);
      expect(body).toContain('<app-root');
    });
  }

  it('may run its own scripts only, and styles with the nonce of this answer', async () => {
    const [first, second] = [await get('/'), await get('/')];
    const nonce = /ngCspNonce="([^"]+)"/.exec(first.body)?.[1] ?? '';

    expect(first.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" +
        nonce +
        "'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; " +
        "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types angular angular#components",
    );
    expect(nonce).toMatch(/^[\w+/]{24}$/);
    expect(second.body).not.toContain(nonce);
  });

  it('shows the brand as text', async () => {
    const { body } = await get('/');

    expect(body).toContain('<title>A &#34;&#60;b&#62;&#34; &#38; Co</title>');
    expect(body).toContain('content="A &#34;&#60;b&#62;&#34; &#38; Co">');
  });

  it('keeps files that are named by their content for ever, and asks anew for all others', async () => {
    const [script, texts] = [await get('/main-5ZWQ2K7A.js', '*/*'), await get('/i18n/en.json', '*/*')];

    expect([script.body, script.headers['cache-control']]).toEqual(['run()', 'public, max-age=31536000, immutable']);
    expect([texts.body, texts.headers['cache-control']]).toEqual(['{}', 'no-cache']);
    expect(script.headers['strict-transport-security']).toContain('max-age=');
  });

  const absent = [
    '/assets/none.js',
    '/main-00000000.js',
    '/.secret',
    '/../beside.txt',
    '/%2e%2e/beside.txt',
    '/..%2fbeside.txt',
    '/..%5cbeside.txt',
    '/i18n/../../beside.txt',
    '//beside.txt',
    '/%00',
    '/a%0d%0ab.js',
  ];
  for (const url of absent) {
    it(`has no ${url}`, async () => {
      const { statusCode, body } = await get(url, '*/*');

      expect([400, 403, 404]).toContain(statusCode);
      expect(body).not.toMatch(/beside\.txt|^beside|^secret|\/tmp/);
    });
  }

  it('is no answer to a program that asks for an address of no door', async () => {
    expect((await get('/api/nothing', 'application/json')).statusCode).toBe(404);
    expect(
      (await door.server.inject({ method: 'POST', url: '/clients', headers: { host: 'portal.example' } })).statusCode,
    ).toBe(404);
  });
});

describe('a portal whose web application is not built', () => {
  const door = useTinyDoor();

  it('says how to build it', async () => {
    const { statusCode, body } = await door.server.inject({
      url: '/',
      headers: { host: 'localhost', accept: 'text/html' },
    });

    expect([statusCode, body]).toEqual([503, 'The web application is not built yet. Build it with: npm run build\n']);
  });

  it('shows its schema all the same', async () => {
    const { body, headers } = await door.server.inject({ url: '/schema.graphql', headers: { host: 'localhost' } });

    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain('type Thing implements Named {');
  });
});
