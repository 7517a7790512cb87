import type { EntityManager } from 'typeorm';
import { Account } from '../../account/account.entity.ts';
import { ApiError } from '../../core/errors.ts';
import { License } from '../../license/license.entity.ts';
import { noLicense } from '../../license/license.service.ts';

/** A namespace that an account has. */
export interface OwnNamespace {
  readonly name: string;
  readonly maxAliases: number;
  /** False where the operator has given it: then no year of it is charged. */
  readonly isBought: boolean;
}

/** What an order hangs on. */
export interface Customer {
  readonly account: Account;
  readonly license: License;
  readonly namespace: OwnNamespace | null;
}

/** @throws ApiError NOT_FOUND where the account has no license */
export async function customerOf(sql: EntityManager, accountId: string): Promise<Customer> {
  const account = await sql.findOneByOrFail(Account, { id: accountId });
  const license = await sql.findOneBy(License, { accountId });
  if (!license) throw noLicense();
  const [namespace]: OwnNamespace[] = await sql.query(
    `SELECT name, max_aliases AS "maxAliases", bought_at IS NOT NULL AS "isBought" FROM namespace
     WHERE account_id = $1 AND max_aliases IS NOT NULL ORDER BY name LIMIT 1`,
    [accountId],
  );
  return { account, license, namespace: namespace ?? null };
}

/**
 * An invoice names its buyer with an address.
 *
 * @throws ApiError CONTACT_INCOMPLETE with the names of the fields that are missing
 */
export function requireAddress(account: Account): void {
  const missing = (['street', 'city', 'country'] as const).filter(field => !account[field]);
  if (missing.length > 0) {
    throw new ApiError('CONTACT_INCOMPLETE', 'An invoice needs the address of the buyer', { missing });
  }
}
