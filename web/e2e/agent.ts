import { join } from 'node:path';
import type { Portal } from './portal.ts';
import { Program } from './program.ts';

const MAIN = 'agent/dist/main.js';

/** The built agent on a machine of its own, as far as the portal can tell. */
export class Agent {
  private running: Program | undefined;

  private constructor(
    readonly clientId: string,
    private readonly identity: string,
  ) {}

  static async enroll(portal: Portal, key: string, name: string): Promise<Agent> {
    const identity = join(portal.folder, `${name}.json`);
    const args = ['enroll', '--server', portal.url, '--identity', identity, '--hardware-id', name, '--host-name', name];
    const program = Program.start(MAIN, args, { MYDESK_LICENSE: key });
    if ((await program.ended()) !== 0) throw new Error(`The agent did not enroll:\n${program.output}`);
    return new Agent(/\b[1-9]\d{8,9}\b/.exec(program.output)?.[0] ?? '', identity);
  }

  /** Resolves once the agent says that it is connected. */
  async run(): Promise<void> {
    this.running = Program.start(MAIN, ['run', '--identity', this.identity], {});
    await this.running.says(/\bconnected\b/);
  }

  /** Holds a session to another number. */
  async connect(number: string): Promise<void> {
    const program = Program.start(MAIN, ['connect', number, '--identity', this.identity], {});
    if ((await program.ended()) !== 0) throw new Error(`The agent did not connect:\n${program.output}`);
  }

  async kill(): Promise<void> {
    await this.running?.stop('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.running?.stop();
  }
}
