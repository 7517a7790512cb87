import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A program of the repository that runs from its sources, and what it has printed so far. */
export interface RunningProgram {
  readonly process: ChildProcess;
  readonly output: () => string;
  /** Resolves when it has ended: its exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts a program by tsx, in the folder of its workspace. */
export function start(
  workspace: 'agent' | 'server',
  args: readonly string[],
  environment: Record<string, string> = {},
): RunningProgram {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: `${ROOT}${workspace}`,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  return { process: child, output: () => output, ended };
}
