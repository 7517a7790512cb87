import type { CurrentClient } from '../../clients/presence/fence.ts';
import { ApiError } from '../../core/errors.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import type { Entry } from '../../events/ledger.ts';
import { isSessionId } from '../session-id.ts';
import type { Occupancy } from '../limits/occupancy.ts';
import { accountsOf, STORED, type StoredSession, storedSession } from '../stored-session.ts';
import { heldUntil } from './held-until.ts';
import { othersAccount, type Party } from './parties.ts';
import type { Wish } from './wish.ts';

/** Links what a device reports with what the other end has reported: it is one session, not two. */
export class SessionLinks {
  constructor(private readonly occupancy: Occupancy) {}

  /**
   * The active session that only the other end has reported yet: the one that was announced to the device, or the oldest
   * between the same two ends in the same direction.
   *
   * @throws ApiError NOT_FOUND where the one that was announced is over
   */
  async find(entry: Entry, viewer: DeviceViewer, wish: Wish, other: Party): Promise<StoredSession | undefined> {
    const announced = await announcedTo(entry, viewer, wish);
    const [from, to] = wish.isOutgoing ? [viewer.clientId, other.clientId] : [other.clientId, viewer.clientId];
    const rows: StoredSession[] = await entry.sql.query(
      `SELECT ${STORED} FROM session s
       WHERE s.account_id = $1 AND s.ended_at IS NULL AND s.from_client_id = $2 AND s.to_client_id = $3
         AND s.reporter_client_id = $4 AND s.peer_client_id IS NULL AND s.other_account_id IS NOT DISTINCT FROM $5
         AND ($6::bigint IS NULL OR s.id = $6)
       ORDER BY s.started_at, s.id LIMIT 1`,
      [viewer.accountId, from, to, other.clientId, othersAccount(viewer, other)[0] ?? null, announced?.id ?? null],
    );
    if (announced && !rows[0]) throw new ApiError('NOT_FOUND', 'The session is over');
    return rows[0];
  }

  /**
   * The device holds the session too from now on, and so counts as one who speaks for it.
   *
   * @throws LimitRefusal where its account must give a place that another account's device could not take
   */
  async link(
    entry: Entry,
    viewer: DeviceViewer,
    client: CurrentClient,
    wish: Wish,
    session: StoredSession,
  ): Promise<StoredSession> {
    const takesPlaceNow = session.fromOwn && !session.takesPlace;
    if (takesPlaceNow) await this.occupancy.takeSession(entry, viewer.accountId);
    const [rows]: [StoredSession[], number] = await entry.sql.query(
      `UPDATE session s SET peer_client_id = $3, peer_boot_id = $4, peer_local_id = $5, confirmed_at = $6,
         held_until = greatest(s.held_until, $7), takes_place = s.takes_place OR (s.account_id = $8 AND s.from_own),
         comment = CASE WHEN s.account_id = $8 THEN coalesce(s.comment, $9) ELSE s.comment END
       WHERE s.account_id = ANY ($1) AND s.id = $2
       RETURNING ${STORED}`,
      [
        accountsOf(session),
        session.id,
        viewer.clientId,
        wish.bootId,
        wish.localId,
        entry.now,
        heldUntil(viewer, client, entry.now),
        viewer.accountId,
        wish.comment,
      ],
    );
    return rows.find(row => row.accountId === viewer.accountId) as StoredSession;
  }
}

/** The account's session that the device names; undefined where it names none that there is. */
async function announcedTo(
  entry: Entry,
  { accountId }: DeviceViewer,
  { sessionId }: Wish,
): Promise<StoredSession | undefined> {
  return sessionId !== null && isSessionId(sessionId) ? storedSession(entry.sql, accountId, sessionId) : undefined;
}
