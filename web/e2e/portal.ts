import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from './program.ts';

/** The built portal on an embedded database of its own, as `npm start` runs it. */
export class Portal {
  private constructor(
    readonly url: string,
    /** A folder for what the run writes; gone after `close`. */
    readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
    private program: Program,
  ) {}

  static async open(): Promise<Portal> {
    const folder = await mkdtemp(join(tmpdir(), 'mydesk-e2e-'));
    const port = String(await freePort());
    const env = { PORT: port, DATA_DIR: join(folder, 'data'), DATABASE_URL: '', PORTAL_URL: '' };
    const portal = new Portal(`http://localhost:${port}`, folder, env, Program.start('server/dist/main.js', [], env));
    await portal.program.says(/"msg":"Listening"/);
    return portal;
  }

  /** The link that the first start prints. */
  async setupLink(): Promise<string> {
    return (await this.program.says(/http\S+\/welcome#\S+/))[0];
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.program.stop('SIGKILL');
  }

  async startAgain(): Promise<void> {
    this.program = Program.start('server/dist/main.js', [], this.env);
    await this.program.says(/"msg":"Listening"/);
  }

  /** Lets the operator count whether everything is as it should be; resolves to the exit code. */
  async verified(): Promise<number | null> {
    const program = Program.start('server/dist/operator/main.js', ['verify'], this.env);
    return program.ended();
  }

  async close(): Promise<void> {
    await this.program.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}
