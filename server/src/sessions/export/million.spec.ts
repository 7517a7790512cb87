import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';

/** Smaller files are written by the same code, so this is worth its minutes only at large. */
const IS_LONG = process.env['TEST_LONG'] === '1';
const ROWS = 1_000_000;
const PART = 20_000;
const MOST_MB = 300;
const SECRET = 'a secret of specs, which is 32 or more';
const EXPORT = 'mutation { exportSessions { url } }';

if (IS_LONG)
  describe(`an export of ${ROWS.toLocaleString('en')} sessions`, () => {
    const api = useApi();

    it(`takes a process of the portal no more than ${MOST_MB} MB, and has them all`, async () => {
      // The process has a clock of its own.
      api.now = new Date();
      const tenant = await newTenant(api);
      await fill(api.db, tenant.accountId);
      const portal = await start(String((api.db.options as { url?: string }).url));
      try {
        const url = await portal.ask(tenant.owner.secret);
        const lines = await count(url);

        expect(lines).toBe(ROWS + 1);
        expect(portal.mostMb()).toBeLessThan(MOST_MB);
      } finally {
        portal.process.kill('SIGKILL');
      }
    });
  });

/** In parts, as one statement may take half a minute. */
async function fill(db: DataSource, accountId: string): Promise<void> {
  for (let first = 1; first <= ROWS; first += PART) {
    await db.query(
      `INSERT INTO session (account_id, id, from_client_id, from_own, to_client_id, to_own, reporter_client_id, boot_id, local_id,
         takes_place, requested_at, started_at, ended_at, confirmed_at, end_reason, comment)
       SELECT $1, n, '100000001', true, '100000002', true, '100000001', 'b', n::text,
         true, t, t, t + interval '5 minutes', t + interval '5 minutes', 'CLOSED_BY_PEER', 'what was done in session ' || n
       FROM generate_series($2::int, $3::int) n, LATERAL (SELECT timestamptz '2025-01-01' + n * interval '30 seconds' AS t) at`,
      [accountId, first, first + PART - 1],
    );
  }
}

/** A process of the portal as the operator starts it. Its memory is looked at ten times a second. */
async function start(databaseUrl: string) {
  const portal = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    env: { ...process.env, PORT: '0', DATABASE_URL: databaseUrl, PORTAL_SECRET: SECRET, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await listening(portal);
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, memoryMb(portal))), 100);
  portal.once('exit', () => clearInterval(timer));
  return {
    process: portal,
    mostMb: () => most,
    async ask(secret: string): Promise<string> {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `sid=${secret}` },
        body: JSON.stringify({ query: EXPORT }),
      });
      const { data } = (await response.json()) as { data: { exportSessions: { url: string } } };
      return address + data.exportSessions.url;
    },
  };
}

async function listening(portal: ChildProcess): Promise<string> {
  if (!portal.stdout) throw new Error('Nothing is heard of the portal');
  for await (const line of createInterface(portal.stdout)) {
    if (!line.startsWith('{')) continue;
    const { address } = JSON.parse(line) as { address?: string };
    if (address) {
      portal.stdout.resume();
      return address;
    }
  }
  throw new Error('The portal ended before it listened');
}

const memoryMb = ({ pid }: ChildProcess): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024;

/** How many lines come from there, to a proper end. */
async function count(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, answer => {
      let lines = 0;
      answer.on('data', (chunk: Buffer) => {
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
      });
      answer.once('error', reject);
      void once(answer, 'end').then(() => resolve(answer.complete ? lines : -1), reject);
    }).once('error', reject);
  });
}
