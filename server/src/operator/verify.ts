import type { DataSource } from 'typeorm';

/** A number that the database keeps, and that is not what can be counted. */
export interface Difference {
  /** Null where it is of the whole portal. */
  readonly accountId: string | null;
  /** The table and column, and which row of it where an account has several. */
  readonly what: string;
  readonly stored: number;
  readonly counted: number;
}

// Each answers one row a thing: account_id, stored, counted and, where an account has several, which.
const COUNTS: Readonly<Record<string, string>> = {
  'account_tally.clients': `
    SELECT t.account_id, t.clients AS stored, count(c.id) AS counted
    FROM account_tally t LEFT JOIN client c ON c.account_id = t.account_id GROUP BY t.account_id`,

  'account_tally.clients_online': `
    SELECT t.account_id, t.clients_online AS stored, count(c.id) AS counted
    FROM account_tally t LEFT JOIN client c ON c.account_id = t.account_id AND c.presence <> 'OFFLINE' GROUP BY t.account_id`,

  'account_tally.sessions_active': `
    SELECT t.account_id, t.sessions_active AS stored, count(s.id) AS counted
    FROM account_tally t LEFT JOIN session s ON s.account_id = t.account_id AND s.ended_at IS NULL GROUP BY t.account_id`,

  // The log may have lost its beginning to retention, but nothing after it.
  'account_tally.seq': `
    SELECT t.account_id, t.seq AS stored, coalesce(max(e.seq), t.seq) AS counted
    FROM account_tally t LEFT JOIN event e ON e.account_id = t.account_id GROUP BY t.account_id`,
  'event.seq': `
    SELECT e.account_id, max(e.seq) - min(e.seq) + 1 AS stored, count(*) AS counted FROM event e GROUP BY e.account_id`,

  'license.clients_used': `
    SELECT l.account_id, l.clients_used AS stored, count(c.id) AS counted
    FROM license l LEFT JOIN client c ON c.account_id = l.account_id GROUP BY l.account_id, l.clients_used`,
  'license.sessions_used': `
    SELECT l.account_id, l.sessions_used AS stored, count(s.id) AS counted
    FROM license l LEFT JOIN session s ON s.account_id = l.account_id AND s.ended_at IS NULL AND s.takes_place
    GROUP BY l.account_id, l.sessions_used`,
  'license.active_devices_used': `
    SELECT l.account_id, l.active_devices_used AS stored, count(DISTINCT v.client_id) AS counted
    FROM license l LEFT JOIN session s ON s.account_id = l.account_id AND s.ended_at IS NULL
    LEFT JOIN LATERAL (VALUES (s.from_client_id, s.from_own), (s.to_client_id, s.to_own)) v (client_id, own) ON v.own
    GROUP BY l.account_id, l.active_devices_used`,

  'client.active_sessions': `
    SELECT c.account_id, c.id AS which, c.active_sessions AS stored, count(s.id) AS counted
    FROM client c LEFT JOIN session s ON s.account_id = c.account_id AND s.ended_at IS NULL
      AND ((s.from_own AND s.from_client_id = c.id) OR (s.to_own AND s.to_client_id = c.id))
    GROUP BY c.account_id, c.id, c.active_sessions`,
  'client_number.account_id': `
    SELECT c.account_id, c.id AS which, 1 AS stored, count(n.number) AS counted
    FROM client c LEFT JOIN client_number n ON n.number = c.id AND n.account_id = c.account_id GROUP BY c.account_id, c.id`,
  'client.alias': `
    SELECT c.account_id, c.id AS which, 1 AS stored, count(a.name) AS counted
    FROM client c LEFT JOIN alias a ON a.account_id = c.account_id AND a.client_id = c.id
      AND a.released_at IS NULL AND a.name || '@' || a.namespace = c.alias
    WHERE c.alias IS NOT NULL GROUP BY c.account_id, c.id`,

  'namespace.aliases_used': `
    SELECT n.account_id, n.name AS which, n.aliases_used AS stored, count(a.name) AS counted
    FROM namespace n LEFT JOIN alias a ON a.namespace = n.name AND a.account_id = n.account_id AND a.released_at IS NULL
    WHERE n.account_id IS NOT NULL GROUP BY n.account_id, n.name, n.aliases_used`,

  'invoice.gross_cents': `
    SELECT i.account_id, i.number AS which, i.gross_cents AS stored, sum((l->>'netCents')::int + (l->>'vatCents')::int) AS counted
    FROM invoice i LEFT JOIN LATERAL jsonb_array_elements(i.lines) l ON true
    GROUP BY i.account_id, i.number, i.gross_cents`,
  invoice_number: `
    SELECT i.account_id, i.number AS which, 1 AS stored, count(n.number) AS counted
    FROM invoice i LEFT JOIN invoice_number n ON n.account_id = i.account_id AND n.invoice_id = i.id AND n.number = i.number
    GROUP BY i.account_id, i.number`,
  // A number that was given and is nobody's would be a gap.
  'invoice_counter.last': `
    SELECT NULL::uuid AS account_id, c.year::text AS which, c.last AS stored, count(n.number) AS counted
    FROM invoice_counter c LEFT JOIN invoice_number n ON n.year = c.year AND n.place <= c.last
    GROUP BY c.year, c.last`,

  'session_bucket.sessions': `
    SELECT t.account_id, (SELECT coalesce(sum(b.sessions), 0) FROM session_bucket b WHERE b.account_id = t.account_id) AS stored,
      (SELECT count(*) FROM session s WHERE s.account_id = t.account_id) AS counted
    FROM account_tally t`,
};

/**
 * Counts anew what the database keeps as numbers, in one consistent view, and answers where the two differ: nowhere, if
 * nothing is broken. It reads every client, session and event.
 */
export function verify(db: DataSource): Promise<Difference[]> {
  return db.transaction('REPEATABLE READ', async sql => {
    const differences: Difference[] = [];
    for (const [what, counts] of Object.entries(COUNTS)) {
      const rows: { account_id: string | null; which?: string; stored: string; counted: string }[] = await sql.query(
        `SELECT * FROM (${counts}) v WHERE v.stored <> v.counted ORDER BY v.account_id`,
      );
      differences.push(
        ...rows.map(row => ({
          accountId: row.account_id,
          what: row.which === undefined ? what : `${what} of ${row.which}`,
          stored: Number(row.stored),
          counted: Number(row.counted),
        })),
      );
    }
    return differences;
  });
}
