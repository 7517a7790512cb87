import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Paper } from './paper.ts';

/** For how long the process waits for more to print before it ends. */
const IDLE_MS = 60_000;
const PROGRAM = fileURLToPath(
  new URL(`./press-process${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

interface Waiting {
  readonly done: (pdf: Buffer) => void;
  readonly failed: (fault: Error) => void;
}

interface Printed {
  readonly id: number;
  readonly pdf?: Uint8Array;
  readonly fault?: string;
}

/** Makes the PDFs of invoices, one after the other, in a process that is there while there is something to do. */
export class Press {
  private child: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  /** The PDF of an invoice: the same bytes for the same paper. */
  print(paper: Paper): Promise<Buffer> {
    clearTimeout(this.idle);
    const child = (this.child ??= this.begin());
    child.ref();
    child.channel?.ref();
    const id = ++this.last;
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      child.send({ id, paper }, fault => fault && this.ended(child, fault));
    });
  }

  start(): void {
    // Begun by the first paper.
  }

  async stop(): Promise<void> {
    clearTimeout(this.idle);
    const { child } = this;
    if (!child) return;
    this.ended(child, new Error('The portal is stopping'));
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill();
    await exit;
  }

  private begin(): ChildProcess {
    // Nothing of our environment, which may hold secrets.
    const child = fork(PROGRAM, { serialization: 'advanced', env: {}, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.on('message', (printed: Printed) => this.printed(printed));
    child.on('error', fault => this.ended(child, fault));
    child.on('exit', () => this.ended(child, new Error('The process that prints has ended')));
    return child;
  }

  private printed({ id, pdf, fault }: Printed): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (pdf) waiting?.done(Buffer.from(pdf));
    else waiting?.failed(new Error(`An invoice could not be printed: ${fault ?? 'unknown'}`));
    if (this.waiting.size > 0) return;
    // It keeps no process from ending.
    this.child?.unref();
    this.child?.channel?.unref();
    this.idle = setTimeout(() => void this.stop(), IDLE_MS);
    this.idle.unref();
  }

  private ended(child: ChildProcess, fault: Error): void {
    if (this.child !== child) return;
    this.child = undefined;
    for (const { failed } of this.waiting.values()) failed(fault);
    this.waiting.clear();
  }
}
