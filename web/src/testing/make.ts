import type {
  AccountDetailsFragment,
  LicenseTabQuery,
  LicenseTermsFragment,
  LiveCountersFragment,
  OfferTermsFragment,
  UserFragment,
} from '../app/core/graphql/generated';

/** Rows as the server sends them, each with defaults that a spec overrides where its rule lies. */

export function counters(
  changes: Partial<LiveCountersFragment> = {},
): LiveCountersFragment & { __typename: 'Dashboard' } {
  return {
    __typename: 'Dashboard',
    connectedClients: 300,
    onlineClients: 214,
    activeSessions: 23,
    asOf: '2026-06-01T12:00:00Z',
    ...changes,
  };
}

export function license(changes: Partial<LicenseTermsFragment> = {}): LicenseTermsFragment & { __typename: 'License' } {
  return {
    __typename: 'License',
    id: 'license-1',
    product: 'ENTERPRISE',
    keyMasked: '•••••-K7QF',
    state: 'ACTIVE',
    isTrial: false,
    renews: true,
    nextProduct: null,
    expiresAt: '2027-06-01T12:00:00Z',
    terminatesAt: null,
    maxClients: 500,
    clientsUsed: 300,
    maxSessions: 50,
    sessionsUsed: 23,
    maxActiveDevices: null,
    activeDevicesUsed: 0,
    maxSessionLengthSeconds: 28_800,
    namespace: null,
    ...changes,
  };
}

export function account(
  changes: Partial<AccountDetailsFragment> = {},
): AccountDetailsFragment & { __typename: 'Account' } {
  return {
    __typename: 'Account',
    id: 'account-1',
    customerNumber: '4711-0815',
    email: 'it@northwind.example',
    contact: {
      name: 'Anna Kowalczyk',
      company: 'Northwind Traders',
      street: 'Speicherstraße 12',
      postalCode: '20457',
      city: 'Hamburg',
      country: 'DE',
      phone: '+49 40 123456',
    },
    paymentMethod: { kind: 'SEPA_DEBIT', summary: 'DE•• 42' },
    ...changes,
  };
}

export function licenseTab(dashboard: Partial<LiveCountersFragment> = {}): LicenseTabQuery {
  return { account: account(), license: license(), dashboard: counters(dashboard) };
}

export function user(changes: Partial<UserFragment> = {}): UserFragment & { __typename: 'UserViewer' } {
  return {
    __typename: 'UserViewer',
    id: 'user-1',
    email: 'anna@northwind.example',
    name: 'Anna Kowalczyk',
    role: 'OWNER',
    rights: ['ACCOUNT_READ'],
    account: { id: 'account-1', name: 'Northwind Traders' },
    preferences: { language: 'en', timeZone: 'Europe/Berlin' },
    ...changes,
  };
}

export function offer(changes: Partial<OfferTermsFragment> = {}): OfferTermsFragment & { __typename: 'Offer' } {
  return {
    __typename: 'Offer',
    product: 'POWER',
    namespace: null,
    takesEffectAt: '2026-06-01T12:00:00Z',
    paidUntil: '2027-06-01T12:00:00Z',
    restDays: 212,
    yearDays: 365,
    netCents: 10_000,
    vatCents: 1_900,
    grossCents: 11_900,
    vatBasisPoints: 1_900,
    currency: 'EUR',
    yearlyNetCents: 95_880,
    changes: [],
    ...changes,
  };
}
