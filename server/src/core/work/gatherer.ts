/**
 * Runs a piece of work soon after it is asked for: the first time at once, then with all that gathered meanwhile, at
 * most once per interval and never twice at the same time.
 */
export class Gatherer {
  private running: Promise<unknown> = Promise.resolve();
  private next: Promise<void> | undefined;
  private startedMs = -Infinity;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly everyMs: number,
  ) {}

  /** Resolves, or fails, with a run that started after the call. */
  ask(): Promise<void> {
    this.next ??= this.run();
    return this.next;
  }

  private async run(): Promise<void> {
    await this.running.catch(() => undefined);
    const restMs = this.startedMs + this.everyMs - performance.now();
    if (restMs > 0) await new Promise(resolve => setTimeout(resolve, restMs));

    this.next = undefined;
    this.startedMs = performance.now();
    const run = this.work();
    this.running = run;
    return run;
  }
}
