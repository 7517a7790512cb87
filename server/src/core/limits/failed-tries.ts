import { RateLimiterMemory } from 'rate-limiter-flexible';

const TRIES = 120;
const PERIOD_SECONDS = 60;

/** Counts failed authentications by caller. Only failures count, as a whole fleet may stand behind one address. */
export class FailedTries {
  private readonly limiter: RateLimiterMemory;

  /** @param tries failures in a minute after which the caller is refused early */
  constructor(tries = TRIES) {
    this.limiter = new RateLimiterMemory({ points: tries, duration: PERIOD_SECONDS });
  }

  /** Whole seconds until the caller may try again; 0 where it may now. */
  async waitSeconds(caller: string): Promise<number> {
    const state = await this.limiter.get(caller);
    return state && state.consumedPoints >= this.limiter.points ? Math.ceil(state.msBeforeNext / 1000) : 0;
  }

  async add(caller: string): Promise<void> {
    await this.limiter.penalty(caller);
  }
}
