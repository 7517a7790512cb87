// Prints how near the portal comes to the bare limit, in one run on the same rows: `npm run bench`. Only the ratios mean
// something on a machine that others share. `npm run bench -- --short` takes a fifth of the time.
import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../server/src/core/postgres/embedded-postgres.ts';
import { newDb } from '../../server/src/db.ts';
import { firstAndLastPage } from './deep-page.ts';
import { fanOut } from './fan-out.ts';
import { ACCOUNT, fill, SIZE } from './fill.ts';
import { compare } from './load.ts';
import { type OperationName, OPERATIONS } from './operations.ts';
import { messageOf, startPortal, startScript } from './processes.ts';
import { recordOperations, requestBody } from './recorded-operations.ts';
import { percentile, table } from './report.ts';
import { addOwner, signIn } from './owner.ts';

const isShort = process.argv.includes('--short');
const ROUNDS = isShort ? 1 : 3;
const SECONDS = isShort ? 3 : 5;
/** How much of the speed of page 1 page 10,000 has to have. The two differ by what the measuring does, not by the depth. */
const DEPTH_BAR = 0.9;
const FAN_OUT = { sockets: 1_000, perSecond: 100, seconds: isShort ? 5 : 20, barMs: 100 };

const undo: (() => Promise<unknown>)[] = [];
try {
  await run();
} finally {
  for (const step of undo.reverse()) await step();
}

async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mydesk-bench-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  undo.push(() => postgres.stop());
  const db = await newDb(postgres.url).initialize();
  undo.push(() => db.destroy());
  await db.runMigrations();
  console.log(
    `Filling the database: ${String(SIZE.clients)} clients and ${String(SIZE.sessions)} sessions, and as many in other accounts`,
  );
  await fill(postgres.url);
  await addOwner(db, ACCOUNT);

  const port = await freePort();
  const env = {
    DATABASE_URL: postgres.url,
    DATA_DIR: folder,
    PORTAL_SECRET: 'a secret for the benchmark alone, and no other',
  };
  const portal = await startPortal(env, port);
  undo.push(() => portal.stop());
  const url = `http://localhost:${String(port)}`;
  const cookie = await signIn(url);

  const variables = { client: { id: await someClient() } };
  const recorded = await recordOperations(db, env, cookie, variables);
  const bare = startScript('bare.ts');
  undo.push(() => bare.stop());
  bare.child.send({ url: postgres.url, recorded });
  const { port: barePort } = await messageOf<{ port: number }>(bare);
  const bareUrl = `http://127.0.0.1:${String(barePort)}`;

  const headers = { 'content-type': 'application/json', cookie };
  const rows = [['', 'bare/s', 'portal/s', 'ratio', 'bar', 'bare p50/p99 ms', 'portal p50/p99 ms']];
  for (const name of Object.keys(OPERATIONS) as OperationName[]) {
    const target = { url: `${url}/graphql`, method: 'POST' as const, headers, body: requestBody(name, variables) };
    const bareTarget = { url: `${bareUrl}/${name}`, method: 'GET' as const };
    await requireEqual(name, target, bareTarget.url);
    const [ours, limit] = await compare(target, bareTarget, ROUNDS, SECONDS);
    const { bar } = OPERATIONS[name];
    const ratio = ours.perSecond / limit.perSecond;
    rows.push([
      name,
      limit.perSecond.toFixed(0),
      ours.perSecond.toFixed(0),
      ratio.toFixed(2),
      `${bar.toFixed(2)} ${ratio >= bar ? 'kept' : 'MISSED'}`,
      `${limit.p50Ms.toFixed(0)}/${limit.p99Ms.toFixed(0)}`,
      `${ours.p50Ms.toFixed(0)}/${ours.p99Ms.toFixed(0)}`,
    ]);
    console.log(`  ${name} done`);
  }
  console.log(
    `\nRequests a second, ${String(32)} connections, against a bare node:http handler with the same statements\n${table(rows)}\n`,
  );

  const [first, last] = await firstAndLastPage(`${url}/graphql`, headers, ROUNDS, SECONDS);
  const depth = last.perSecond / first.perSecond;
  console.log(
    `Sessions, page 10,000 against page 1: ${last.perSecond.toFixed(0)} and ${first.perSecond.toFixed(0)} a second, ` +
      `ratio ${depth.toFixed(2)}, bar ${DEPTH_BAR.toFixed(2)} ${depth >= DEPTH_BAR ? 'kept' : 'MISSED'}\n`,
  );

  const latencies = await fanOut({
    db,
    databaseUrl: postgres.url,
    portal: url,
    cookie,
    accountId: ACCOUNT,
    ...FAN_OUT,
  });
  const p99 = percentile(latencies, 0.99);
  console.log(
    `Fan-out: ${String(FAN_OUT.sockets)} sockets, ${String(FAN_OUT.perSecond)} events a second for ${String(FAN_OUT.seconds)} s, ` +
      `${String(latencies.length)} deliveries, none missed or repeated\n` +
      `  p50 ${percentile(latencies, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, bar ${String(FAN_OUT.barMs)} ms ${p99 < FAN_OUT.barMs ? 'kept' : 'MISSED'}`,
  );

  async function someClient(): Promise<string> {
    const [row]: { id: string }[] = await db.query(
      'SELECT id FROM client WHERE account_id = $1 ORDER BY id OFFSET 1000 LIMIT 1',
      [ACCOUNT],
    );
    return row?.id ?? '';
  }
}

/** The two must answer the same, or their speeds say nothing. Only the moment of the answer may differ. */
async function requireEqual(
  name: OperationName,
  target: { url: string; headers: Record<string, string>; body: string },
  bareUrl: string,
): Promise<void> {
  const timeless = (text: string) => text.replace(/"asOf":"[^"]+"/, '"asOf":""');
  const ours = timeless(
    await (await fetch(target.url, { method: 'POST', headers: target.headers, body: target.body })).text(),
  ).trim();
  const bare = timeless(await (await fetch(bareUrl)).text());
  if (ours !== bare)
    throw new Error(`${name}: the answers differ\nportal ${ours.slice(0, 600)}\nbare   ${bare.slice(0, 600)}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
