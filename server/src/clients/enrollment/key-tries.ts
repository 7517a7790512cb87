import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { isIPv4 } from 'node:net';
import { blockOf } from '../../core/address.ts';
import { ApiError } from '../../core/errors.ts';
import { newLimiter } from '../../core/limits/limiter.ts';

const PERIOD_SECONDS = 15 * 60;

/** How many wrong keys fit into 15 minutes before every key is refused. */
export const KEY_TRIES = { network: 30, everybody: 1_000 } as const;

/**
 * Counts wrong enrollment keys, by the callers' networks and in all. Right ones do not count, as a whole fleet may enroll
 * from behind one address.
 */
export class KeyTries {
  private readonly byNetwork: RateLimiterPostgres;
  private readonly byAll: RateLimiterPostgres;

  constructor(db: DataSource) {
    this.byNetwork = newLimiter(db, 'enroll-network', KEY_TRIES.network, PERIOD_SECONDS);
    this.byAll = newLimiter(db, 'enroll-all', KEY_TRIES.everybody, PERIOD_SECONDS);
  }

  /** @throws ApiError RATE_LIMITED with retryAfterSeconds */
  async requireFewer(ip: string): Promise<void> {
    for (const [counter, key] of this.countersOf(ip)) {
      const state = await counter.get(key);
      if (!state || state.consumedPoints < counter.points) continue;
      const retryAfterSeconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
      throw new ApiError('RATE_LIMITED', 'Too many tries to enroll', { retryAfterSeconds });
    }
  }

  /** A key was wrong. */
  async add(ip: string): Promise<void> {
    for (const [counter, key] of this.countersOf(ip)) await counter.penalty(key);
  }

  private countersOf(ip: string): [counter: RateLimiterPostgres, key: string][] {
    return [
      [this.byNetwork, networkOf(ip)],
      [this.byAll, 'all'],
    ];
  }
}

/** The /24 of an IPv4 address, the /64 of an IPv6 one: whoever has one address there may well have more. */
const networkOf = (ip: string): string => (isIPv4(ip) ? ip.slice(0, ip.lastIndexOf('.')) : blockOf(ip));
