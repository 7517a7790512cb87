import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';

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
