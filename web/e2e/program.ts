import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/** A built program, running in a process of its own. */
export class Program {
  private text = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data: Buffer) => (this.text += data.toString()));
  }

  /** @param file from the root of the repository, or an absolute path */
  static start(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Program {
    return new Program(
      spawn(process.execPath, [resolve(ROOT_FOLDER, file), ...args], { env: { ...process.env, ...env } }),
    );
  }

  get output(): string {
    return this.text;
  }

  /** Resolves once the output matches. @throws Error where the program ends first, with what it said */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.text);
      if (match) return match;
      if (this.hasEnded) throw new Error(`The program ended without saying ${String(pattern)}:\n${this.text}`);
      await Promise.race([once(this.child.stdout ?? this.child, 'data'), once(this.child, 'close')]);
    }
  }

  /** Resolves to the exit code; null where a signal ended it. */
  async ended(): Promise<number | null> {
    if (!this.hasEnded) await once(this.child, 'close');
    return this.child.exitCode;
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.hasEnded) return;
    this.child.kill(signal);
    await this.ended();
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}
