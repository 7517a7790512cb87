/** Work that goes on after its caller was answered, so that the time of the answer tells nothing of it. */
export class Errands {
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly report: (fault: unknown) => void) {}

  run(work: () => Promise<unknown>): void {
    const errand = work()
      .then(() => undefined)
      .catch(this.report)
      .finally(() => this.running.delete(errand));
    this.running.add(errand);
  }

  start(): void {
    // Each begins when it is asked for.
  }

  /** Resolves once all that were begun are done. */
  async stop(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }
}
