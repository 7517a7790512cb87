/** A step that is taken again and again, never twice at the same time. What fails is reported, and tried again in its turn. */
export class Repeated {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly step: () => Promise<unknown>,
    private readonly everyMs: number,
    private readonly report: (cause: unknown) => void,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.running ??= this.run();
    }, this.everyMs);
  }

  /** Resolves when no step is under way any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      await this.step();
    } catch (error) {
      this.report(error);
    } finally {
      this.running = undefined;
    }
  }
}
