import { ApiError } from '../../core/errors.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import { License } from '../license.entity.ts';
import { changeLicense, requireFits } from '../license-changes.ts';
import { endOf, goesOn, noLicense } from '../license.service.ts';
import type { Product } from '../product.ts';
import { isGreater, PRODUCTS } from '../products.ts';

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

  /**
   * Says with which product the contract goes on at the end of its year.
   *
   * @param product a smaller one, which everything in use must fit into by then; null for the present one
   * @throws ApiError CONFLICT where it is no smaller one, or the contract does not go on; SEAT_LIMIT_REACHED and the like with
   *   the limit and the use where more is in use today than it allows
   */
  changeNextProduct(viewer: Viewer, product: Product | null): Promise<void> {
    const { accountId } = viewer;
    return this.ledger.write(accountId, async entry => {
      const license = await entry.sql.findOneBy(License, { accountId });
      if (!license) throw noLicense();
      if (product) {
        if (!goesOn(license)) throw new ApiError('CONFLICT', 'The contract does not go on', { renews: license.renews });
        if (!isGreater(license.product, product)) {
          throw new ApiError('CONFLICT', 'That is no smaller product', { product: license.product });
        }
        requireFits(license, PRODUCTS[product]);
      }
      await changeLicense(entry, license, { nextProduct: product }, actorOf(viewer));
    });
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
