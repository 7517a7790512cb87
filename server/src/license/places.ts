import { ApiError, type ErrorCode } from '../core/errors.ts';
import type { Entry } from '../events/ledger.ts';

/** A limit of the license, the column that counts its use, and what is said when it is reached. */
interface Place {
  readonly limit: 'max_clients' | 'max_sessions' | 'max_active_devices';
  readonly used: 'clients_used' | 'sessions_used' | 'active_devices_used';
  readonly code: ErrorCode;
  readonly refusal: string;
}

const SEAT: Place = {
  limit: 'max_clients',
  used: 'clients_used',
  code: 'SEAT_LIMIT_REACHED',
  refusal: 'Every seat of the license is taken. Removing a client frees one',
};
const SESSION: Place = {
  limit: 'max_sessions',
  used: 'sessions_used',
  code: 'SESSION_LIMIT_REACHED',
  refusal: 'The license allows no further session at once. The end of a session frees a place',
};
const ACTIVE_DEVICE: Place = {
  limit: 'max_active_devices',
  used: 'active_devices_used',
  code: 'DEVICE_LIMIT_REACHED',
  refusal: "The license allows no further device to be in a session. The end of a device's sessions frees a place",
};

/**
 * The places that a license has: seats, sessions and active devices. Each is taken by one conditional statement in the
 * transaction of what takes it, so that not even fifty racers get more places than there are.
 */
export class Places {
  /** @throws ApiError SEAT_LIMIT_REACHED with limit and used */
  readonly takeSeat = (entry: Entry, accountId: string): Promise<void> => take(entry, accountId, SEAT);

  readonly releaseSeat = (entry: Entry, accountId: string): Promise<void> => release(entry, accountId, SEAT, 1);

  /** @throws ApiError SESSION_LIMIT_REACHED with limit and used */
  readonly takeSession = (entry: Entry, accountId: string): Promise<void> => take(entry, accountId, SESSION);

  readonly releaseSessions = (entry: Entry, accountId: string, count = 1): Promise<void> =>
    release(entry, accountId, SESSION, count);

  /** For a client's first active session. @throws ApiError DEVICE_LIMIT_REACHED with limit and used */
  readonly takeActiveDevice = (entry: Entry, accountId: string): Promise<void> => take(entry, accountId, ACTIVE_DEVICE);

  /** For the end of a client's last active session. */
  readonly releaseActiveDevices = (entry: Entry, accountId: string, count = 1): Promise<void> =>
    release(entry, accountId, ACTIVE_DEVICE, count);
}

async function take(entry: Entry, accountId: string, { limit, used, code, refusal }: Place): Promise<void> {
  const [, taken]: [unknown, number] = await entry.sql.query(
    `UPDATE license SET ${used} = ${used} + 1 WHERE account_id = $1 AND (${limit} IS NULL OR ${used} < ${limit})`,
    [accountId],
  );
  if (taken === 1) return;

  const facts: { limit: number; used: number }[] = await entry.sql.query(
    `SELECT ${limit} AS "limit", ${used} AS used FROM license WHERE account_id = $1`,
    [accountId],
  );
  throw new ApiError(code, refusal, facts[0]);
}

async function release(entry: Entry, accountId: string, { used }: Place, count: number): Promise<void> {
  if (count === 0) return;
  await entry.sql.query(`UPDATE license SET ${used} = ${used} - $2 WHERE account_id = $1`, [accountId, count]);
}
