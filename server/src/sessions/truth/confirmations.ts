import type { DataSource } from 'typeorm';
import { SPEAKERS } from './speakers.ts';

const CONFIRM = `
  WITH heard AS (
    SELECT s.account_id, s.id, greatest(r.last_seen_at, p.last_seen_at) AS seen_at
    FROM session s ${SPEAKERS}
    WHERE s.ended_at IS NULL AND greatest(r.last_seen_at, p.last_seen_at) > s.confirmed_at
    FOR UPDATE OF s SKIP LOCKED)
  UPDATE session s SET confirmed_at = heard.seen_at
  FROM heard WHERE s.account_id = heard.account_id AND s.id = heard.id`;

/**
 * Writes down up to when active sessions are confirmed: the last sign of life of the devices that speak for them, which
 * is itself written every 15 s. One statement for all, which waits for nobody: a session that is being changed is left
 * out. What one process has written, another finds nothing to add to. No event: nobody watches it.
 */
export class Confirmations {
  constructor(private readonly db: DataSource) {}

  async confirm(): Promise<void> {
    await this.db.query(CONFIRM);
  }
}
