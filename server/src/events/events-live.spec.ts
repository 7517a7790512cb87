import { append, type LiveNode, until, useLivePortal } from '../../test/live-node.ts';
import type { SocketClient } from '../../test/socket-client.ts';
import { Right } from '../core/viewer.ts';
import { eventCursor } from './cursor.ts';
import { EventType } from './event-type.ts';
import { NotifyWire } from './bell/notify-wire.ts';

const LIVE =
  'subscription ($after: String, $filter: EventFilter) { events(after: $after, filter: $filter) { cursor data } }';

interface Shown {
  cursor: string;
  data: { n: number };
}
interface Payload {
  data?: { events: Shown[] };
  errors?: { extensions: { code: string; details?: { oldest?: string } } }[];
}

const eventsOf = (payload: unknown): Shown[] => (payload as Payload).data?.events ?? [];
const codesOf = (payload: unknown): string[] =>
  (payload as Payload).errors?.map(({ extensions: { code } }) => code) ?? [];

/** Reads until `count` events have come. */
async function read(socket: SocketClient, count: number): Promise<Shown[]> {
  const shown: Shown[] = [];
  while (shown.length < count) {
    const { payload } = await socket.next();
    if (codesOf(payload).length > 0) throw new Error(JSON.stringify(payload));
    shown.push(...eventsOf(payload));
  }
  return shown;
}

const numbers = (events: readonly Shown[]): number[] => events.map(({ data }) => data.n);
const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Writers of one account at once; each event has the next number, in the order of the commits. */
async function write(nodes: readonly LiveNode[], accountId: string, writers: number, each: number): Promise<void> {
  const writing = Array.from({ length: writers }, async (_, writer) => {
    for (let i = 0; i < each; i++) await append(nodes[writer % nodes.length] as LiveNode, accountId);
  });
  await Promise.all(writing);
}

describe('a subscription to the log', () => {
  const portal = useLivePortal();

  it('begins now, and tells the first event at once', async () => {
    const accountId = await portal.account();
    await append(portal.node, accountId, { count: 3 });
    const socket = await portal.node.socket(portal.signIn(accountId));
    const source = spyOn(portal.node.events, 'live').and.callThrough();
    socket.subscribe('1', LIVE);
    await until(() => source.calls.count() > 0);
    await source.calls.mostRecent().returnValue.from;

    await append(portal.node, accountId, { first: 4 });

    expect(numbers(await read(socket, 1))).toEqual([4]);
  });

  for (const how of ['in a variable', 'written out']) {
    it(`begins in the past behind a cursor ${how}, and goes on live`, async () => {
      const accountId = await portal.account();
      await append(portal.node, accountId, { count: 1203 });
      const socket = await portal.node.socket(portal.signIn(accountId));
      const after = eventCursor(accountId, 1n);

      if (how === 'in a variable') socket.subscribe('1', LIVE, { after });
      else socket.subscribe('1', `subscription { events(after: "${after}") { cursor data } }`);
      const past = await read(socket, 1202);
      await append(portal.node, accountId, { first: 1204, count: 2 });
      const live = await read(socket, 2);

      expect(numbers([...past, ...live])).toEqual(upTo(1205, 2));
    });
  }

  it('tells what is wanted and may be seen, in the past and live', async () => {
    const accountId = await portal.account();
    const ada = portal.signIn(accountId, new Set([Right.EVENTS_READ, Right.CLIENTS_READ]));
    const some = async (first: number) => {
      await append(portal.node, accountId, { first, type: EventType.SESSION_STARTED });
      await append(portal.node, accountId, { first: first + 1, type: EventType.CLIENT_ONLINE });
      await append(portal.node, accountId, { first: first + 2, type: EventType.CLIENT_ONLINE, clientId: '100000002' });
    };
    await some(1);
    const [all, one] = [await portal.node.socket(ada), await portal.node.socket(ada)];

    all.subscribe('1', LIVE, {
      after: eventCursor(accountId, 0n),
      filter: { types: ['SESSION_STARTED', 'CLIENT_ONLINE'] },
    });
    one.subscribe('1', LIVE, { after: eventCursor(accountId, 0n), filter: { clientIds: ['100000002'] } });
    const past = [await read(all, 2), await read(one, 1)];
    await some(4);
    const live = [await read(all, 2), await read(one, 1)];

    expect(past.map(numbers)).toEqual([[2, 3], [3]]);
    expect(live.map(numbers)).toEqual([[5, 6], [6]]);
  });

  it('refuses what the query refuses, and leaves the socket to others', async () => {
    const [mine, theirs] = [await portal.account(), await portal.account()];
    await append(portal.node, mine);
    await append(portal.node, theirs);
    const socket = await portal.node.socket(portal.signIn(mine));
    const poor = await portal.node.socket(portal.signIn(mine, new Set([Right.CLIENTS_READ])));

    const refusals = [
      await socket.answer('1', LIVE, { after: 'garbage' }),
      await socket.answer('2', LIVE, { after: eventCursor(theirs, 1n) }),
      await socket.answer('3', LIVE, { after: eventCursor(mine, 2n) }),
      await socket.answer('4', LIVE, { filter: { clientIds: ['1; drop'] } }),
      await poor.answer('5', LIVE),
    ];

    expect(refusals.map(([frame]) => codesOf(frame?.payload))).toEqual([
      ['BAD_USER_INPUT'],
      ['BAD_USER_INPUT'],
      ['BAD_USER_INPUT'],
      ['BAD_USER_INPUT'],
      ['FORBIDDEN'],
    ]);
    socket.subscribe('6', LIVE, { after: eventCursor(mine, 0n) });
    expect(numbers(await read(socket, 1))).toEqual([1]);
  });

  it('ends when it is told to, and the log is followed no longer', async () => {
    const accountId = await portal.account();
    const socket = await portal.node.socket(portal.signIn(accountId));
    const others = await portal.node.hub.follow(accountId, () => undefined);
    socket.subscribe('1', LIVE, { after: eventCursor(accountId, 0n) });
    socket.subscribe('2', LIVE, { after: eventCursor(accountId, 0n) });
    await append(portal.node, accountId);
    await read(socket, 2);

    socket.send({ id: '1', type: 'complete' });
    socket.send({ id: '2', type: 'complete' });
    socket.send({ type: 'ping' });
    expect(await socket.next()).toEqual({ type: 'pong' });
    const told = new Promise(resolve => void portal.node.hub.follow(accountId, resolve));
    await append(portal.node, accountId);
    await told;
    socket.send({ type: 'ping' });

    expect(await socket.next()).toEqual({ type: 'pong' });
    others.stop();
  });
});

describe('a log that two processes write', () => {
  const portal = useLivePortal();
  const each = process.env['TEST_LONG'] === '1' ? 250 : 10;

  it('is told whole, once and in order to who resumes at random from either', async () => {
    const wire = (report: (fault: unknown) => void) => new NotifyWire(portal.url, report);
    const nodes = [await portal.start(wire), await portal.start(wire)];
    const accountId = await portal.account();
    const ada = portal.signIn(accountId);
    const total = 20 * each;
    let isWriting = true;

    const reader = async (): Promise<Shown[]> => {
      const shown: Shown[] = [];
      while (shown.length < total) {
        const socket = await (nodes[Math.floor(Math.random() * 2)] as LiveNode).socket(ada);
        socket.subscribe('1', LIVE, { after: shown.at(-1)?.cursor ?? eventCursor(accountId, 0n) });
        const wanted = isWriting ? 1 + Math.floor(Math.random() * 40) : total - shown.length;
        shown.push(...(await read(socket, Math.min(wanted, total - shown.length))));
        await socket.close();
      }
      return shown;
    };
    const readers = Array.from({ length: 4 }, reader);
    await write(nodes, accountId, 20, each);
    isWriting = false;

    for (const shown of await Promise.all(readers)) {
      expect(shown.map(({ cursor }) => cursor)).toEqual(upTo(total).map(seq => eventCursor(accountId, BigInt(seq))));
    }
  });
});
