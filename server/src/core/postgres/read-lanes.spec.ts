import { Socket } from 'node:net';
import { Client } from 'pg';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { ReadLanes } from './read-lanes.ts';

const ECHO = 'SELECT $1::int AS number';

describe('connections for short reads', () => {
  let database: TestDatabase;
  let lanes: ReadLanes;

  beforeAll(async () => {
    database = await newTestDatabase();
  });

  afterAll(() => database.drop());

  beforeEach(() => {
    lanes = new ReadLanes(database.url, 1);
  });

  afterEach(() => lanes.close());

  const read = (number: number) => lanes.rows<{ number: number }>('echo', ECHO, [number]);

  /** As an operator does, or a database that is shut down. */
  async function endConnections(): Promise<void> {
    const other = new Client(database.url);
    await other.connect();
    await other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'mydesk-reads'`);
    await other.end();
  }

  it('answer each of many callers at once with its own rows', async () => {
    const numbers = Array.from({ length: 50 }, (_, number) => number);

    expect(await Promise.all(numbers.map(read))).toEqual(numbers.map(number => [{ number }]));
  });

  it('send in one write what is asked for in one turn of the event loop', async () => {
    await read(0);
    const writes = spyOn(Socket.prototype, '_writev' as never).and.callThrough();

    await Promise.all([read(1), read(2), read(3)]);
    expect(writes).toHaveBeenCalledTimes(1);

    await read(4);
    expect(writes).toHaveBeenCalledTimes(2);
  });

  it('read moments to the millisecond', async () => {
    const [row] = await lanes.rows<{ at: Date; never: number }>(
      'moments',
      "SELECT '2026-11-26T15:40:46.123456Z'::timestamptz AS at, 'infinity'::timestamptz AS never",
      [],
    );

    expect(row).toEqual({ at: new Date('2026-11-26T15:40:46.123Z'), never: Infinity });
  });

  it('fail what a broken connection carries, and open another for the next', async () => {
    await read(1);
    const next = lanes.rows('sleep', 'SELECT pg_sleep(60)', []).then(fail, () => read(2));
    await endConnections();

    expect(await next).toEqual([{ number: 2 }]);
  });
});
