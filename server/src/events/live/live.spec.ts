import { append, type LiveNode, until, useLivePortal } from '../../../test/live-node.ts';
import type { SocketClient } from '../../../test/socket-client.ts';
import { ActorKind } from '../actor.ts';
import type { OpenSocket } from '../../core/socket/open-socket.ts';
import { Right } from '../../core/viewer.ts';
import { eventCursor } from '../cursor.ts';
import { EventType } from '../event-type.ts';

const LIVE =
  'subscription ($after: String, $filter: EventFilter) { events(after: $after, filter: $filter) { cursor data } }';

interface Shown {
  cursor: string;
  data: { n: number };
}

interface Notes {
  readonly seen: number[];
  /** What `begun` has sent. */
  readonly signs: Set<number>;
  readonly all: (count: number) => Promise<void>;
}

/** Notes the numbers of every event that comes; resolves once there are `count`. */
function notes(socket: SocketClient): Notes {
  const seen: number[] = [];
  const signs = new Set<number>();
  socket.socket.on('message', (data: Buffer) => {
    const { payload } = JSON.parse(data.toString()) as { payload?: { data?: { events: Shown[] } } };
    for (const {
      data: { n },
    } of payload?.data?.events ?? []) {
      if (n > 0) seen.push(n);
      else signs.add(-n);
    }
  });
  return { seen, signs, all: count => until(() => seen.length >= count) };
}

const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Appends events without a number, which `notes` leaves out, until every socket has begun and been told the last one. */
async function begun(node: LiveNode, accountId: string, noted: readonly Notes[], type?: EventType): Promise<void> {
  let last = 0;
  const haveAll = () => noted.every(({ signs }) => signs.has(last));
  while (!haveAll()) {
    await append(node, accountId, { first: -++last, ...(type && { type }) });
    const deadline = performance.now() + 500;
    await until(() => haveAll() || performance.now() > deadline);
  }
}

/** Resolves once everything that the socket has sent so far was worked off by the server. */
async function settled(socket: SocketClient): Promise<void> {
  const answered = new Promise<void>(resolve => {
    socket.socket.on('message', (data: Buffer) => {
      if (data.toString().includes('"pong"')) resolve();
    });
  });
  socket.send({ type: 'ping' });
  await answered;
}

async function signOut({ ledger }: LiveNode, accountId: string, signInId: string): Promise<void> {
  await ledger.write(accountId, async entry => {
    const actor = { kind: ActorKind.SYSTEM, id: null, name: null };
    entry.append({ accountId, type: EventType.USER_SIGNED_OUT, actor, data: { signInId } });
  });
}

describe('live delivery', () => {
  const portal = useLivePortal();
  const many = process.env['TEST_LONG'] === '1' ? 1000 : 50;

  /** Sockets of people with all rights, each subscribed to the log by `subscribe`. */
  async function subscribed(accountId: string, count: number, subscribe: (socket: SocketClient, i: number) => void) {
    const sockets = await Promise.all(
      Array.from({ length: count }, () => portal.node.socket(portal.signIn(accountId))),
    );
    const noted = sockets.map(notes);
    sockets.forEach(subscribe);
    await begun(portal.node, accountId, noted);
    return { sockets, noted };
  }

  it(`reaches each of ${String(many)} sockets once and in order`, async () => {
    const accountId = await portal.account();
    const { sockets, noted } = await subscribed(accountId, many, (socket, i) => {
      socket.subscribe(`op-${String(i % 2)}`, LIVE, i % 3 ? {} : { after: eventCursor(accountId, 0n) });
    });
    const before = portal.node.runs.count;

    for (let n = 1; n <= 200; n++) await append(portal.node, accountId, { first: n });
    await Promise.all(noted.map(({ all }) => all(200)));

    for (const { seen } of noted) expect(seen).toEqual(upTo(200));
    expect(portal.node.runs.count - before).toBeLessThanOrEqual(200);
    await Promise.all(sockets.map(socket => socket.close()));
  });

  it('runs once for all who ask for the same and may see the same, however they order their variables', async () => {
    const accountId = await portal.account();
    const filters = [
      { types: ['CLIENT_CHANGED'], clientIds: ['100000001'] },
      { clientIds: ['100000001'], types: ['CLIENT_CHANGED'] },
    ];
    const { noted } = await subscribed(accountId, 10, (socket, i) => {
      socket.subscribe(String(i), LIVE, { filter: filters[i % 2] });
    });
    const before = portal.node.runs.count;

    await append(portal.node, accountId);
    await Promise.all(noted.map(({ all }) => all(1)));

    expect(portal.node.runs.count - before).toBe(1);
  });

  it('keeps apart who may see different things, and whose accounts differ', async () => {
    const [mine, theirs] = [await portal.account(), await portal.account()];
    const few = new Set([Right.EVENTS_READ, Right.SESSIONS_READ]);
    const sockets = [
      await portal.node.socket(portal.signIn(mine)),
      await portal.node.socket(portal.signIn(mine, few)),
      await portal.node.socket(portal.signIn(theirs)),
    ];
    const noted = sockets.map(notes);
    for (const socket of sockets) socket.subscribe('1', LIVE);
    await begun(portal.node, mine, noted.slice(0, 2), EventType.SESSION_STARTED);
    await begun(portal.node, theirs, noted.slice(2));

    await append(portal.node, mine, { first: 1, type: EventType.CLIENT_ONLINE });
    await append(portal.node, mine, { first: 2, type: EventType.SESSION_STARTED });
    await append(portal.node, theirs, { first: 3 });
    await Promise.all([noted[0]?.all(2), noted[1]?.all(1), noted[2]?.all(1)]);

    expect(noted.map(({ seen }) => seen)).toEqual([[1, 2], [2], [3]]);
  });

  it('joins who resumes to the others without a gap or a repetition, while events come', async () => {
    const accountId = await portal.account();
    const ada = portal.signIn(accountId);
    const first = await portal.node.socket(ada);
    const firsts = notes(first);
    first.subscribe('1', LIVE, { after: eventCursor(accountId, 0n) });
    const writer = { isWriting: true };
    let last = 0;
    const writing = (async () => {
      while (writer.isWriting) await append(portal.node, accountId, { first: ++last });
    })();
    await firsts.all(20);

    const joined: (Notes & { from: number })[] = [];
    for (let i = 0; i < 20; i++) {
      const from = Math.floor(Math.random() * last);
      const socket = await portal.node.socket(ada);
      joined.push({ ...notes(socket), from });
      socket.subscribe('1', LIVE, { after: eventCursor(accountId, BigInt(from)) });
    }
    await Promise.all(joined.map(({ all, from }) => all(last - from)));
    writer.isWriting = false;
    await writing;
    await Promise.all([firsts.all(last), ...joined.map(({ all, from }) => all(last - from))]);

    for (const { seen, from } of joined) expect(seen).toEqual(upTo(last, from + 1));
    const before = portal.node.runs.count;
    await append(portal.node, accountId, { first: last + 1 });
    await Promise.all(joined.map(({ all, from }) => all(last + 1 - from)));
    expect(portal.node.runs.count - before).toBe(1);
  });

  it('does not wait for a slow reader, who is told to resume', async () => {
    const accountId = await portal.account();
    const ada = portal.signIn(accountId);
    const [slow, quick] = [await portal.node.socket(ada), await portal.node.socket(ada)];
    const noted = notes(quick);
    const slowNoted = notes(slow);
    for (const socket of [slow, quick]) socket.subscribe('1', LIVE);
    await begun(portal.node, accountId, [slowNoted, noted]);
    slow.socket.pause();

    let n = 0;
    const areOpen = () => portal.node.sockets.ofAccount(accountId).every(socket => (socket as OpenSocket).isOpen());
    while (areOpen() && n < 5000) {
      await append(portal.node, accountId, { first: n + 1, count: 50, data: { text: 'x'.repeat(10_000) } });
      n += 50;
      await noted.all(n);
    }
    slow.socket.resume();

    expect(await slow.ended).toEqual({ code: 1013, reason: 'slow reader: resume from your cursor' });
    expect(noted.seen).toEqual(upTo(n));
  });

  it('lets go of an execution with its last member', async () => {
    const accountId = await portal.account();
    const { sockets } = await subscribed(accountId, 3, socket => {
      socket.subscribe('1', LIVE);
    });
    expect(portal.node.hub.isFollowed(accountId)).toBeTrue();

    await Promise.all(sockets.map(socket => socket.close()));
    await until(() => portal.node.sockets.ofAccount(accountId).length === 0);
    portal.node.revoker.sweep();

    await until(() => !portal.node.hub.isFollowed(accountId));
  });
});

describe('a sign-out', () => {
  const portal = useLivePortal();

  it('is the end, in the order of the log: nothing later reaches who has signed out', async () => {
    const accountId = await portal.account();
    const other = await portal.start();
    const [ada, bob] = [portal.signIn(accountId), portal.signIn(accountId)];
    const [hers, his] = [await other.socket(ada), await other.socket(bob)];
    const [adaNoted, bobNoted] = [notes(hers), notes(his)];
    for (const socket of [hers, his])
      socket.subscribe('1', LIVE, { after: eventCursor(accountId, 0n), filter: { types: ['CLIENT_CHANGED'] } });
    await append(portal.node, accountId);
    await Promise.all([adaNoted.all(1), bobNoted.all(1)]);

    await append(portal.node, accountId, { first: 2 });
    await signOut(portal.node, accountId, ada);
    await append(portal.node, accountId, { first: 3 });
    const signedOutAt = performance.now();
    const ended = await hers.ended;

    expect(ended).toEqual({ code: 4403, reason: 'Signed out' });
    expect(performance.now() - signedOutAt).toBeLessThan(2000);
    await bobNoted.all(3);
    expect(bobNoted.seen).toEqual([1, 2, 3]);
    expect(adaNoted.seen).not.toContain(3);
  });

  it('that is read together with what came later is honoured first, also by who reads the past', async () => {
    const accountId = await portal.account();
    const ada = portal.signIn(accountId);
    const socket = await portal.node.socket(ada);
    const { seen } = notes(socket);
    await settled(socket);

    await portal.node.ledger.write(accountId, async entry => {
      const actor = { kind: ActorKind.SYSTEM, id: null, name: null };
      entry.append({ accountId, type: EventType.USER_SIGNED_OUT, actor, data: { signInId: ada } });
      entry.append({ accountId, type: EventType.CLIENT_CHANGED, actor, clientId: '100000001', data: { n: 1 } });
    });
    if (socket.socket.readyState === socket.socket.OPEN)
      socket.subscribe('1', LIVE, { after: eventCursor(accountId, 0n) });

    expect(await socket.ended).toEqual({ code: 4403, reason: 'Signed out' });
    expect(seen).toEqual([]);
  });

  it('of before this process knew the account ends a socket that was just let in', async () => {
    const accountId = await portal.account();
    const ada = portal.signIn(accountId);
    await signOut(portal.node, accountId, ada);

    const socket = await (await portal.start()).socket(ada);

    expect(await socket.ended).toEqual({ code: 4403, reason: 'Signed out' });
  });
});
