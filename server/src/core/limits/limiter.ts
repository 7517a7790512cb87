import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { ApiError } from '../errors.ts';
import { hashOf } from '../ids.ts';

/**
 * A count of tries that all processes share, in the table `rate_limit`. Where the database does not answer, each process
 * counts by itself and more strictly.
 *
 * @param points how many tries fit into `duration`, in seconds
 */
export function newLimiter(db: DataSource, keyPrefix: string, points: number, duration: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: db,
    storeType: 'typeorm',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix, points: Math.ceil(points / 5), duration }),
  });
}

/**
 * Takes one from a count.
 *
 * @throws ApiError RATE_LIMITED with retryAfterSeconds where nothing is left
 */
export async function takeOne(limiter: RateLimiterPostgres, key: string, message: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new ApiError('RATE_LIMITED', message, {
      retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
    });
  }
}

/** A key that fits into the table and tells nobody's address. */
export const shortened = (text: string): string => hashOf(text).toString('base64url');
