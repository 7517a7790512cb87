import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { blockOf } from '../core/address.ts';
import { newLimiter, shortened, takeOne } from '../core/limits/limiter.ts';

const PERIOD_SECONDS = 60 * 60;

/** How many mails in an hour somebody who is not signed in can cause: to one address, from one network address, and in all. */
export const MAIL_LIMITS = { address: 3, caller: 20, everybody: 500 } as const;

/** Counts the mails that strangers cause, whether or not there is anybody to mail to. */
export class MailLimits {
  private readonly byCaller: RateLimiterPostgres;
  private readonly byAddress: RateLimiterPostgres;
  private readonly byAll: RateLimiterPostgres;

  constructor(db: DataSource, kind: 'reset' | 'sign-up') {
    this.byCaller = newLimiter(db, `${kind}-mail-ip`, MAIL_LIMITS.caller, PERIOD_SECONDS);
    this.byAddress = newLimiter(db, `${kind}-mail-whom`, MAIL_LIMITS.address, PERIOD_SECONDS);
    this.byAll = newLimiter(db, `${kind}-mail-all`, MAIL_LIMITS.everybody, PERIOD_SECONDS);
  }

  /**
   * @param address in lower case
   * @throws ApiError RATE_LIMITED with retryAfterSeconds
   */
  async take(address: string, ip: string): Promise<void> {
    const message = 'Too many mails were asked for';
    await takeOne(this.byCaller, blockOf(ip), message);
    await takeOne(this.byAddress, shortened(address), message);
    await takeOne(this.byAll, 'all', message);
  }
}
