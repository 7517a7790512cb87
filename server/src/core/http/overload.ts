import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../errors.ts';

const MAX_DELAY_MS = 2_000;
const MAX_RUNNING = 1_000;
const SAMPLE_MS = 500;
const RETRY_AFTER_SECONDS = 2;
/** How much the newest sample counts: a pause of a few seconds is none, one after the other is. */
const NEWEST = 0.2;

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether it is among those that are answered now. Kept here, as a Set that outlives requests makes V8 keep them. */
    hasPlace: boolean;
  }
}

type Guest = Pick<FastifyRequest, 'hasPlace'>;

/** Tells when the process has more to do than it can: then it is better to refuse at once than to answer late. */
export class Overload {
  private readonly delays: IntervalHistogram = monitorEventLoopDelay({ resolution: 20 });
  private readonly timer: NodeJS.Timeout;
  private delayMs = 0;
  private running = 0;

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
  enter(request: Guest): boolean {
    if (this.running >= this.maxRunning || this.delayMs > MAX_DELAY_MS) return false;
    this.running += 1;
    request.hasPlace = true;
    return true;
  }

  /** Gives back the place, if the request has one. */
  leave(request: Guest): void {
    if (!request.hasPlace) return;
    this.running -= 1;
    request.hasPlace = false;
  }

  stop(): void {
    clearInterval(this.timer);
    this.delays.disable();
  }
}

/**
 * Gives back the place of each request with its answer, also where nobody waits for that any more: once somebody has left,
 * Fastify calls no `onResponse`.
 */
export function freePlaces(server: FastifyInstance, overload: Overload): void {
  server.addHook('onSend', (request, _, payload, done) => {
    overload.leave(request);
    done(null, payload);
  });
}

/** How whoever finds no place is refused. */
export const overloaded = (): ApiError =>
  new ApiError('OVERLOADED', 'The server has more to do than it can', { retryAfterSeconds: RETRY_AFTER_SECONDS });
