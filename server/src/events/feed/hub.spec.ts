import { append, type LiveNode, until, useLivePortal } from '../../../test/live-node.ts';
import { gathered } from './gathered.ts';
import type { LogEvent } from '../log-event.ts';
import { NotifyWire } from '../bell/notify-wire.ts';

const seqs = (events: readonly LogEvent[]): number[] => events.map(({ seq }) => Number(seq));
const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('the hub', () => {
  const portal = useLivePortal();

  /** Follows the account in a process, and notes every number. */
  async function notes(node: LiveNode, accountId: string): Promise<{ seen: number[]; from: number; stop: () => void }> {
    const seen: number[] = [];
    const following = await node.hub.follow(accountId, events => seen.push(...seqs(events)));
    return {
      seen,
      from: Number(following.from),
      stop: () => {
        following.stop();
      },
    };
  }

  it('tells each event once and in order, while 20 write at once', async () => {
    const accountId = await portal.account();
    const first = await notes(portal.node, accountId);
    let late: Awaited<ReturnType<typeof notes>> | undefined;

    const writing = Array.from({ length: 20 }, async () => {
      for (let i = 0; i < 10; i++) await append(portal.node, accountId);
      late ??= await notes(portal.node, accountId);
    });
    await Promise.all(writing);
    await until(() => first.seen.length >= 200 && (late?.seen.length ?? 0) >= 200 - (late?.from ?? 0));

    expect(first.seen).toEqual(upTo(200));
    expect(late?.seen).toEqual(upTo(200, (late?.from ?? 0) + 1));
  });

  it('reads an event once for all who follow', async () => {
    const accountId = await portal.account();
    const all = await Promise.all(Array.from({ length: 50 }, () => notes(portal.node, accountId)));
    const read = spyOn(portal.node.log, 'after').and.callThrough();

    await append(portal.node, accountId);
    await until(() => all.every(({ seen }) => seen.length > 0));

    expect(read).toHaveBeenCalledTimes(1);
  });

  it('tells a client’s follower of that client alone', async () => {
    const accountId = await portal.account();
    const seen: number[] = [];
    await portal.node.hub.followClient(accountId, '100000002', events => seen.push(...seqs(events)));
    const all = await notes(portal.node, accountId);

    await append(portal.node, accountId, { clientId: '100000001' });
    await append(portal.node, accountId, { clientId: '100000002' });
    await append(portal.node, accountId, { clientId: '100000003' });
    await until(() => all.seen.length === 3);

    expect(seen).toEqual([2]);
  });

  it('tells nothing to who has stopped, and everything to who goes on', async () => {
    const accountId = await portal.account();
    const [one, other] = [await notes(portal.node, accountId), await notes(portal.node, accountId)];

    one.stop();
    await append(portal.node, accountId, { count: 2 });
    await until(() => other.seen.length === 2);

    expect(one.seen).toEqual([]);
  });

  it('goes on for the others where one listener fails', async () => {
    const accountId = await portal.account();
    await portal.node.hub.follow(accountId, () => {
      throw new Error('careless');
    });
    const other = await notes(portal.node, accountId);

    await append(portal.node, accountId);
    await until(() => other.seen.length === 1);

    expect(portal.node.faults.splice(0)).toEqual([new Error('careless')]);
  });

  it('heals a ring that was lost, as where a process is killed between commit and ring', async () => {
    const silent = await portal.start();
    const accountId = await portal.account();
    const { seen } = await notes(silent, accountId);

    await append(portal.node, accountId, { count: 3 });
    await until(() => seen.length === 3);

    expect(seen).toEqual([1, 2, 3]);
  });

  it('goes on after the database was away', async () => {
    const accountId = await portal.account();
    const { seen } = await notes(portal.node, accountId);
    const after = spyOn(portal.node.log, 'after').and.rejectWith(new Error('gone'));

    await append(portal.node, accountId);
    await until(() => after.calls.count() > 0);
    after.and.callThrough();
    await until(() => seen.length === 1);

    expect(portal.node.faults.splice(0)).toContain(new Error('gone'));
  });
});

describe('a gathering', () => {
  const portal = useLivePortal();

  it('hands out the first event at once and then what gathered, and knows what was worked off', async () => {
    const accountId = await portal.account();
    const gathering = gathered(portal.node.hub, accountId, ({ data }) => data['n'] !== 2, 500);
    const all = await notesIn(portal.node, accountId);

    await append(portal.node, accountId);
    const first = await gathering.next();
    const whileInHand = gathering.position;
    await append(portal.node, accountId, { first: 2, count: 3 });
    await until(() => all.length === 4);
    const second = gathering.next();
    const workedOff = gathering.position;
    const events = await second;
    const third = gathering.next();
    const atLast = gathering.position;
    await gathering.return();

    expect([first, events].map(({ value }) => seqs(value ?? []))).toEqual([[1], [3, 4]]);
    expect([whileInHand, workedOff, atLast]).toEqual([0n, 2n, 4n]);
    expect((await third).done).toBeTrue();
  });
});

describe('two processes', () => {
  const portal = useLivePortal();
  const wire = (report: (fault: unknown) => void) => new NotifyWire(portal.url, report);
  let one: LiveNode, other: LiveNode;

  beforeAll(async () => {
    [one, other] = await Promise.all([portal.start(wire), portal.start(wire)]);
    await until(async () => (await listeners()).length === 2);
  });

  // Only rings may wake them.
  beforeEach(() => {
    for (const node of [one, other]) spyOn(node.hub, 'poll').and.resolveTo();
  });

  const listeners = (): Promise<{ pid: number }[]> =>
    portal.node.db.query(
      `SELECT pid FROM pg_stat_activity
       WHERE application_name = 'mydesk-doorbell' AND datname = current_database() AND query ~ 'LISTEN|pg_notify'`,
    );

  it('see each event once and in order, while both write at once', async () => {
    const accountId = await portal.account();
    const [mine, theirs] = [await notesIn(one, accountId), await notesIn(other, accountId)];

    const writing = Array.from({ length: 20 }, async (_, writer) => {
      for (let i = 0; i < 10; i++) await append(writer % 2 ? one : other, accountId);
    });
    await Promise.all(writing);
    await until(() => mine.length >= 200 && theirs.length >= 200);

    expect(mine).toEqual(upTo(200));
    expect(theirs).toEqual(upTo(200));
  });

  it('do not hear their own rings, and ring once for what came at once', async () => {
    const accountId = await portal.account();
    const rung: string[] = [];
    const stop = [one, other].map((node, i) =>
      node.doorbell.onRing(ids => {
        for (const id of ids) if (id === accountId) rung.push(['one', 'other'][i] ?? '');
      }),
    );

    const begin = performance.now();
    for (let i = 0; i < 40; i++) {
      one.doorbell.ring([accountId]);
      await portal.node.db.query('SELECT 1');
    }
    const windows = (performance.now() - begin) / 50;
    // The last ring of all comes after whatever is still under way.
    await append(other, accountId);
    await until(() => rung.filter(name => name === 'one').length >= 41);
    stop.forEach(end => {
      end();
    });

    expect(rung.filter(name => name === 'one').length).toBe(41);
    expect(rung.filter(name => name === 'other').length).toBeLessThanOrEqual(5 + windows);
  });

  it('ring again after their connections were cut', async () => {
    const accountId = await portal.account();
    const theirs = await notesIn(other, accountId);
    const before = await listeners();

    await portal.node.db.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) pid', [
      before.map(({ pid }) => pid),
    ]);
    await until(async () => (await listeners()).filter(({ pid }) => !before.some(old => old.pid === pid)).length === 2);
    await append(one, accountId);
    await until(() => theirs.length === 1);

    expect([...one.faults.splice(0), ...other.faults.splice(0)].length).toBe(2);
  });
});

/** Follows the account in a process, and notes every number. */
async function notesIn(node: LiveNode, accountId: string): Promise<number[]> {
  const seen: number[] = [];
  await node.hub.follow(accountId, events => seen.push(...seqs(events)));
  return seen;
}
