import { append, useLivePortal } from '../../../test/live-node.ts';
import { eventCursor } from '../cursor.ts';
import { Retention } from './retention.ts';
import { Samples } from './samples.ts';

const PAGE = 'query ($after: String) { events(after: $after) { nodes { data } } }';
const LIVE = 'subscription ($after: String) { events(after: $after) { data } }';

describe('retention', () => {
  const portal = useLivePortal();
  const faults: unknown[] = [];
  const retention = (keptDays = 400) =>
    new Retention(
      portal.node.db,
      () => portal.now,
      keptDays,
      fault => faults.push(fault),
    );
  const at = (moment: string) => (portal.now = new Date(moment));

  /** The log's partitions, by name, with their number of events. */
  async function partitions(): Promise<Record<string, number>> {
    const rows: { table: string; events: number }[] = await portal.node.db.query(
      `SELECT c.relname AS table, (SELECT count(*)::int FROM event e WHERE e.tableoid = c.oid) AS events
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'event'::regclass ORDER BY 1`,
    );
    return Object.fromEntries(rows.map(({ table, events }) => [table, events]));
  }

  beforeEach(async () => {
    at('2026-06-01T12:00:00Z');
    for (const table of Object.keys(await partitions())) {
      if (table !== 'event_other') await portal.node.db.query(`DROP TABLE ${table}`);
    }
    await portal.node.db.query('DELETE FROM event_other');
  });

  afterEach(() => {
    expect(faults.splice(0)).toEqual([]);
  });

  it('makes the months ahead, so that nothing falls beside them', async () => {
    const accountId = await portal.account();
    await retention().run();

    await append(portal.node, accountId);
    at('2026-06-30T23:59:59.999Z');
    await append(portal.node, accountId);
    at('2026-07-01T00:00:00Z');
    await append(portal.node, accountId);
    at('2026-08-31T23:59:59.999Z');
    await append(portal.node, accountId);

    expect(await partitions()).toEqual({ event_2026_06: 2, event_2026_07: 1, event_2026_08: 1, event_other: 0 });
  });

  it('takes in what came before its month was made', async () => {
    const accountId = await portal.account();
    await append(portal.node, accountId, { count: 3 });
    at('2026-03-10T00:00:00Z');
    await append(portal.node, accountId);
    at('2026-06-01T12:00:00Z');

    await retention().run();

    const made = await partitions();
    expect([made['event_2026_03'], made['event_2026_06'], made['event_other']]).toEqual([1, 3, 0]);
  });

  it('is safe in several processes at once, and again', async () => {
    await Promise.all(Array.from({ length: 6 }, () => retention().run()));
    await retention().run();

    expect(Object.keys(await partitions())).toEqual(['event_2026_06', 'event_2026_07', 'event_2026_08', 'event_other']);
  });

  it('drops a month once all of it is too old, and not before', async () => {
    await retention().run();

    at('2027-08-04T23:59:59Z');
    await retention().run();
    const before = Object.keys(await partitions());
    at('2027-08-05T00:00:00Z');
    await retention().run();
    const after = Object.keys(await partitions());

    expect([before.includes('event_2026_06'), after.includes('event_2026_06')]).toEqual([true, false]);
    expect(after).toContain('event_2026_07');
  });

  it('ends the cursors of what it dropped, and names the oldest that holds', async () => {
    const accountId = await portal.account();
    const ada = portal.signIn(accountId);
    await retention().run();
    await append(portal.node, accountId, { first: 1, count: 3 });
    at('2026-07-10T00:00:00Z');
    await append(portal.node, accountId, { first: 4, count: 2 });
    at('2027-08-06T00:00:00Z');
    await retention().run();

    const oldest = eventCursor(accountId, 3n);
    const after = (seq: bigint) => portal.node.query(ada, PAGE, { after: eventCursor(accountId, seq) });
    const [expired, held, whole] = [await after(2n), await after(3n), await portal.node.query(ada, PAGE)];
    const socket = await portal.node.socket(ada);
    const [frame] = await socket.answer('1', LIVE, { after: eventCursor(accountId, 2n) });

    const refusal = { code: 'CURSOR_EXPIRED', details: { oldest } };
    expect(expired.errors?.map(({ extensions }) => extensions)).toEqual([refusal]);
    expect((frame?.payload as typeof expired).errors?.map(({ extensions }) => extensions)).toEqual([refusal]);
    for (const { data } of [held, whole]) {
      expect(data).toEqual({ events: { nodes: [{ data: { n: 4 } }, { data: { n: 5 } }] } });
    }
  });

  it('that has taken everything leaves a log that goes on', async () => {
    const accountId = await portal.account();
    const ada = portal.signIn(accountId);
    await retention().run();
    await append(portal.node, accountId, { count: 3 });
    at('2027-12-01T00:00:00Z');
    await retention().run();

    const [expired, held] = [
      await portal.node.query(ada, PAGE, { after: eventCursor(accountId, 2n) }),
      await portal.node.query(ada, PAGE, { after: eventCursor(accountId, 3n) }),
    ];

    expect(expired.errors?.map(({ extensions: { code } }) => code)).toEqual(['CURSOR_EXPIRED']);
    expect(held.data).toEqual({ events: { nodes: [] } });
  });
});

describe('samples of the tallies', () => {
  const portal = useLivePortal();

  it('are taken of every account at every fifth minute, once', async () => {
    const [one, other] = [await portal.account(), await portal.account()];
    const samples = new Samples(portal.node.db, () => portal.now, fail);
    const count = (clients: number) =>
      portal.node.db.query('UPDATE account_tally SET clients = $2 WHERE account_id = $1', [one, clients]);

    for (const [moment, clients] of [
      ['12:01:00', 3],
      ['12:04:59.999', 4],
      ['12:05:00', 5],
    ] as const) {
      portal.now = new Date(`2026-06-01T${moment}Z`);
      await count(clients);
      await Promise.all([samples.run(), samples.run()]);
    }

    const rows: unknown[] = await portal.node.db.query(
      `SELECT account_id = $1 AS is_one, to_char(at AT TIME ZONE 'UTC', 'HH24:MI') AS at, clients FROM tally_sample
       WHERE account_id IN ($1, $2) ORDER BY account_id = $1 DESC, at`,
      [one, other],
    );
    expect(rows).toEqual([
      { is_one: true, at: '12:00', clients: 3 },
      { is_one: true, at: '12:05', clients: 5 },
      { is_one: false, at: '12:00', clients: 0 },
      { is_one: false, at: '12:05', clients: 0 },
    ]);
  });

  it('are removed when they are too old', async () => {
    const accountId = await portal.account();
    const samples = new Samples(portal.node.db, () => portal.now, fail);
    await samples.run();
    const start = portal.now.getTime();
    const left = async (): Promise<number> => {
      const rows: unknown[] = await portal.node.db.query('SELECT FROM tally_sample WHERE account_id = $1', [accountId]);
      return rows.length;
    };

    portal.now = new Date(start + 399 * 86_400_000);
    await new Retention(portal.node.db, () => portal.now, 400, fail).run();
    expect(await left()).toBe(1);
    portal.now = new Date(start + 401 * 86_400_000);
    await new Retention(portal.node.db, () => portal.now, 400, fail).run();
    expect(await left()).toBe(0);
  });
});
