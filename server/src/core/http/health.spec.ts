import { connect } from 'node:net';
import { until } from '../../../test/live-node.ts';
import { gate } from '../../../test/tiny-schema.ts';
import { Overload } from './overload.ts';
import { newTinyDoor, useTinyDoor } from '../../../test/tiny-door.ts';

describe('the health of a portal', () => {
  let database: () => Promise<unknown> = async () => 1;
  const door = useTinyDoor({ checks: { database: () => database() } });
  const get = async (url: string) => {
    const { statusCode, body } = await door.server.inject({ url, headers: { host: '10.0.0.7:4000' } });
    return [statusCode, body];
  };

  it('is good where every check passes', async () => {
    database = async () => 1;

    expect([await get('/livez'), await get('/readyz')]).toEqual([
      [200, 'ok\n'],
      [200, 'ok\n'],
    ]);
  });

  it('names the check that fails, and nothing of why', async () => {
    database = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.9'));

    expect([await get('/livez'), await get('/readyz')]).toEqual([
      [200, 'ok\n'],
      [503, 'failed: database\n'],
    ]);
  });

  it('is bad where a check takes longer than a second', async () => {
    database = () => new Promise(() => undefined);

    expect(await get('/readyz')).toEqual([503, 'failed: database\n']);
  });
});

describe('a door with more to do than it can', () => {
  it('refuses at once, and takes up again', async () => {
    const door = await newTinyDoor({ overload: new Overload(2) });
    const ask = (query: string) =>
      door.server.inject({ method: 'POST', url: '/graphql', headers: { host: 'localhost' }, payload: { query } });

    gate.shut();
    const running = [ask('{ waits }'), ask('{ waits }')];
    await gate.reached(2);
    const refused = await ask('{ hello }');
    gate.open();

    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '2']);
    expect((await Promise.all(running)).map(({ body }) => body)).toEqual(Array(2).fill('{"data":{"waits":"open"}}\n'));
    expect((await ask('{ hello }')).statusCode).toBe(200);
    await door.close();
  });

  it('gets back the place of who leaves before the answer', async () => {
    const door = await newTinyDoor({ overload: new Overload(1) });
    const { port } = new URL(await door.listen());
    const connections = () => new Promise<number>(resolve => door.server.server.getConnections((_, n) => resolve(n)));
    const body = JSON.stringify({ query: '{ waits }' });
    const head = `POST /graphql HTTP/1.1\r\nhost: localhost:4000\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;

    gate.shut();
    const caller = connect(Number(port), '127.0.0.1').end(`${head}\r\n\r\n${body}`);
    await gate.reached(1);
    caller.destroy();
    await until(async () => (await connections()) === 0);
    gate.open();

    const request = { method: 'POST', url: '/graphql', headers: { host: 'localhost:4000' } } as const;
    await until(
      async () => (await door.server.inject({ ...request, payload: '{"query":"{ hello }"}' })).statusCode < 500,
    );
    await door.close();
    expect().nothing();
  });
});
