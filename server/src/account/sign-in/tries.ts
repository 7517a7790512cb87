import { type RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { blockOf } from '../../core/address.ts';
import { ApiError } from '../../core/errors.ts';
import { newLimiter, shortened } from '../../core/limits/limiter.ts';

const PERIOD_SECONDS = 15 * 60;
const LONGEST_SECONDS = 24 * 60 * 60;

/** How many tries fit into 15 minutes before more are refused; those that succeed are given back. */
export const TRIES = { whom: 5, browser: 5, address: 50, everybody: 1_000 } as const;

/** The refusal that locks strangers out who try as somebody; those after it only say so again. */
export class LockedOut extends ApiError {}

/** Who tries to be let in, and as whom. */
export interface Try {
  /** The address that is typed, in lower case, or the id of a user. */
  readonly whom: string;
  /** The caller's network address. */
  readonly ip: string;
  /** The browser, where it is known as theirs. */
  readonly browser: string | null;
}

/**
 * Counts tries to guess a secret of one kind, before it is looked at, so that not even parallel ones slip through. The counts are
 * shared by all processes; where the database does not answer, each process counts by itself and more strictly.
 *
 * A known browser has a count of its own and no other, so that nobody else's tries can lock it out.
 */
export class Tries {
  private readonly byAddress: RateLimiterPostgres;
  private readonly byWhom: RateLimiterPostgres;
  private readonly byBrowser: RateLimiterPostgres;
  private readonly byAll: RateLimiterPostgres;
  private readonly lockouts: RateLimiterPostgres;

  /** @param kind of secret: those of each are counted by themselves */
  constructor(
    private readonly db: DataSource,
    kind: 'sign-in' | 'code' | 'confirm' = 'sign-in',
  ) {
    this.byAddress = newLimiter(db, `${kind}-ip`, TRIES.address, PERIOD_SECONDS);
    this.byWhom = newLimiter(db, `${kind}-whom`, TRIES.whom, PERIOD_SECONDS);
    this.byBrowser = newLimiter(db, `${kind}-browser`, TRIES.browser, PERIOD_SECONDS);
    this.byAll = newLimiter(db, `${kind}-all`, TRIES.everybody, PERIOD_SECONDS);
    this.lockouts = newLimiter(db, `${kind}-lockouts`, LONGEST_SECONDS, LONGEST_SECONDS);
  }

  /** @throws ApiError RATE_LIMITED with retryAfterSeconds; each lock-out of an address is twice as long as the last */
  async take(tried: Try): Promise<void> {
    // A caller who is refused by his own count does not use up that of the address he tries, nor everybody's.
    for (const [counter, key] of this.countersOf(tried)) await this.count(counter, key);
  }

  /** Undoes `take`: the try was right, or was not looked at. */
  async giveBack(tried: Try): Promise<void> {
    for (const [counter, key] of this.countersOf(tried)) await counter.reward(key);
  }

  /** Forgets what was tried as somebody, who has shown by other means who they are. */
  async forgive(whom: string): Promise<void> {
    await this.byWhom.delete(shortened(whom));
  }

  /** Forgets counts that no longer hold. */
  async clean(): Promise<void> {
    await this.db.query('DELETE FROM rate_limit WHERE expire < $1', [Date.now()]);
  }

  private countersOf({ whom, ip, browser }: Try): [counter: RateLimiterPostgres, key: string][] {
    if (browser) return [[this.byBrowser, shortened(browser)]];
    return [
      [this.byAddress, blockOf(ip)],
      [this.byWhom, shortened(whom)],
      [this.byAll, 'all'],
    ];
  }

  private async count(counter: RateLimiterPostgres, key: string): Promise<void> {
    try {
      await counter.consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const grows = counter === this.byWhom || counter === this.byBrowser;
      const isFirst = refused.consumedPoints === counter.points + 1;
      const waitMs = grows && isFirst ? await this.lockOut(counter, key) : refused.msBeforeNext;
      const details = { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
      const Refusal = isFirst && counter === this.byWhom ? LockedOut : ApiError;
      throw new Refusal('RATE_LIMITED', 'Too many tries', details);
    }
  }

  private async lockOut(counter: RateLimiterPostgres, key: string): Promise<number> {
    const { consumedPoints: times } = await this.lockouts.penalty(`${counter.keyPrefix}:${key}`);
    const seconds = Math.min(PERIOD_SECONDS * 2 ** (times - 1), LONGEST_SECONDS);
    await counter.block(key, seconds);
    return seconds * 1000;
  }
}
