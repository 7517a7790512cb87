import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { ApiError } from '../errors.ts';

const MAX_DELAY_MS = 2_000;
const MAX_RUNNING = 1_000;
const SAMPLE_MS = 500;
const RETRY_AFTER_SECONDS = 2;
/** How much the newest sample counts: a pause of a few seconds is none, one after the other is. */
const NEWEST = 0.2;

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
      const delayMs = this.delays.mean / 1e6;
      if (Number.isFinite(delayMs)) this.delayMs += (delayMs - this.delayMs) * NEWEST;
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

/** How whoever finds no place is refused. */
export const overloaded = (): ApiError =>
  new ApiError('OVERLOADED', 'The server has more to do than it can', { retryAfterSeconds: RETRY_AFTER_SECONDS });
