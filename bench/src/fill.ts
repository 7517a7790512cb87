import { Client } from 'pg';

/** How many rows the account that is asked has; 200 others have as many in sum. */
export const SIZE = { clients: 5_000, sessions: 200_000, others: 200 };

/** The account that is asked. */
export const ACCOUNT = '01900000-0000-7000-8000-000000000001';

const ACCOUNTS = `
  SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id, n,
    CASE n WHEN 1 THEN $1::int ELSE $1 / $3 END AS clients, CASE n WHEN 1 THEN $2::int ELSE $2 / $3 END AS sessions
  FROM generate_series(1, 1 + $3::int) n`;

/** Fills a migrated database. Numbers are random, but the same at each run. */
export async function fill(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query('SELECT setseed(0.42)');
    const size = [SIZE.clients, SIZE.sessions, SIZE.others];
    await client.query(`CREATE TEMP TABLE wanted AS ${ACCOUNTS}`, size);
    for (const statement of STATEMENTS) await client.query(statement);
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

const STATEMENTS = [
  `INSERT INTO account (id, customer_number, name, email, contact_name, created_at)
   SELECT id, (100000000 + n)::text, 'Account ' || n, 'owner' || n || '@example.com', 'Owner ' || n, now() - interval '2 years'
   FROM wanted`,

  `INSERT INTO license (account_id, id, product, key_encrypted, expires_at, max_clients, clients_used, max_sessions)
   SELECT id, id, 'ENTERPRISE', '\\x00', now() + interval '1 year', clients * 2, clients, 500 FROM wanted`,

  // Numbers of 9 digits: the account's in the thousands of millions, the client's below.
  `CREATE TEMP TABLE made AS
   SELECT w.id AS account_id, w.n, c, (100000000 + (row_number() OVER ())::bigint * 37)::text AS number, random() AS r
   FROM wanted w, generate_series(1, w.clients) c`,
  `CREATE INDEX ON made (account_id, c)`,
  `INSERT INTO client_number (number, account_id, token_hash, created_at)
   SELECT number, account_id, sha256(number::bytea), now() FROM made`,
  `INSERT INTO client (account_id, id, alias, hardware_id, platform, host_name, version, comment, connection_type,
     presence, online_since, last_seen_at, enrolled_at)
   SELECT account_id, number, CASE WHEN r < 0.6 THEN 'pc-' || c || '@bench' || n END, 'hardware-' || number,
     (ARRAY['WINDOWS', 'WINDOWS', 'MACOS', 'LINUX'])[1 + floor(r * 4)::int], 'ws-' || c || '.corp.example', '9.0.' || (c % 8),
     CASE WHEN c % 5 = 0 THEN 'Room ' || c % 90 END, 'BOTH', CASE WHEN r < 0.5 THEN 'ONLINE' ELSE 'OFFLINE' END,
     CASE WHEN r < 0.5 THEN now() - r * interval '9 hours' END, now() - r * interval '90 days', now() - interval '2 years'
   FROM made`,

  `INSERT INTO session (account_id, id, from_client_id, from_alias, from_own, to_client_id, to_alias, to_own,
     reporter_client_id, boot_id, local_id, takes_place, requested_at, started_at, ended_at, confirmed_at, end_reason, comment)
   SELECT w.id, ((extract(epoch FROM s.at) - 1577836800) * 1000)::bigint * 4194304 + s.k, f.number, 'pc-' || f.c || '@bench' || w.n,
     true, t.number, 'pc-' || t.c || '@bench' || w.n, true, f.number, 'boot', s.k::text, true, s.at, s.at,
     s.at + s.r * interval '1 hour', s.at + s.r * interval '1 hour', 'CLOSED_BY_PEER', CASE WHEN s.k % 7 = 0 THEN 'Ticket ' || s.k END
   FROM wanted w
   CROSS JOIN LATERAL (
     SELECT k, random() AS r, now() - interval '2 years' * (k::float / w.sessions) - interval '2 hours' AS at,
       1 + floor(random() * w.clients)::int AS f, 1 + floor(random() * w.clients)::int AS t
     FROM generate_series(1, w.sessions) k) s
   JOIN made f ON f.account_id = w.id AND f.c = s.f
   JOIN made t ON t.account_id = w.id AND t.c = s.t`,

  `INSERT INTO account_tally (account_id, clients, clients_online)
   SELECT w.id, w.clients, (SELECT count(*) FROM client c WHERE c.account_id = w.id AND c.presence = 'ONLINE') FROM wanted w`,
];
