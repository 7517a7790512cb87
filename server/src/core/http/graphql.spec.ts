import type { InjectOptions } from 'fastify';
import { getIntrospectionQuery, type GraphQLFormattedError } from 'graphql';
import { HOSTILE_DOCUMENTS } from '../../../test/hostile-documents.ts';
import { PORTAL, USER_COOKIE, useTinyDoor } from '../../../test/tiny-door.ts';

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: (GraphQLFormattedError & {
    extensions: { code: string; details?: Record<string, unknown>; requestId?: string };
  })[];
}

/** Nothing of the inside: no stack, SQL, path of a file, package or suggestion. */
const INSIDE = /select |\.ts|\.js|node_modules|stacktrace|Did you mean| {4}at /;

describe('GraphQL over HTTP', () => {
  const door = useTinyDoor();

  async function post(payload: unknown, headers: Record<string, string> = {}, options: InjectOptions = {}) {
    const response = await door.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { host: 'localhost:4000', 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      ...options,
    });
    return { response, status: response.statusCode, body: response.body, answer: parsed(response.body) };
  }
  const ask = (query: string, headers: Record<string, string> = {}, rest: object = {}) =>
    post({ query, ...rest }, headers);
  const codes = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions.code);

  it('answers, and is never kept', async () => {
    const { response, status, answer } = await ask('{ hello }');

    expect(status).toBe(200);
    expect(answer).toEqual({ data: { hello: 'world' } });
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('answers the same once a document is compiled', async () => {
    const query = 'query Thing($id: ID!) { thing(id: $id) { id name color madeAt parts { later } } }';

    const answers = [];
    for (const id of ['1', '2', '1']) answers.push((await ask(query, {}, { variables: { id } })).answer);

    expect(answers[0]).toEqual(answers[2] as Answer);
    expect(answers[1]?.data?.['thing']).toEqual(
      jasmine.objectContaining({ id: '2', color: 'RED', madeAt: '2026-06-01T12:00:00.000Z' }),
    );
  });

  describe('knows', () => {
    const cases: [what: string, headers: Record<string, string>, who: string][] = [
      ['a stranger', {}, 'stranger'],
      ['a person by the cookie', { cookie: USER_COOKIE }, 'user'],
      ['a stranger by a cookie that holds no longer', { cookie: 'sid=old' }, 'stranger'],
      ['a stranger by the cookie of another name', { cookie: '__Host-sid=known' }, 'stranger'],
      ['a device by its token', { authorization: 'Client 1:good' }, 'device'],
    ];
    for (const [what, headers, who] of cases) {
      it(what, async () => expect((await ask('{ who }', headers)).answer.data).toEqual({ who }));
    }
  });

  it('refuses a credential that does not hold, before anything runs', async () => {
    const wrong = await ask('{ who }', { authorization: 'Client 1:bad' });
    const removed = await ask('{ who }', { authorization: 'Client removed:good' });

    expect([wrong.status, ...codes(wrong.answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect([removed.status, ...codes(removed.answer)]).toEqual([403, 'NOT_FOUND']);
  });

  it('lets a sign-in set the cookie so that no script and no other site can use it', async () => {
    const { response } = await ask('mutation { signIn }');
    const cleared = await ask('mutation { signOut }', { cookie: USER_COOKIE, origin: PORTAL });

    expect(response.headers['set-cookie']).toBe(
      'sid=known; Path=/; Expires=Tue, 01 Jan 2030 00:00:00 GMT; HttpOnly; SameSite=Strict',
    );
    expect(cleared.response.headers['set-cookie']).toMatch(/^sid=; .*Expires=Thu, 01 Jan 1970/);
  });

  describe('refuses', () => {
    for (const [what, source, code, limit] of HOSTILE_DOCUMENTS) {
      it(what, async () => {
        const { status, answer, body } = await ask(source);

        expect(status).toBe(code === 'OPERATION_TOO_COSTLY' || what.includes('none named') ? 200 : 400);
        expect(answer.data).toBeUndefined();
        expect(new Set(codes(answer))).toEqual(new Set([code]));
        if (limit) expect(answer.errors?.[0]?.extensions.details).toEqual(jasmine.objectContaining({ limit }));
        expect(body).not.toMatch(INSIDE);
      });
    }

    const malformed: [what: string, payload: unknown, status: number, headers?: Record<string, string>][] = [
      ['what is not JSON', '{"query"', 400],
      ['an empty body', '', 400],
      ['no object', '"{ hello }"', 400],
      ['a batch', [{ query: '{ hello }' }, { query: '{ hello }' }], 400],
      ['a query that is no text', { query: { kind: 'Document' } }, 400],
      ['variables that are no object', { query: '{ hello }', variables: '{}' }, 400],
      ['a prototype', '{"query":"{ hello }","__proto__":{"a":1}}', 400],
      ['a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } }, 200],
      ['a form', 'query={ hello }', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
      ['an upload', '--a--', 415, { 'content-type': 'multipart/form-data; boundary=a' }],
      ['plain text', '{"query":"{ hello }"}', 400, { 'content-type': 'text/plain' }],
      ['what is too large', { query: `{ hello } #${'a'.repeat(300_000)}` }, 413],
    ];
    for (const [what, payload, status, headers] of malformed) {
      it(what, async () => {
        const { status: actual, answer, body } = await post(payload, headers);

        expect(actual).toBe(status);
        expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
        expect(body).not.toMatch(INSIDE);
      });
    }

    it('a mutation by GET', async () => {
      const get = (query: string) =>
        post(
          undefined,
          { 'content-type': 'application/json' },
          { method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}`, payload: undefined },
        );

      expect((await get('{ hello }')).answer).toEqual({ data: { hello: 'world' } });
      expect((await get('mutation { signOut }')).status).toBe(405);
    });

    it('a GET that a form or an image could send', async () => {
      const response = await door.server.inject({ url: '/graphql?query={hello}', headers: { host: 'localhost' } });

      expect(response.statusCode).toBe(400);
    });

    it('a variable of the wrong type', async () => {
      const { status, answer } = await ask('query ($id: ID!) { thing(id: $id) { id } }', {}, { variables: { id: {} } });

      expect([status, answer.data, ...codes(answer)]).toEqual([200, undefined, 'BAD_USER_INPUT']);
    });

    it('a value of 200,000 blanks at once, as any other', async () => {
      const startedMs = performance.now();
      const query = 'query ($first: Int) { thing(id: 1) { things(first: $first) { nodes { id } } } }';
      const { answer } = await ask(query, {}, { variables: { first: ' '.repeat(200_000) } });

      expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
      expect(performance.now() - startedMs).toBeLessThan(2_000);
    });

    it('a list of bad values by the first of them', async () => {
      const parts = Array<number>(20_000).fill(1);
      const { answer } = await ask('query ($parts: [Part!]) { echo(parts: $parts) }', {}, { variables: { parts } });

      expect(new Set(codes(answer))).toEqual(new Set(['BAD_USER_INPUT']));
      expect(answer.errors?.length).toBe(11);
    });

    it('a long value by its two ends, and does not send it back whole', async () => {
      const id = ['x'.repeat(50_000)];
      const { answer, body } = await ask('query ($id: ID!) { thing(id: $id) { id } }', {}, { variables: { id } });

      expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
      expect(body.length).toBeLessThan(1_500);
      expect(answer.errors?.[0]?.message).toMatch(/^Variable "\$id" got invalid value .* … /);
    });

    it('a page whose size is a variable without end', async () => {
      const query = 'query ($first: Int) { thing(id: 1) { things(first: $first) { nodes { id } } } }';

      const small = await ask(query, {}, { variables: { first: 10 } });
      const large = await ask(query, {}, { variables: { first: 2_000_000_000 } });

      expect(codes(small.answer)).toEqual([]);
      expect(codes(large.answer)).toEqual(['OPERATION_TOO_COSTLY']);
    });
  });

  it('shows the schema to people who are signed in only', async () => {
    const query = getIntrospectionQuery();

    const callers: Record<string, string>[] = [{}, { authorization: 'Client 1:good' }, { cookie: USER_COOKIE }];
    const answers = await Promise.all(callers.map(headers => ask(query, headers)));

    expect(answers.map(({ answer }) => codes(answer))).toEqual([['UNAUTHENTICATED'], ['FORBIDDEN'], []]);
    expect(codes((await ask('{ thing(id: 1) { __typename } __typename }')).answer)).toEqual([]);
    expect(codes((await ask('{ hello ...A } fragment A on Query { __type(name: "Thing") { name } }')).answer)).toEqual([
      'UNAUTHENTICATED',
    ]);
  });

  it('tells a fault by an id that stands in the log, and by nothing else', async () => {
    const { answer, body, response } = await ask('{ fails hello }');

    const [error] = answer.errors ?? [];
    expect(answer.data).toEqual({ fails: null, hello: 'world' });
    expect(error).toEqual(jasmine.objectContaining({ message: 'Internal server error', path: ['fails'] }));
    expect(error?.extensions.requestId).toBe(response.headers['x-request-id'] as string);
    expect(body).not.toMatch(INSIDE);
    expect(door.lines.filter(line => line.includes(error?.extensions.requestId ?? '-')).join()).toContain(
      'select secret',
    );
  });

  it('takes a value that the schema lacks for a fault of its own', async () => {
    expect(codes((await ask('{ thing(id: 1) { noShade } }')).answer)).toEqual(['INTERNAL_SERVER_ERROR']);
  });

  it('tells a refusal with its facts', async () => {
    const { status, answer } = await ask('{ refuses }');

    expect(status).toBe(200);
    expect(answer.errors).toEqual([
      {
        message: 'Not now',
        locations: [{ line: 1, column: 3 }],
        path: ['refuses'],
        extensions: { code: 'CONFLICT', details: { until: 'later' } },
      },
    ]);
  });

  it('says when to come back where there is more to do than it can', async () => {
    const { status, response } = await ask('{ busy }');

    expect([status, response.headers['retry-after']]).toEqual([503, '3']);
  });

  describe('is closed to a page of', () => {
    const foreign: [what: string, headers: Record<string, string>][] = [
      ['another site', { origin: 'https://evil.example' }],
      ['no site', { origin: 'null' }],
      ['a site below', { origin: 'http://a.localhost:4000' }],
      ['a site that begins alike', { origin: 'http://localhost:4000.evil.example' }],
      ['another port', { origin: 'http://localhost:4001' }],
      ['another scheme', { origin: 'https://localhost:4000' }],
      ['an Origin in other letters', { origin: 'http://LOCALHOST:4000' }],
      ['two sites', { origin: `${PORTAL}, https://evil.example` }],
      ['a site that is not named', { 'sec-fetch-site': 'cross-site' }],
      ['a neighbor that is not named', { 'sec-fetch-site': 'same-site' }],
    ];
    for (const [what, headers] of foreign) {
      it(what, async () => {
        const { status, answer } = await ask('mutation { signOut }', { cookie: USER_COOKIE, ...headers });

        expect([status, ...codes(answer)]).toEqual([403, 'FORBIDDEN']);
      });
    }
  });

  it('is closed to a page of another site that only reads, and open to who follows a link', async () => {
    const get = (url: string, headers: Record<string, string>) =>
      door.server.inject({ url, headers: { host: 'localhost', cookie: USER_COOKIE, ...headers } });

    expect((await get('/graphql?query={who}', { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await get('/livez', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).statusCode).toBe(
      200,
    );
  });

  it('waits for nobody without end', () => {
    const { requestTimeout, headersTimeout, keepAliveTimeout, timeout, maxConnections } = door.server.server;

    expect({ requestTimeout, headersTimeout, keepAliveTimeout, timeout, maxConnections }).toEqual({
      requestTimeout: 300_000,
      headersTimeout: 10_000,
      keepAliveTimeout: 65_000,
      timeout: 60_000,
      maxConnections: 25_000,
    });
  });

  it('cuts off whoever sends a body for more than half a minute', async () => {
    const timers = spyOn(globalThis, 'setTimeout').and.callThrough();
    await ask('{ who }');
    expect(timers.calls.allArgs().map(([, ms]) => ms)).toContain(30_000);
  });

  const own: Record<string, string>[] = [
    { origin: PORTAL },
    { origin: 'http://127.0.0.1:4000' },
    { 'sec-fetch-site': 'same-origin' },
    {},
  ];
  for (const headers of own) {
    it(`is open to ${JSON.stringify(headers)}`, async () => {
      expect((await ask('{ who }', { cookie: USER_COOKIE, ...headers })).answer.data).toEqual({ who: 'user' });
    });
  }

  it('is not called by a foreign name', async () => {
    const statuses = await Promise.all(
      ['evil.example', 'localhost.evil.example', 'evil.example:4000', 'localhost@evil.example'].map(
        async host => (await ask('{ hello }', { host })).status,
      ),
    );

    expect(statuses).toEqual([421, 421, 421, 421]);
  });

  it('does not believe a stranger who says where he is', async () => {
    expect((await ask('{ ip }', { 'x-forwarded-for': '1.2.3.4' })).answer.data).toEqual({ ip: '127.0.0.1' });
  });

  it('says on every answer that it is not to be framed, guessed at or loaded elsewhere', async () => {
    for (const url of ['/graphql', '/livez', '/nothing.js']) {
      const { headers } = await door.server.inject({ url, headers: { host: 'localhost' } });

      expect(headers).toEqual(
        jasmine.objectContaining({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
          'cross-origin-resource-policy': 'same-origin',
        }),
      );
    }
  });
});

function parsed(body: string): Answer {
  try {
    return JSON.parse(body) as Answer;
  } catch {
    return {};
  }
}
