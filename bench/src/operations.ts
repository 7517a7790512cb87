/** What the hot pages ask: the dashboard, the first pages of clients and sessions, and a client with its last sessions. */
export const OPERATIONS = {
  dashboard: {
    bar: 0.7,
    query: `query Dashboard { dashboard { connectedClients onlineClients activeSessions asOf }
      license { product expiresAt maxClients clientsUsed maxSessions sessionsUsed } }`,
  },
  clients: {
    bar: 0.8,
    query: `query Clients { clients(first: 50) {
      nodes { id alias presence onlineSince lastSeenAt version platform hostName comment }
      pageInfo { hasNextPage endCursor } } }`,
  },
  sessions: {
    bar: 0.8,
    query: `query Sessions { sessions(first: 50) {
      nodes { id from { clientId alias } to { clientId alias } isActive startedAt endedAt endReason durationSeconds comment }
      pageInfo { hasNextPage endCursor } } }`,
  },
  client: {
    bar: 0.8,
    query: `query Client($id: ID!) { client(id: $id) {
      id alias presence onlineSince lastSeenAt version platform hostName comment
      lastSessions { id from { clientId alias } to { clientId alias } isActive startedAt endedAt durationSeconds } } }`,
  },
} as const;

export type OperationName = keyof typeof OPERATIONS;
