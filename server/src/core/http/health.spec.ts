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
});
