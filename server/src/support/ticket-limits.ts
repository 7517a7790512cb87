import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { newLimiter, takeOne } from '../core/limits/limiter.ts';
import type { TokenViewer, UserViewer, Viewer } from '../core/viewer.ts';

const PERIOD_SECONDS = 60 * 60;

/** How many tickets and replies may be written in an hour: by one person with all of their tools, and by one account. */
export const TICKET_LIMITS = { person: 20, account: 60 } as const;

/** How many files one person may send in an hour, to attach them. */
export const FILES_AN_HOUR = 100;

/** Counts what is written to support, as each of it makes mails. */
export class TicketLimits {
  private readonly byPerson: RateLimiterPostgres;
  private readonly byAccount: RateLimiterPostgres;

  private readonly files: RateLimiterPostgres;

  constructor(db: DataSource) {
    this.byPerson = newLimiter(db, 'ticket-person', TICKET_LIMITS.person, PERIOD_SECONDS);
    this.byAccount = newLimiter(db, 'ticket-account', TICKET_LIMITS.account, PERIOD_SECONDS);
    this.files = newLimiter(db, 'ticket-files', FILES_AN_HOUR, PERIOD_SECONDS);
  }

  /** @throws ApiError RATE_LIMITED with retryAfterSeconds */
  async take({ accountId, userId }: UserViewer | TokenViewer): Promise<void> {
    const message = 'Too much was written to support in the last hour. Come back later';
    await takeOne(this.byPerson, userId, message);
    await takeOne(this.byAccount, accountId, message);
  }

  /** @throws ApiError RATE_LIMITED with retryAfterSeconds */
  takeFile({ userId }: UserViewer | TokenViewer): Promise<void> {
    return takeOne(this.files, userId, 'Too many files were sent in the last hour. Come back later');
  }
}

/** Who writes to support is a person, or a tool of one: no device has the right. */
export function writerOf(viewer: Viewer): UserViewer | TokenViewer {
  if (viewer.kind === 'device') throw new Error('A device wrote to support');
  return viewer;
}
