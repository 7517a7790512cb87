import type { OperationName } from './operations.ts';
import type { Statement } from './record.ts';

/** An operation and the statements that answer it. */
export interface Recorded {
  readonly operation: OperationName;
  readonly statements: readonly Statement[];
}

/** A row as the driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

const cursorOf = (key: readonly unknown[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

const client = (row: Row) => ({
  id: row['id'],
  alias: row['alias'],
  presence: row['presence'],
  onlineSince: row['onlineSince'],
  lastSeenAt: row['lastSeenAt'],
  version: row['version'],
  platform: row['platform'],
  hostName: row['hostName'],
  comment: row['comment'],
});

function ends(row: Row) {
  return {
    id: row['id'],
    from: { clientId: row['from_client_id'], alias: row['from_alias'] },
    to: { clientId: row['to_client_id'], alias: row['to_alias'] },
    isActive: row['ended_at'] === null,
    startedAt: row['started_at'],
    endedAt: row['ended_at'],
  };
}

function durationSeconds(row: Row): number {
  const end = (row['ended_at'] as Date | null) ?? new Date();
  return Math.max(0, Math.floor((end.getTime() - (row['started_at'] as Date).getTime()) / 1000));
}

/** The page without the row that only tells whether there are more. */
const page = (rows: readonly Row[]): readonly Row[] => rows.slice(0, 50);

/** What the answers are made of, by hand, as one would without a GraphQL server. Rows come as their statements did. */
export const SHAPES: Readonly<Record<OperationName, (results: readonly (readonly Row[])[]) => unknown>> = {
  dashboard: ([tallies = [], licenses = []]) => {
    const [tally = {}, license = {}] = [tallies[0], licenses[0]];
    return {
      dashboard: {
        connectedClients: tally['connectedClients'],
        onlineClients: tally['onlineClients'],
        activeSessions: tally['activeSessions'],
        asOf: new Date(),
      },
      license: {
        product: license['product'],
        expiresAt: license['expiresAt'],
        maxClients: license['maxClients'],
        clientsUsed: license['clientsUsed'],
        maxSessions: license['maxSessions'],
        sessionsUsed: license['sessionsUsed'],
      },
    };
  },

  clients: ([rows = []]) => {
    const last = page(rows).at(-1);
    return {
      clients: {
        nodes: page(rows).map(client),
        pageInfo: { hasNextPage: rows.length > 50, endCursor: last && cursorOf([last['place'], last['id']]) },
      },
    };
  },

  sessions: ([rows = []]) => {
    const last = page(rows).at(-1);
    return {
      sessions: {
        nodes: page(rows).map(row => ({
          ...ends(row),
          endReason: row['end_reason'],
          durationSeconds: durationSeconds(row),
          comment: row['comment'],
        })),
        pageInfo: {
          hasNextPage: rows.length > 50,
          endCursor: last && cursorOf([(last['started_at'] as Date).toISOString(), last['id']]),
        },
      },
    };
  },

  client: ([clients = [], sessions = []]) => {
    const [row = {}] = clients;
    const lastSessions = sessions.map(session => ({ ...ends(session), durationSeconds: durationSeconds(session) }));
    return { client: { ...client(row), lastSessions } };
  },
};
