import { ApiError } from '../../core/errors.ts';
import { isUuid } from '../../core/ids.ts';
import { Right, type UserViewer } from '../../core/viewer.ts';
import type { Entry } from '../../events/ledger.ts';
import { RIGHTS_OF } from '../roles.ts';
import { User, UserRole } from '../user.entity.ts';

/** How many people an account has at most, those who are invited counted. */
export const MOST_PEOPLE = 200;

/**
 * The viewer's own row, under the lock of the account: what the viewer may is looked at once more, as it may have been
 * changed since the request came in.
 *
 * @throws ApiError FORBIDDEN where the viewer may not change people any more
 */
export async function requireManager(entry: Entry, { accountId, userId }: UserViewer): Promise<User> {
  const manager = await entry.sql.findOneBy(User, { accountId, id: userId });
  if (!manager || manager.suspendedAt || !RIGHTS_OF[manager.role].has(Right.PEOPLE)) {
    throw new ApiError('FORBIDDEN', 'You lack the right to do this', { right: Right.PEOPLE });
  }
  return manager;
}

/** @throws ApiError FORBIDDEN where somebody who is no owner makes one, or changes one */
export function requireMayTouch(manager: User, ...roles: readonly UserRole[]): void {
  if (manager.role === UserRole.OWNER || !roles.includes(UserRole.OWNER)) return;
  throw new ApiError('FORBIDDEN', 'Only an owner makes or changes owners', { right: Right.CONTRACT });
}

/** @throws ApiError NOT_FOUND where the account has no such user */
export async function requireUser(entry: Entry, accountId: string, id: string): Promise<User> {
  const user = isUuid(id) ? await entry.sql.findOneBy(User, { accountId, id }) : null;
  if (!user) throw new ApiError('NOT_FOUND', 'The account has no such user');
  return user;
}

/**
 * Runs a change of users. The database itself refuses one that leaves the account without an owner who can sign in.
 *
 * @throws ApiError CONFLICT in that case
 */
export async function keepingAnOwner<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    const { constraint } = (error as { driverError?: { constraint?: string } }).driverError ?? {};
    if (constraint !== 'ck_account_has_owner') throw error;
    throw new ApiError('CONFLICT', 'An account has at least one owner who is not suspended');
  }
}
