import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from './eventually.ts';
import { type RunningProgram, start } from './process.ts';

const OWNER = { company: 'Test', name: 'Olga Owner', email: 'owner@example.com', password: 'four green parrots sing' };

/** How long a start may take, with a new database, on a machine that has much else to do. */
const START_MS = 60_000;

/** The real portal, from its sources in a process of its own, on an embedded database: specs see it as devices and people do. */
export class Portal {
  /** With it devices enroll in the account. */
  key = '';
  private cookie = '';

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private program: RunningProgram,
  ) {}

  /** Starts a new portal and makes its first account, as a person would. */
  static async open(): Promise<Portal> {
    const folder = await mkdtemp(join(tmpdir(), 'agent-portal-'));
    const port = await freePort();
    const portal = new Portal(port, folder, startServer(port, folder));
    try {
      await portal.makeAccount();
    } catch (error) {
      await portal.close();
      throw new Error(`${String(error)}\n${portal.program.output().slice(-2000)}`);
    }
    return portal;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Asks as the account's owner. */
  async ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const origin = `http://localhost:${String(this.port)}`;
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie: this.cookie },
      body: JSON.stringify({ query, variables }),
    });
    const cookies = response.headers.getSetCookie().map(cookie => cookie.split(';')[0]);
    if (cookies.length > 0) this.cookie = cookies.join('; ');
    const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown[] };
    if (!data || errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Ends the portal at once, as a power cut would, and starts it again on the same data. */
  async crashAndRestart(): Promise<void> {
    this.program.process.kill('SIGKILL');
    await this.program.ended;
    this.program = startServer(this.port, this.folder);
    await this.isReady();
  }

  async close(): Promise<void> {
    this.program.process.kill('SIGTERM');
    await this.program.ended;
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async makeAccount(): Promise<void> {
    await this.isReady();
    const token = await eventually(() => /\/welcome#([\w-]+)/.exec(this.program.output())?.[1]);
    const input = { token, ...OWNER };
    await this.ask(
      'mutation ($input: CreateFirstAccountInput!) { createFirstAccount(input: $input) { viewer { id } } }',
      { input },
    );
    const { revealLicenseKey } = await this.ask<{ revealLicenseKey: { key: string } }>(
      'mutation { revealLicenseKey { key } }',
    );
    this.key = revealLicenseKey.key;
  }

  private async isReady(): Promise<void> {
    await eventually(async () => {
      if (this.program.process.exitCode !== null) throw new Error('The portal has ended');
      return fetch(`${this.url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    }, START_MS);
  }
}

let portal: Promise<Portal> | undefined;

/** One portal for all specs of the run. It is started when the first asks for it. */
export function usePortal(): () => Portal {
  let open: Portal | undefined;
  beforeAll(async () => {
    portal ??= Portal.open();
    open = await portal;
  }, 2 * START_MS);
  return () => {
    if (!open) throw new Error('Ask for the portal within a spec');
    return open;
  };
}

/** For after the last spec. */
export async function closePortal(): Promise<void> {
  const open = await portal?.catch(() => undefined);
  await open?.close();
}

function startServer(port: number, folder: string): RunningProgram {
  return start('server', ['src/main.ts'], { PORT: String(port), DATA_DIR: folder, DATABASE_URL: '', PORTAL_URL: '' });
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}
