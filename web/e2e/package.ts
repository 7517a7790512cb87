import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Portal } from './portal.ts';
import { Program } from './program.ts';

const run = promisify(execFile);

/** A custom client for Linux as its user has it: downloaded and unpacked. */
export class Package {
  private running: Program | undefined;

  private constructor(
    readonly folder: string,
    private readonly home: string,
  ) {}

  /** @param content the downloaded file */
  static async unpack(portal: Portal, name: string, content: Buffer): Promise<Package> {
    const folder = join(portal.folder, name);
    await mkdir(folder);
    await writeFile(join(folder, 'package.tar.gz'), content);
    await run('tar', ['-xzf', 'package.tar.gz'], { cwd: folder });
    const inside = (await readdir(folder)).find(entry => entry !== 'package.tar.gz') ?? '';
    return new Package(join(folder, inside), join(folder, 'home'));
  }

  /** The same package with one byte of its configuration changed, on a machine of its own. */
  async tampered(): Promise<Package> {
    const copy = new Package(`${this.folder}-tampered`, `${this.home}-tampered`);
    await cp(this.folder, copy.folder, { recursive: true });
    const file = join(copy.folder, 'mydesk-config.jws');
    const text = await readFile(file);
    const at = Math.floor(text.length / 2);
    text[at] = text[at] === 65 ? 66 : 65;
    await writeFile(file, text);
    return copy;
  }

  /** Starts it as its start script does. */
  start(): Program {
    const env = { MYDESK_AGENT_HOME: this.home };
    this.running = Program.start(join(this.folder, 'mydesk-agent.mjs'), ['run'], env);
    return this.running;
  }

  async stop(): Promise<void> {
    await this.running?.stop();
  }
}
