import { ApiError } from '../../core/errors.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import { License } from '../license.entity.ts';
import { endOf, noLicense } from '../license.service.ts';

// Each step asks in its own WHERE whether it may still be taken: a renewal may have come first.
const TERMINATE = `
  UPDATE license SET terminates_at = expires_at, next_product = NULL
  WHERE account_id = $1 AND terminates_at IS NULL AND date_trunc('milliseconds', expires_at) = $2 AND expires_at > $3`;
const WITHDRAW = 'UPDATE license SET terminates_at = NULL WHERE account_id = $1 AND terminates_at > $2';

/** Ends contracts, and lets them go on. */
export class ContractService {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Terminates the contract to the end of its period, until when everything goes on.
   *
   * @param runsUntil the end that the person has agreed to
   * @throws ApiError NOT_FOUND where there is no license; CONFLICT, with expiresAt and terminatesAt as they are, where it
   *   was terminated before, has expired, or ends at another moment by now
   */
  terminate(viewer: Viewer, runsUntil: Date): Promise<void> {
    const refusal = 'The contract cannot be terminated to that moment';
    return this.change(viewer, TERMINATE, [runsUntil], EventType.CONTRACT_TERMINATED, refusal);
  }

  /**
   * Takes a termination back.
   *
   * @throws ApiError NOT_FOUND where there is no license; CONFLICT where it was not terminated, or its end has come
   */
  withdraw(viewer: Viewer): Promise<void> {
    return this.change(viewer, WITHDRAW, [], EventType.TERMINATION_WITHDRAWN, 'There is no termination to take back');
  }

  private change(
    viewer: Viewer,
    statement: string,
    values: readonly unknown[],
    type: EventType,
    refusal: string,
  ): Promise<void> {
    const { accountId } = viewer;
    return this.ledger.write(accountId, async entry => {
      const [, changed]: [unknown, number] = await entry.sql.query(statement, [accountId, ...values, entry.now]);
      const license = await entry.sql.findOneBy(License, { accountId });
      if (!license) throw noLicense();
      if (changed === 0) {
        const { expiresAt, terminatesAt } = license;
        throw new ApiError('CONFLICT', refusal, { expiresAt, terminatesAt });
      }
      entry.append({ accountId, type, actor: actorOf(viewer), data: { runsUntil: endOf(license).toISOString() } });
    });
  }
}
