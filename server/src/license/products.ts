import { Product } from './product.ts';

/** What a product allows, and what it costs. Null as a limit: unlimited. */
export interface ProductTerms {
  /** Seats: how many clients may be enrolled. */
  readonly maxClients: number | null;
  /** How many sessions that the account's clients started may be active at once. */
  readonly maxSessions: number | null;
  /** How many of the account's clients may be in a session at once. */
  readonly maxActiveDevices: number | null;
  readonly maxSessionLengthSeconds: number | null;
  /** What a year costs without tax, in cents. */
  readonly yearlyCents: number;
  /** Whether the account may make clients of its own. */
  readonly hasCustomClients: boolean;
}

/** The products there are. A license starts with these limits; an operator may set others for it. */
export const PRODUCTS: Readonly<Record<Product, ProductTerms>> = {
  [Product.ESSENTIALS]: {
    maxClients: 10,
    maxSessions: 1,
    maxActiveDevices: null,
    maxSessionLengthSeconds: null,
    yearlyCents: 15_480,
    hasCustomClients: false,
  },
  [Product.PERFORMANCE]: {
    maxClients: 100,
    maxSessions: 3,
    maxActiveDevices: null,
    maxSessionLengthSeconds: null,
    yearlyCents: 40_680,
    hasCustomClients: true,
  },
  [Product.POWER]: {
    maxClients: 500,
    maxSessions: 10,
    maxActiveDevices: 20,
    maxSessionLengthSeconds: null,
    yearlyCents: 95_880,
    hasCustomClients: false,
  },
  [Product.ENTERPRISE]: {
    maxClients: null,
    maxSessions: null,
    maxActiveDevices: null,
    maxSessionLengthSeconds: null,
    yearlyCents: 240_000,
    hasCustomClients: true,
  },
};

/** How many aliases of an own namespace are sold together. */
export const ALIAS_PACK = 100;
/** The most aliases that a namespace can hold. */
export const MAX_ALIASES = 10_000;

const NAMESPACE_YEARLY_CENTS = 9_600;
const FURTHER_PACK_YEARLY_CENTS = 4_800;

/**
 * What a namespace costs a year without tax, in cents: a base price with the first 100 aliases, and a price for each
 * further 100.
 */
export const namespaceYearlyCents = (maxAliases: number): number =>
  NAMESPACE_YEARLY_CENTS + FURTHER_PACK_YEARLY_CENTS * Math.max(0, Math.ceil(maxAliases / ALIAS_PACK) - 1);

const RANKS = Object.values(Product);

/** Whether one product is greater than another: Essentials, Performance, Power, Enterprise. */
export const isGreater = (product: Product, than: Product): boolean => RANKS.indexOf(product) > RANKS.indexOf(than);
