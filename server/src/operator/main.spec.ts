import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { useTemporaryFolder } from '../../test/temporary-folder.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const PORTAL = fileURLToPath(new URL('../main.ts', import.meta.url));

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the command line as a process', () => {
  const folder = useTemporaryFolder();
  const environment = () => ({
    PATH: process.env['PATH'],
    DATA_DIR: folder.path('data'),
    PORT: '0',
    LOG_LEVEL: 'info',
  });

  async function portal(...args: string[]): Promise<Ran> {
    const how = { env: environment() };
    try {
      return { code: 0, ...(await promisify(execFile)(process.execPath, ['--import', 'tsx', MAIN, ...args], how)) };
    } catch (error) {
      return error as Ran;
    }
  }

  /** Whether the embedded database runs, as its own file tells. */
  const isUp = () =>
    readFile(folder.path('data/postgres/cluster/postmaster.pid'), 'utf8').then(
      () => true,
      () => false,
    );

  async function startPortal(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', PORTAL], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout);
    await new Promise<void>(resolve => {
      lines.on('line', line => {
        if (line.includes('Listening')) resolve();
      });
    });
    return child;
  }

  it('starts the embedded database where no portal runs and stops it, and works beside a portal that runs', async () => {
    const early = await portal('accounts', 'suspend');
    expect([early.code, early.stdout, early.stderr.split('\n')[0]]).toEqual([2, '', 'ACCOUNT is missing']);
    expect((await portal('migrate')).code).toBe(0);
    const made = await portal(
      ...'accounts create --name Acme --email ada@example.com --product power --json'.split(' '),
    );
    expect(made.code).withContext(made.stderr).toBe(0);
    const { id } = JSON.parse(made.stdout) as { id: string };
    expect(await isUp()).toBeFalse();

    const running = await startPortal();
    try {
      const suspended = await portal('accounts', 'suspend', 'ada@example.com', '--json');
      expect((JSON.parse(suspended.stdout) as { id: string; suspendedAt: unknown }).id).toBe(id);
      expect(await isUp()).toBeTrue();
      expect(running.exitCode).toBeNull();
    } finally {
      running.kill('SIGTERM');
      if (running.exitCode === null) await once(running, 'exit');
    }
    expect(await isUp()).toBeFalse();
    expect((await portal('accounts', 'suspend')).code).toBe(2);
  }, 90_000);
});
