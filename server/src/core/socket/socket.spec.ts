import { WebSocket } from 'ws';
import { HOSTILE_DOCUMENTS } from '../../../test/hostile-documents.ts';
import { type Frame, SocketClient } from '../../../test/socket-client.ts';
import { newTinyDoor, PORTAL, USER_COOKIE, useTinyDoor } from '../../../test/tiny-door.ts';
import { SOCKET_LIMITS } from './limits.ts';
import type { OpenSocket } from './open-socket.ts';

const INSIDE = /select |\.ts|\.js|node_modules|stacktrace|Did you mean| {4}at /;
const BY_PAGE = { origin: PORTAL, cookie: USER_COOKIE };

/** The codes of the errors in frames, and the limit that the first is about. */
function refusals(frames: readonly Frame[]): { codes: unknown[]; limit: unknown } {
  type Shown = { extensions: { code: string; details?: { limit?: string } } };
  const errors = frames.flatMap(({ type, payload }) =>
    type === 'error' ? (payload as Shown[]) : ((payload as { errors?: Shown[] } | undefined)?.errors ?? []),
  );
  return { codes: errors.map(({ extensions }) => extensions.code), limit: errors[0]?.extensions.details?.limit };
}

describe('a WebSocket', () => {
  const door = useTinyDoor();
  const open: SocketClient[] = [];

  function client(options?: Parameters<typeof door.open>[0]): SocketClient {
    const made = new SocketClient(door.open(options));
    open.push(made);
    return made;
  }
  const device = (id = '1') => client().init({ authorization: `Client ${id}:good` });
  const user = () => client({ headers: BY_PAGE }).init();

  afterEach(() => Promise.all(open.splice(0).map(one => one.close())));

  it('runs what HTTP runs', async () => {
    const socket = await device();

    expect(await socket.answer('a', '{ hello who }')).toEqual([
      { id: 'a', type: 'next', payload: { data: { hello: 'world', who: 'device' } } },
      { id: 'a', type: 'complete' },
    ]);
  });

  it('runs a subscription to its end', async () => {
    const frames = await (
      await user()
    ).answer('a', 'subscription ($to: Int!) { count(to: $to) { id later } }', { to: 2 });

    expect(frames.map(({ type, payload }) => [type, payload])).toEqual([
      ['next', { data: { count: { id: '1', later: 'thing 1 later' } } }],
      ['next', { data: { count: { id: '2', later: 'thing 2 later' } } }],
      ['complete', undefined],
    ]);
  });

  it('is open to a person by the cookie, from a page of the portal only', async () => {
    const person = await (await user()).answer('a', '{ who }');
    const program = client({ headers: { cookie: USER_COOKIE } });
    await program.opened();
    program.send({ type: 'connection_init' });

    expect(person[0]?.payload).toEqual({ data: { who: 'user' } });
    expect(await program.ended).toEqual({ code: 4401, reason: 'Unauthenticated' });
  });

  describe('is refused before it is open', () => {
    const refused: [what: string, status: number, options: Parameters<typeof door.open>[0]][] = [
      ['to a page of another site', 403, { headers: { ...BY_PAGE, origin: 'https://evil.example' } }],
      ['to a page of no site', 403, { headers: { ...BY_PAGE, origin: 'null' } }],
      ['to a page of a site below', 403, { headers: { ...BY_PAGE, origin: 'http://a.localhost:4000' } }],
      [
        'to a page of a site that begins alike',
        403,
        { headers: { ...BY_PAGE, origin: 'http://localhost:4000.evil.example' } },
      ],
      ['to a page of another port', 403, { headers: { ...BY_PAGE, origin: 'http://localhost:4001' } }],
      ['to a page of no port', 403, { headers: { ...BY_PAGE, origin: 'http://localhost' } }],
      ['to a page of another scheme', 403, { headers: { ...BY_PAGE, origin: 'https://localhost:4000' } }],
      ['to an Origin in other letters', 403, { headers: { ...BY_PAGE, origin: 'http://LOCALHOST:4000' } }],
      ['to two Origins', 403, { headers: { ...BY_PAGE, origin: `${PORTAL}, https://evil.example` } }],
      ['to an empty Origin', 403, { headers: { ...BY_PAGE, origin: '' } }],
      ['by a foreign name', 421, { headers: { host: 'evil.example' } }],
      ['on another path', 404, { path: '/graphql/x' }],
      ['by the protocol of old', 400, { protocol: 'graphql-ws' }],
      ['by no protocol', 400, { protocol: [] }],
    ];
    for (const [what, status, options] of refused) {
      it(what, async () => expect(await client(options).ended).toEqual({ status }));
    }
  });

  describe('is closed', () => {
    const strangers: [what: string, payload: unknown, code: number][] = [
      ['where nobody is known', undefined, 4401],
      ['where the token does not hold', { authorization: 'Client 1:bad' }, 4401],
      ['where the token is no text', { authorization: { id: 1 } }, 4401],
      ['where the client was removed', { authorization: 'Client removed:good' }, 4403],
      ['where the server has a fault', { authorization: 'Client broken:good' }, 4500],
    ];
    for (const [what, payload, code] of strangers) {
      it(what, async () => {
        const socket = await client().opened();

        socket.send({ type: 'connection_init', payload });

        const ended = (await socket.ended) as { code: number; reason: string };
        expect(ended.code).toBe(code);
        expect(ended.reason).not.toMatch(INSIDE);
      });
    }

    const broken: [what: string, frame: string | Buffer, code: number][] = [
      ['by text that is not JSON', 'hello', 4400],
      ['by JSON that is no message', '[]', 4400],
      ['by a message of another kind', '{"type":"start","id":"1","payload":{}}', 4400],
      ['by a message that only a server sends', '{"type":"next","id":"1","payload":{}}', 4400],
      ['by a subscription without a query', '{"type":"subscribe","id":"1","payload":{}}', 4400],
      ['by bytes', Buffer.from('{"type":"ping"}'), 4400],
      ['by saying twice who it is', '{"type":"connection_init"}', 4429],
      [
        'by a message that is too large',
        `{"type":"ping","payload":{"a":"${'a'.repeat(SOCKET_LIMITS.messageBytes)}"}}`,
        1009,
      ],
    ];
    for (const [what, frame, code] of broken) {
      it(what, async () => {
        const socket = await device();

        socket.socket.send(frame);

        expect(((await socket.ended) as { code: number }).code).toBe(code);
      });
    }

    it('by an operation before it has said who it is', async () => {
      const socket = await client().opened();

      socket.subscribe('a', '{ hello }');

      expect(await socket.ended).toEqual({ code: 4401, reason: 'Unauthorized' });
    });

    it('by a second operation of the same id', async () => {
      const socket = await device();

      for (const id of ['a', 'a']) socket.subscribe(id, 'subscription { silence }');

      expect(((await socket.ended) as { code: number }).code).toBe(4409);
    });

    it('by a flood of messages, and by one of pings', async () => {
      const [talker, pinger] = [await device('1'), await device('2')];

      for (let sent = 0; sent < 400; sent++) {
        talker.send({ type: 'ping' });
        pinger.socket.ping();
      }

      const flooded = { code: 4429, reason: 'Too many messages' };
      expect(await Promise.all([talker.ended, pinger.ended])).toEqual([flooded, flooded]);
    });

    it('by a frame that is broken, in one quiet line of the log', async () => {
      const socket = await device();
      door.lines.splice(0);

      (socket.socket as unknown as { _socket: NodeJS.WritableStream })._socket.write(
        Buffer.from([0xff, 0xff, 0xff, 0xff]),
      );

      expect(((await socket.ended) as { code: number }).code).toBe(1002);
      expect(door.lines.map(line => (JSON.parse(line) as { level: string }).level)).toEqual(['debug']);
    });

    it('where the right of its principal ends', async () => {
      const [mine, other] = [await device('1'), await device('2')];

      door.sockets.closeAll('client:1', 4403, 'Removed');

      expect(await mine.ended).toEqual({ code: 4403, reason: 'Removed' });
      expect((await other.answer('a', '{ hello }'))[0]?.type).toBe('next');
    });

    it('where a newer one of the same device takes over', async () => {
      const older = await device('7');
      const newer = await device('7');

      expect(await older.ended).toEqual({ code: 4409, reason: 'Superseded' });
      expect((await newer.answer('a', '{ hello }'))[0]?.type).toBe('next');
      expect(door.sockets.count('client:7')).toBe(1);
    });
  });

  it('is presence from when it is let in until it is closed', async () => {
    door.kept.splice(0);

    const socket = await device('9');
    expect(door.kept).toEqual(['connected 9']);
    await socket.close();

    await until(() => door.kept.length === 2);
    expect(door.kept).toEqual(['connected 9', 'closed 9']);
  });

  it('runs a bounded number of operations at once, and goes on', async () => {
    const socket = await device();
    for (let id = 0; id < SOCKET_LIMITS.subscriptions; id++) socket.subscribe(String(id), 'subscription { silence }');

    const refused = await socket.answer('one more', 'subscription { silence }');
    socket.send({ id: '0', type: 'complete' });

    expect(refusals(refused)).toEqual({ codes: ['OPERATION_TOO_COSTLY'], limit: 'subscriptions' });
    expect((await socket.answer('in its place', '{ hello }'))[0]?.type).toBe('next');
  });

  describe('refuses', () => {
    for (const [what, source, code, limit] of HOSTILE_DOCUMENTS) {
      it(what, async () => {
        const frames = await (await user()).answer('a', source);

        expect(new Set(refusals(frames).codes)).toEqual(new Set([code]));
        if (limit) expect(refusals(frames).limit).toBe(limit);
        expect(frames.map(({ type }) => type)).toEqual(['error']);
        expect(JSON.stringify(frames)).not.toMatch(INSIDE);
      });
    }

    it('a device that asks for the schema', async () => {
      const query = '{ __schema { types { name } } }';

      expect(refusals(await (await device()).answer('a', query)).codes).toEqual(['FORBIDDEN']);
      expect(refusals(await (await user()).answer('a', query)).codes).toEqual([]);
    });

    const failing: [what: string, query: string, code: string][] = [
      ['a query that fails', '{ fails }', 'INTERNAL_SERVER_ERROR'],
      ['a subscription that fails at once', 'subscription { broken }', 'INTERNAL_SERVER_ERROR'],
      ['a query that is refused', '{ refuses }', 'CONFLICT'],
      ['a subscription that is refused', 'subscription { refused }', 'CONFLICT'],
      ['a variable that is missing', 'subscription ($to: Int!) { count(to: $to) { id } }', 'BAD_USER_INPUT'],
    ];
    for (const [what, query, code] of failing) {
      it(`${what}, with nothing of the inside`, async () => {
        const frames = await (await device()).answer('a', query);

        expect(refusals(frames).codes).toEqual([code]);
        expect(JSON.stringify(frames)).not.toMatch(INSIDE);
      });
    }
  });
});

describe('a WebSocket that is waited for', () => {
  const door = useTinyDoor({ socketTimes: { initMs: 300, pingMs: 500, closeMs: 300 } });
  const device = () => new SocketClient(door.open()).init({ authorization: 'Client 1:good' });

  it('is closed where it does not say in time who it is', async () => {
    expect(await new SocketClient(door.open()).ended).toEqual({
      code: 4408,
      reason: 'Connection initialisation timeout',
    });
  });

  it('is cut off where nothing comes from it for two pings', async () => {
    const socket = await device();

    // What is not read is not answered: its own library would answer the pings.
    (socket.socket as unknown as { _socket: { pause(): void; resume(): void } })._socket.pause();
    await until(() => door.sockets.count('client:1') === 0);

    expect(door.sockets.count('client:1')).toBe(0);
    socket.socket.terminate();
  });

  it('stays open while it answers pings', async () => {
    const socket = await device();
    let pings = 0;
    socket.socket.on('ping', () => pings++);
    await until(() => pings === 4);

    expect((await socket.answer('a', '{ hello }'))[0]?.type).toBe('next');
  });
});

describe('a reader that is too slow', () => {
  const door = useTinyDoor();

  it('is told to resume from its cursor', async () => {
    const socket = await new SocketClient(door.open()).init({ authorization: 'Client 5:good' });
    const [live] = door.sockets.ofAccount('a') as OpenSocket[];
    const wire = (socket.socket as unknown as { _socket: { pause(): void; resume(): void } })._socket;
    const aliases = Array.from({ length: 30 }, (_, index) => `a${String(index)}: echo(text: $text)`).join(' ');

    wire.pause();
    for (let id = 0; id < 20; id++) {
      socket.subscribe(String(id), `query ($text: String) { thing(id: 1) { ${aliases} } }`, {
        text: 'x'.repeat(30_000),
      });
    }
    await until(() => live?.isOpen() === false);
    wire.resume();

    expect(await socket.ended).toEqual({ code: 1013, reason: 'slow reader: resume from your cursor' });
  });
});

describe('callers whose credentials keep failing', () => {
  const door = useTinyDoor();

  it('are refused before their socket is open', async () => {
    for (let tries = 0; tries < 120; tries++) {
      const socket = new SocketClient(door.open());
      await socket.opened();
      socket.send({ type: 'connection_init', payload: { authorization: 'Client 1:bad' } });
      await socket.ended;
    }

    expect(await new SocketClient(door.open()).ended).toEqual({ status: 429 });
  });
});

describe('a door that stops', () => {
  it('tells every socket to come back, and lets none in', async () => {
    const door = await newTinyDoor();
    const address = await door.listen();
    const sockets = await Promise.all(
      ['1', '2'].map(id => new SocketClient(door.open()).init({ authorization: `Client ${id}:good` })),
    );

    await door.close();

    const restart = { code: 1012, reason: 'The server restarts' };
    expect(await Promise.all(sockets.map(({ ended }) => ended))).toEqual([restart, restart]);
    expect(door.kept.filter(line => line.startsWith('closed'))).toHaveSize(2);
    expect(new WebSocket(address.replace('http', 'ws')).on('error', () => undefined).readyState).toBe(
      WebSocket.CONNECTING,
    );
  });
});

/** Resolves once `holds`, looked at every 5 ms. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 5));
}
