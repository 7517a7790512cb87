import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** A command of the repository's own, run from its root by the shell. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly isGreen: boolean;
  /** What it wrote to both of its outputs, without colors. */
  readonly output: string;
  readonly seconds: number;
}

const ROOT = new URL('..', import.meta.url);
/** How often a step that takes long is said to be still at work. */
const SIGN_OF_LIFE_MS = 30_000;

/** Runs the step to its end; one that cannot be started, or is killed, is red. */
export async function runStep({ name, command, environment }: Step): Promise<StepResult> {
  const startedAt = Date.now();
  const seconds = (): number => (Date.now() - startedAt) / 1000;
  const child = spawn(command, {
    cwd: ROOT,
    shell: true,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const signs = setInterval(() => {
    console.log(`  …  ${name}, ${seconds().toFixed(0)} s so far`);
  }, SIGN_OF_LIFE_MS);

  const isGreen = await new Promise<boolean>(done => {
    child.on('error', error => {
      output += error.message;
      done(false);
    });
    child.on('close', code => {
      done(code === 0);
    });
  });
  clearInterval(signs);
  return { isGreen, output: stripVTControlCharacters(output), seconds: seconds() };
}

/** One line for a finished step: green or red, its name, and how long it took. */
export function report(name: string, { isGreen, seconds }: StepResult, note = ''): void {
  console.log(`${isGreen ? 'ok ' : 'RED'}  ${name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s  ${note}`.trimEnd());
}

/** Works through the list with so many hands; the first in the list are begun first. */
export async function inLanes<Item>(lanes: number, items: readonly Item[], work: (item: Item) => Promise<void>) {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
