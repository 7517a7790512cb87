import { ApiError, type ErrorCode } from '../core/errors.ts';
import type { Actor } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { Entry } from '../events/ledger.ts';
import { License } from './license.entity.ts';
import type { Product } from './product.ts';
import { PRODUCTS } from './products.ts';

/** What of a license can be changed. */
export type LicenseChange = Partial<
  Pick<
    License,
    | 'product'
    | 'expiresAt'
    | 'terminatesAt'
    | 'renews'
    | 'nextProduct'
    | 'agreedYearlyCents'
    | 'isTrial'
    | 'isOnPremises'
    | keyof Limits
  >
>;

/** The limits of a license. Null: unlimited. */
export type Limits = Pick<License, 'maxClients' | 'maxSessions' | 'maxActiveDevices' | 'maxSessionLengthSeconds'>;

interface Bound {
  readonly limit: 'maxClients' | 'maxSessions' | 'maxActiveDevices';
  readonly used: 'clientsUsed' | 'sessionsUsed' | 'activeDevicesUsed';
  readonly code: ErrorCode;
}

/** The limits whose use is counted, and what is said where it is over them. */
const BOUNDS: readonly Bound[] = [
  { limit: 'maxClients', used: 'clientsUsed', code: 'SEAT_LIMIT_REACHED' },
  { limit: 'maxSessions', used: 'sessionsUsed', code: 'SESSION_LIMIT_REACHED' },
  { limit: 'maxActiveDevices', used: 'activeDevicesUsed', code: 'DEVICE_LIMIT_REACHED' },
];

/**
 * Changes a license, and says in the log in what.
 *
 * @returns what has changed
 * @throws ApiError SEAT_LIMIT_REACHED, SESSION_LIMIT_REACHED or DEVICE_LIMIT_REACHED, with the new limit and the use, where
 *   more is in use than the new limit allows: that must be freed first
 */
export async function changeLicense(
  entry: Entry,
  license: License,
  change: LicenseChange,
  actor: Actor,
): Promise<string[]> {
  const wanted = Object.entries(change) as [keyof LicenseChange, unknown][];
  const changed = wanted.filter(([field, value]) => !isSame(license[field], value)).map(([field]) => field);
  if (changed.length === 0) return [];

  const { accountId } = license;
  requireFits(license, change);
  await entry.sql.update(License, { accountId }, change);
  entry.append({ accountId, type: EventType.LICENSE_CHANGED, actor, data: { changed } });
  return changed;
}

/**
 * @throws ApiError SEAT_LIMIT_REACHED, SESSION_LIMIT_REACHED or DEVICE_LIMIT_REACHED, with limit and used, where more is in
 *   use than the limits allow
 */
export function requireFits(license: License, limits: Partial<Limits>): void {
  for (const { limit, used, code } of BOUNDS) {
    const max = limits[limit] ?? null;
    if (max === null || license[used] <= max) continue;
    throw new ApiError(code, 'More is in use than the limit would allow', { limit: max, used: license[used] });
  }
}

/** Whether no more is in use than the limits allow. */
export const fits = (license: License, limits: Limits): boolean =>
  BOUNDS.every(({ limit, used }) => limits[limit] === null || license[used] <= limits[limit]);

/**
 * The limits that a license has as another product: those of the product, but that a limit which was agreed on beyond the
 * product's own stays where it is the wider one.
 */
export function limitsAs(license: License, product: Product): Limits {
  const [before, after] = [PRODUCTS[license.product], PRODUCTS[product]];
  const limitAs = (limit: keyof Limits): number | null =>
    license[limit] === before[limit] ? after[limit] : wider(license[limit], after[limit]);
  return {
    maxClients: limitAs('maxClients'),
    maxSessions: limitAs('maxSessions'),
    maxActiveDevices: limitAs('maxActiveDevices'),
    maxSessionLengthSeconds: limitAs('maxSessionLengthSeconds'),
  };
}

const wider = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : Math.max(one, other);

const isSame = (one: unknown, other: unknown): boolean =>
  one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;
