import type { NewAccount } from '../account/account.service.ts';
import { PaymentMethodKind } from '../account/account.type.ts';
import { UserRole } from '../account/user.entity.ts';
import { Product } from '../license/product.ts';
import type { ProductTerms } from '../license/products.ts';

export const DEMO_EMAIL = 'demo@example.com';
/** Of every user of the demo, which listens on this machine only. */
export const DEMO_PASSWORD = 'watch-the-fleet-live';

/** Something that an account was billed, and what became of it. */
export type DemoBill = { readonly daysAgo: number; readonly fate: 'paid' | 'open' | 'forgotten' | 'cancelled' } & (
  | { readonly year: Product; readonly aliases: number }
  | { readonly upgradeFrom: Product }
  | { readonly aliasesFrom: number; readonly aliases: number }
);

/** What one account of the demo is like. */
export interface AccountPlan {
  readonly account: Omit<NewAccount, 'owner'>;
  readonly owner: { readonly name: string; readonly email: string };
  readonly others: readonly { readonly name: string; readonly email: string; readonly role: UserRole }[];
  readonly product: Product;
  readonly limits: Partial<ProductTerms> & { readonly maxSessionLengthSeconds: number };
  /** For how many days from now on the license holds. */
  readonly holdsForDays: number;
  readonly namespace: string | null;
  readonly maxAliases: number;
  readonly fleet: {
    readonly hardwarePrefix: string;
    readonly domain: string;
    readonly count: number;
    readonly aliases: number;
    readonly supporters: number;
    readonly gone: number;
  };
  readonly sessions: number;
  /** What it was billed, the oldest first. */
  readonly bills: readonly DemoBill[];
}

/** The account that the demo shows. */
export const NORTHWIND: AccountPlan = {
  account: {
    name: 'Northwind Support',
    company: 'Northwind Support GmbH',
    street: 'Speicherstraße 14',
    postalCode: '10115',
    city: 'Berlin',
    country: 'DE',
    phone: '+49 30 5550 1420',
    paymentKind: PaymentMethodKind.SEPA_DEBIT,
    paymentSummary: 'DE•• •••• •••• 3704',
    paymentHolder: 'Northwind Support GmbH',
    mandateReference: 'M-NORTHWIND-1',
    mandates: 1,
  },
  owner: { name: 'Dana Nordmann', email: DEMO_EMAIL },
  others: [
    { name: 'Viktor Weiss', email: 'viewer@example.com', role: UserRole.VIEWER },
    { name: 'Amira Conti', email: 'accountant@example.com', role: UserRole.ACCOUNTANT },
  ],
  product: Product.ENTERPRISE,
  limits: { maxClients: 500, maxSessions: 60, maxSessionLengthSeconds: 8 * 3600 },
  holdsForDays: 214,
  namespace: 'northwind',
  maxAliases: 300,
  fleet: { hardwarePrefix: 'demo', domain: 'northwind.example', count: 300, aliases: 120, supporters: 25, gone: 20 },
  sessions: 20_000,
  bills: [
    { daysAgo: 516, year: Product.PERFORMANCE, aliases: 0, fate: 'paid' },
    { daysAgo: 430, upgradeFrom: Product.PERFORMANCE, fate: 'paid' },
    { daysAgo: 300, aliasesFrom: 0, aliases: 100, fate: 'paid' },
    { daysAgo: 151, year: Product.ENTERPRISE, aliases: 100, fate: 'paid' },
    { daysAgo: 120, aliasesFrom: 100, aliases: 1_000, fate: 'cancelled' },
    { daysAgo: 45, aliasesFrom: 100, aliases: 200, fate: 'forgotten' },
    { daysAgo: 5, aliasesFrom: 200, aliases: 300, fate: 'open' },
  ],
};

/** A second account, which shows that tenants are apart. */
export const CASCADE: AccountPlan = {
  account: {
    name: 'Cascade Crafts',
    company: 'Cascade Crafts Ltd',
    street: '8 Mill Lane',
    postalCode: 'BS1 5TY',
    city: 'Bristol',
    country: 'GB',
    phone: '+44 117 555 0182',
    paymentKind: PaymentMethodKind.INVOICE,
    paymentSummary: 'power@example.com',
  },
  owner: { name: 'Owen Carter', email: 'power@example.com' },
  others: [],
  product: Product.POWER,
  limits: { maxClients: 10, maxSessions: 2, maxActiveDevices: 3, maxSessionLengthSeconds: 2 * 3600 },
  holdsForDays: 21,
  namespace: null,
  maxAliases: 0,
  fleet: { hardwarePrefix: 'cascade', domain: 'cascade.example', count: 8, aliases: 0, supporters: 2, gone: 1 },
  sessions: 90,
  bills: [
    { daysAgo: 709, year: Product.POWER, aliases: 0, fate: 'paid' },
    { daysAgo: 344, year: Product.POWER, aliases: 0, fate: 'paid' },
  ],
};
