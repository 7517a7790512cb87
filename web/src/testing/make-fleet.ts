import type {
  ClientDetailsFragment,
  ClientRowFragment,
  ClientSessionFragment,
  SessionDetailsFragment,
  SessionRowFragment,
} from '../app/core/graphql/generated';

/** Clients and sessions as the server sends them, each with defaults that a spec overrides where its rule lies. */

export function clientRow(changes: Partial<ClientRowFragment> = {}): ClientRowFragment & { __typename: 'Client' } {
  return {
    __typename: 'Client',
    id: '123456789',
    alias: 'reception@northwind',
    presence: 'ONLINE',
    onlineSince: '2026-06-01T09:00:00Z',
    lastSeenAt: '2026-06-01T11:59:50Z',
    version: '8.0.10',
    platform: 'WINDOWS',
    hostName: 'ws-hamburg-1',
    comment: null,
    suspectedCloneAt: null,
    ...changes,
  };
}

export function clientDetails(changes: Partial<ClientDetailsFragment> = {}) {
  return {
    ...clientRow(),
    aliases: ['reception@northwind'],
    enrolledAt: '2025-03-07T16:23:00Z',
    clockSkewSeconds: null,
    connectionType: 'BOTH',
    connectUrl: 'anydesk:123456789',
    customClient: null,
    lastSessions: [] as ClientSessionFragment[],
    ...changes,
  } satisfies ClientDetailsFragment & { lastSessions: ClientSessionFragment[] };
}

/** One of the two ends of a session. */
export const party = (clientId: string, alias: string | null = null) => ({
  __typename: 'SessionParty' as const,
  clientId,
  alias,
  isOwn: true,
});

/** From 123456789 to 200000000, since 11:30. */
export function clientSession(changes: Partial<ClientSessionFragment> = {}) {
  return {
    __typename: 'Session',
    id: '7001',
    isActive: true,
    requestedAt: '2026-06-01T11:29:50Z',
    startedAt: '2026-06-01T11:30:00Z',
    endedAt: null,
    durationSeconds: 1800,
    endReason: null,
    closing: null,
    from: party('123456789', 'reception@northwind'),
    to: party('200000000'),
    ...changes,
  } satisfies ClientSessionFragment & { __typename: string };
}

/** As `clientSession`, with what the log shows. */
export function sessionRow(changes: Partial<SessionRowFragment> = {}) {
  return { ...clientSession(), comment: null, ...changes } as SessionRowFragment & { __typename: 'Session' };
}

/** As `sessionRow`, with what its page shows. */
export function sessionDetails(changes: Partial<SessionDetailsFragment> = {}) {
  return {
    ...sessionRow(),
    confirmedAt: '2026-06-01T11:59:50Z',
    endsBy: null,
    closeRequest: null,
    heldBy: [{ __typename: 'SessionHolder', clientId: '123456789', presence: 'ONLINE', lastSeenAt: null }],
    ...changes,
  } as SessionDetailsFragment & { __typename: 'Session' };
}
