import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import type { Ledger } from '../../events/ledger.ts';
import { SessionEndReason } from '../session.entity.ts';
import { BY_PORTAL, type Ending, type SessionEndings } from '../session-endings.ts';
import { accountsOf } from '../stored-session.ts';
import { SPEAKERS } from './speakers.ts';

/** How many sessions one transaction ends, so that no account is locked for long. */
const BATCH = 50;

/** It has lasted as long as the licenses allow, or nobody speaks for it any more. $1 is the moment, `r` and `p` are its `SPEAKERS`. */
const IS_OVER = `s.ended_at IS NULL AND (
  s.ends_by <= $1
  OR (coalesce(r.presence, 'OFFLINE') = 'OFFLINE' AND coalesce(p.presence, 'OFFLINE') = 'OFFLINE'
    AND (s.held_until IS NULL OR s.held_until <= $1)))`;

/** Until when it is known to have lasted: the last sign of life of those who spoke for it. */
const LAST_KNOWN = 'least($1, greatest(s.confirmed_at, r.last_seen_at, p.last_seen_at))';

interface Over {
  readonly id: string;
  readonly accountId: string;
  readonly otherAccountId: string | null;
}

/**
 * Ends the sessions that nobody ends: those whose devices are lost (DEVICE_LOST, at their last sign of life), and those
 * that have lasted as long as the license allows (MAX_LENGTH, at that moment). It keeps nothing in memory, so that it
 * goes on where a process that died left off, and any number of processes may do it at once.
 */
export class SessionSweeper {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly endings: SessionEndings,
    private readonly now: Clock,
  ) {}

  /**
   * Ends what is over now. What fails keeps nothing else from being ended.
   *
   * @param accountIds where given, only the sessions that these accounts have
   */
  async sweep(accountIds?: readonly string[]): Promise<void> {
    const over: Over[] = await this.db.query(
      `SELECT s.id, s.account_id AS "accountId", s.other_account_id AS "otherAccountId" FROM session s ${SPEAKERS}
       WHERE ${IS_OVER} AND ${accountIds ? 's.account_id = ANY ($2)' : '$2::uuid[] IS NULL'}
       ORDER BY s.account_id, s.started_at`,
      [this.now(), accountIds ?? null],
    );
    // A session of two accounts is found in each.
    const sessions = [...new Map(over.map(each => [each.id, each])).values()];
    const failures: unknown[] = [];
    for (const batch of batches(sessions)) await this.end(batch).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'Sessions could not be ended');
  }

  private async end(sessions: readonly Over[]): Promise<void> {
    const accountIds = [...new Set(sessions.flatMap(accountsOf))];
    await this.ledger.write(accountIds, async entry => {
      // Asked again, as a device may have come back, or another process been quicker, before the accounts were locked.
      const endings: (Ending & { accountId: string })[] = await entry.sql.query(
        `SELECT DISTINCT ON (s.id) s.id, s.account_id AS "accountId",
           CASE WHEN s.ends_by <= $1 THEN s.ends_by ELSE ${LAST_KNOWN} END AS at,
           CASE WHEN s.ends_by <= $1 THEN $4 ELSE $5 END AS reason
         FROM session s ${SPEAKERS}
         WHERE ${IS_OVER} AND s.account_id = ANY ($2) AND s.id = ANY ($3)`,
        [
          entry.now,
          accountIds,
          sessions.map(({ id }) => id),
          SessionEndReason.MAX_LENGTH,
          SessionEndReason.DEVICE_LOST,
        ],
      );
      await this.endings.end(entry, accountIds, endings, BY_PORTAL);
    });
  }
}

/** Sessions of the same accounts together, so that a transaction locks one or two. */
function batches(sessions: readonly Over[]): Over[][] {
  const groups = new Map<string, Over[]>();
  for (const session of sessions) {
    const key = accountsOf(session).sort().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), session]);
  }
  return [...groups.values()].flatMap(group =>
    Array.from({ length: Math.ceil(group.length / BATCH) }, (_, i) => group.slice(i * BATCH, (i + 1) * BATCH)),
  );
}
