import { addYears } from '../../core/time/dates.ts';
import { ApiError } from '../../core/errors.ts';
import { vatOf } from '../../core/money.ts';
import type { License } from '../../license/license.entity.ts';
import { type Limits, limitsAs } from '../../license/license-changes.ts';
import { endOf, goesOn } from '../../license/license.service.ts';
import { restCents, type Rest, restOf } from '../../license/prices.ts';
import type { Product } from '../../license/product.ts';
import { isGreater, namespaceYearlyCents, PRODUCTS } from '../../license/products.ts';
import type { NewLine } from '../issue/invoice-writer.ts';
import type { Tax } from '../issue/tax.ts';
import type { Customer, OwnNamespace } from './customer.ts';
import { LicenseLimit, type LimitChange, type Offer } from './offer.type.ts';

/** An offer, and what the invoice would be over. */
export interface Draft {
  readonly offer: Offer;
  readonly lines: readonly NewLine[];
}

const NO_REST: Rest = { days: 0, of: 365 };

/** Whether whoever has this license begins a contract anew with an order: it was a trial, or holds no longer. */
export const beginsAnew = (license: License, now: Date): boolean =>
  license.isTrial || (endOf(license) <= now && !goesOn(license));

/** What a year of the license costs without tax, in cents. */
export const yearlyCentsOf = ({ product, agreedYearlyCents }: License): number =>
  agreedYearlyCents ?? PRODUCTS[product].yearlyCents;

/** What another product would change and cost. The present one only begins a contract anew. */
export function productOffer({ license, namespace }: Customer, product: Product, tax: Tax, now: Date): Draft {
  const { expiresAt } = license;
  const yearlyNetCents = PRODUCTS[product].yearlyCents;
  const about = { product, namespace: null, yearlyNetCents };
  if (beginsAnew(license, now)) {
    const rest = restOf(now, addYears(now, 1));
    const lines = yearOf(product, yearlyNetCents, namespace, now);
    return drafted(
      { ...about, takesEffectAt: now, paidUntil: addYears(now, 1) },
      rest,
      lines,
      tax,
      changesTo(license, limitsAs(license, product)),
    );
  }
  if (!isGreater(product, license.product)) {
    const changes = changesTo(license, PRODUCTS[product]);
    return drafted({ ...about, takesEffectAt: expiresAt, paidUntil: expiresAt }, NO_REST, [], tax, changes);
  }
  const rest = restOf(now, expiresAt);
  const line: NewLine = {
    text: texts => texts.upgrade(license.product, product, rest),
    from: now,
    to: expiresAt,
    netCents: restCents(Math.max(0, yearlyNetCents - yearlyCentsOf(license)), rest),
  };
  const changes = changesTo(license, limitsAs(license, product));
  return drafted({ ...about, takesEffectAt: now, paidUntil: expiresAt }, rest, [line], tax, changes);
}

/**
 * What a namespace, or more aliases in the one that there is, would cost.
 *
 * @throws ApiError LICENSE_EXPIRED where the license holds no longer, CONFLICT for a trial, for a second namespace and for
 *   no more aliases than there are
 */
export function namespaceOffer(
  { license, namespace }: Customer,
  { name, maxAliases }: { readonly name: string; readonly maxAliases: number },
  tax: Tax,
  now: Date,
): Draft {
  if (license.isTrial) throw new ApiError('CONFLICT', 'A trial has no namespace: choose a product first');
  if (beginsAnew(license, now)) {
    throw new ApiError('LICENSE_EXPIRED', 'The license no longer holds', { expiredAt: endOf(license).toISOString() });
  }
  if (namespace && namespace.name !== name) {
    throw new ApiError('CONFLICT', 'The account has a namespace', { namespace: namespace.name });
  }
  const before = namespace?.maxAliases ?? 0;
  if (maxAliases <= before) {
    throw new ApiError('CONFLICT', 'The namespace holds as many aliases', { maxAliases: before });
  }
  const { expiresAt } = license;
  const rest = restOf(now, expiresAt);
  const yearlyNetCents = namespaceYearlyCents(maxAliases);
  const line: NewLine = {
    text: texts =>
      namespace ? texts.moreAliases(name, before, maxAliases, rest) : texts.namespace(name, maxAliases, rest),
    from: now,
    to: expiresAt,
    netCents: restCents(yearlyNetCents - (namespace ? namespaceYearlyCents(before) : 0), rest),
  };
  const about = { product: null, namespace: name, yearlyNetCents, takesEffectAt: now, paidUntil: expiresAt };
  const change = { limit: LicenseLimit.ALIASES, from: before, to: maxAliases, mustFree: 0 };
  return drafted(about, rest, [line], tax, [change]);
}

/** What a year of a contract is billed as: the product, and the namespace that was bought. */
export function yearOf(product: Product, yearlyCents: number, namespace: OwnNamespace | null, from: Date): NewLine[] {
  const to = addYears(from, 1);
  const line: NewLine = { text: texts => texts.product(product), from, to, netCents: yearlyCents };
  if (!namespace?.isBought) return [line];
  const { name, maxAliases } = namespace;
  const netCents = namespaceYearlyCents(maxAliases);
  return [line, { text: texts => texts.namespace(name, maxAliases), from, to, netCents }];
}

type About = Pick<Offer, 'product' | 'namespace' | 'yearlyNetCents' | 'takesEffectAt' | 'paidUntil'>;

function drafted(about: About, rest: Rest, lines: readonly NewLine[], tax: Tax, changes: LimitChange[]): Draft {
  const netCents = lines.reduce((sum, line) => sum + line.netCents, 0);
  const vatCents = lines.reduce((sum, line) => sum + vatOf(line.netCents, tax.basisPoints), 0);
  const sums = {
    netCents,
    vatCents,
    grossCents: netCents + vatCents,
    vatBasisPoints: tax.basisPoints,
    currency: 'EUR',
  };
  return { lines, offer: { ...about, ...sums, restDays: rest.days, yearDays: rest.of, changes } };
}

const LIMITS = [
  [LicenseLimit.CLIENTS, 'maxClients', 'clientsUsed'],
  [LicenseLimit.SESSIONS, 'maxSessions', 'sessionsUsed'],
  [LicenseLimit.ACTIVE_DEVICES, 'maxActiveDevices', 'activeDevicesUsed'],
  [LicenseLimit.SESSION_LENGTH, 'maxSessionLengthSeconds', null],
] as const;

function changesTo(license: License, limits: Limits): LimitChange[] {
  return LIMITS.flatMap(([limit, max, used]) => {
    const [from, to] = [license[max], limits[max]];
    const mustFree = to === null || used === null ? 0 : Math.max(0, license[used] - to);
    return from === to ? [] : [{ limit, from, to, mustFree }];
  });
}
