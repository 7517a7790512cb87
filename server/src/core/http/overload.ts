import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

const MAX_DELAY_MS = 1_000;
const MAX_RUNNING = 1_000;
const SAMPLE_MS = 500;

/** Tells when the process has more to do than it can: then it is better to refuse at once than to answer late. */
export class Overload {
  private readonly delays: IntervalHistogram = monitorEventLoopDelay({ resolution: 20 });
  private readonly timer: NodeJS.Timeout;
  private delayMs = 0;
  private readonly running = new Set<object>();

  /** @param maxRunning requests that are answered at once at most */
  constructor(private readonly maxRunning = MAX_RUNNING) {
    this.delays.enable();
    this.timer = setInterval(() => {
      this.delayMs = this.delays.mean / 1e6;
      this.delays.reset();
    }, SAMPLE_MS).unref();
  }

  /** Takes a place for a request; false where there is none. */
  enter(request: object): boolean {
    if (this.running.size >= this.maxRunning || this.delayMs > MAX_DELAY_MS) return false;
    this.running.add(request);
    return true;
  }

  /** Gives back the place, if the request has one. */
  leave(request: object): void {
    this.running.delete(request);
  }

  stop(): void {
    clearInterval(this.timer);
    this.delays.disable();
  }
}
