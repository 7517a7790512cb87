import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEmbeddedPostgres } from '../server/src/core/postgres/embedded-postgres.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILD_MS = 600_000;
const REMOVE_MS = 60_000;
const START_MS = 120_000;

/** A copy of what git keeps, as it stands in the working folder: what a fresh clone gives to Docker. */
async function copySources(to: string): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const file of stdout.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await cp(join(ROOT, file), join(to, file)).catch(ignoringAbsence);
  }
}

/** A file may be deleted, and not yet committed. */
function ignoringAbsence(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** The image cannot be made where no container runs, so its steps are run as they are, and what they make is started. */
describe('the image', () => {
  let top: string;
  let portal: string;

  beforeAll(async () => {
    top = await mkdtemp(join(tmpdir(), 'image-'));
    portal = join(top, 'portal');
    await copySources(join(top, 'src'));
    const { stdout } = await run('docker/build.sh', [portal], { cwd: join(top, 'src'), maxBuffer: 2 ** 26 });
    expect(stdout).toContain('build server');
  }, BUILD_MS);

  afterAll(() => rm(top, { recursive: true, force: true }), REMOVE_MS);

  it('is made by these steps', async () => {
    const dockerfile = await readFile(join(ROOT, 'docker/Dockerfile'), 'utf8');

    expect(dockerfile).toContain('RUN docker/build.sh /portal');
    expect(dockerfile).toMatch(/^USER \d+/m);
  });

  it('holds what production needs, and none of what only builds it', async () => {
    const { stdout } = await run('npm', ['ls', '--all', '--parseable', '--omit=dev'], { cwd: portal }).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout).toContain('node_modules/fastify');
    for (const name of ['typescript', 'tsx', 'eslint', '@angular/core', '@angular/build', 'karma', 'autocannon']) {
      await expectAsync(access(join(portal, 'node_modules', name)))
        .withContext(name)
        .toBeRejected();
    }
  });

  it(
    'starts on a database, becomes ready, shows the web application, and stops when told',
    async () => {
      const database = await startEmbeddedPostgres({ folder: join(top, 'database'), settings: { fsync: 'off' } });
      const port = String(await freePort());
      const server = spawn(process.execPath, ['server/dist/main.js'], {
        cwd: portal,
        env: { NODE_ENV: 'production', PORT: port, DATA_DIR: join(top, 'data'), DATABASE_URL: database.url },
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      try {
        await untilReady(server, port);
        const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } });
        expect(await page.text()).toContain('<app-root');
        const health = await run(process.execPath, ['ready.mjs'], { cwd: portal, env: { PORT: port } });
        expect(health.stderr).toBe('');

        server.kill('SIGTERM');
        const [code] = (await once(server, 'exit')) as [number];
        expect(code).toBe(0);
      } finally {
        server.kill('SIGKILL');
        await database.stop();
      }
    },
    START_MS,
  );
});

/** @throws Error where the server ends before it is ready */
async function untilReady(server: ChildProcess, port: string): Promise<void> {
  while (server.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await delay(100);
  }
  throw new Error(`The server ended with ${String(server.exitCode)} before it was ready`);
}
