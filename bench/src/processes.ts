import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A process beside this one. */
export interface Beside {
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a TypeScript file of this folder as a process that one can send messages to. */
export const startScript = (file: string): Beside =>
  beside(fork(path(file), { execArgv: ['--import', 'tsx'], serialization: 'advanced' }));

/** Starts the built portal, and waits until it answers. */
export async function startPortal(env: Record<string, string>, port: number): Promise<Beside> {
  const child = fork(path('../../server/dist/main.js'), {
    env: { ...process.env, ...env, PORT: String(port), LOG_LEVEL: 'warn', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(() => {
    throw new Error('The portal did not start');
  });
  await Promise.race([gone, answers(`http://127.0.0.1:${String(port)}/readyz`)]);
  gone.catch(() => undefined);
  return beside(child);
}

async function answers(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

function beside(child: ChildProcess): Beside {
  return {
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** The next message of a process. @throws Error where it ends first */
export async function messageOf<Message>({ child }: Beside): Promise<Message> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`A process of the benchmark ended with ${String(code)}`);
    }),
  ])) as [Message];
  return message;
}
