import { ApiError } from '../core/errors.ts';
import type { Actor } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { Ledger } from '../events/ledger.ts';
import { accountEnded } from '../events/live/endings.ts';
import type { Revocation } from './principals/revocation.ts';

const SUSPEND = 'UPDATE account SET suspended_at = $2 WHERE id = $1 AND suspended_at IS NULL';
const UNSUSPEND = 'UPDATE account SET suspended_at = NULL WHERE id = $1 AND suspended_at IS NOT NULL';

/** Shuts an account and opens it again, for the operator. */
export class AccountSuspension {
  constructor(
    private readonly ledger: Ledger,
    private readonly revocation: Revocation,
  ) {}

  /**
   * Nobody and nothing of the account is let in any more; what is connected is closed before this resolves. Sign-ins and
   * tokens hold again once it is opened.
   *
   * @throws ApiError NOT_FOUND where there is no such account, CONFLICT where it is suspended already
   */
  async suspend(accountId: string, actor: Actor): Promise<void> {
    await this.ledger.write(accountId, async entry => {
      const [, changed]: [unknown, number] = await entry.sql.query(SUSPEND, [accountId, entry.now]);
      if (changed === 0) throw new ApiError('CONFLICT', 'The account is suspended already');
      entry.append({ accountId, type: EventType.ACCOUNT_SUSPENDED, actor });
    });
    await this.revocation.enforce([accountEnded(accountId)]);
  }

  /** @throws ApiError NOT_FOUND where there is no such account, CONFLICT where it is not suspended */
  async unsuspend(accountId: string, actor: Actor): Promise<void> {
    await this.ledger.write(accountId, async entry => {
      const [, changed]: [unknown, number] = await entry.sql.query(UNSUSPEND, [accountId]);
      if (changed === 0) throw new ApiError('CONFLICT', 'The account is not suspended');
      entry.append({ accountId, type: EventType.ACCOUNT_UNSUSPENDED, actor });
    });
  }
}
