import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client, type QueryResultRow } from 'pg';
import { newTestDatabase } from './database.ts';

async function rows<Row extends QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a test database', () => {
  it('has every table, and no row of another one', async () => {
    const [mine, other] = await Promise.all([newTestDatabase(), newTestDatabase()]);
    await rows(mine.url, `create table mine as select 1`);

    const tables = await rows<{ name: string }>(other.url, `select table_name as name from information_schema.tables`);

    expect(tables.map(({ name }) => name)).toContain('account');
    expect(tables.map(({ name }) => name)).not.toContain('mine');
    await Promise.all([mine.drop(), other.drop()]);
  });

  it('is removed by the next run where its own was killed, and by no other while that lives', async () => {
    const mine = await newTestDatabase();
    const killed = otherRun(`console.log((await newTestDatabase()).url); setInterval(() => undefined, 1000);`);
    const [left] = (await once(createInterface(killed.stdout), 'line')) as [string];
    killed.kill('SIGKILL');
    await once(killed, 'exit');

    const next = otherRun(`await server.close();`);
    await once(next, 'exit');

    await expectAsync(rows(left, 'select 1')).toBeRejectedWithError(/does not exist/);
    expect(await rows(mine.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await mine.drop();
  });
});

/** A run of the specs in another process, which opens its server and then does what the code says. */
function otherRun(code: string) {
  const program = `
    import 'reflect-metadata';
    import { newTestDatabase, openTestServer } from '${new URL('./database.ts', import.meta.url).href}';
    const server = await openTestServer();
    ${code}`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
