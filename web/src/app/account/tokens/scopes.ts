import type { TokenScope } from '../../core/graphql/generated';

/** What a scope is about, and whether it lets a tool change that or only see it. */
interface ScopePlace {
  /** The area's word, which is the text `account.tokens.area.<word>`. */
  readonly area: string;
  readonly kind: 'read' | 'write';
}

/** Every scope there is, by what it is about. */
const PLACES: Readonly<Record<TokenScope, ScopePlace>> = {
  CLIENTS_READ: { area: 'clients', kind: 'read' },
  CLIENTS_WRITE: { area: 'clients', kind: 'write' },
  SESSIONS_READ: { area: 'sessions', kind: 'read' },
  SESSIONS_WRITE: { area: 'sessions', kind: 'write' },
  EVENTS_READ: { area: 'events', kind: 'read' },
  LICENSE_READ: { area: 'license', kind: 'read' },
  LICENSE_KEY: { area: 'license-key', kind: 'write' },
  ACCOUNT_READ: { area: 'account', kind: 'read' },
  ACCOUNT_WRITE: { area: 'account', kind: 'write' },
  FILES_READ: { area: 'files', kind: 'read' },
  FILES_WRITE: { area: 'files', kind: 'write' },
  INVOICES_READ: { area: 'invoices', kind: 'read' },
  TICKETS_READ: { area: 'tickets', kind: 'read' },
  TICKETS_WRITE: { area: 'tickets', kind: 'write' },
};

/** One thing that a token can see or change. */
export interface ScopeArea {
  readonly word: string;
  readonly read?: TokenScope;
  readonly write?: TokenScope;
}

/** Scopes by what they are about, in a settled order. */
export function areasOf(scopes: readonly TokenScope[]): ScopeArea[] {
  const areas = new Map<string, ScopeArea>();
  for (const [scope, { area, kind }] of Object.entries(PLACES) as [TokenScope, ScopePlace][]) {
    if (scopes.includes(scope)) areas.set(area, { ...areas.get(area), word: area, [kind]: scope });
  }
  return [...areas.values()];
}

export const ALL_SCOPES = Object.keys(PLACES) as TokenScope[];
