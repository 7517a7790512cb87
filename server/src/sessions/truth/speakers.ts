/**
 * The ends that speak for a session `s`: `r`, which reported it, and `p`, which was linked with it. Each is a client of the
 * row's account or of the other one. LIMIT keeps the planner to one look by the key for each session, however few they
 * are beside the clients.
 */
const speaker = (column: string, name: string): string => `
  LEFT JOIN LATERAL (
    SELECT c.presence, c.last_seen_at FROM client c
    WHERE c.account_id IN (s.account_id, s.other_account_id) AND c.id = s.${column} LIMIT 1) ${name} ON true`;

export const SPEAKERS = speaker('reporter_client_id', 'r') + speaker('peer_client_id', 'p');
