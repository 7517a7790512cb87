import type { CurrentClient } from '../../clients/presence/fence.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import type { Entry } from '../../events/ledger.ts';
import { STORED, type StoredSession } from '../stored-session.ts';
import { heldUntil } from './held-until.ts';
import { othersAccount, type Party, type PartyClient } from './parties.ts';
import type { Wish } from './wish.ts';

/** How far back a device's clock is believed on when a session was asked for. */
const BELIEVED_MS = 120_000;

/** A session that starts, seen from the device that reports it. */
export interface NewSession {
  readonly id: string;
  readonly viewer: DeviceViewer;
  readonly client: CurrentClient;
  readonly wish: Wish;
  readonly other: Party;
  /** The other client; null where no account knows it. */
  readonly peer: PartyClient | null;
  readonly endsBy: Date | null;
}

/** Writes an account's row of a session. A place is taken by the account whose own device says that its client connects. */
export async function insertSession(entry: Entry, accountId: string, session: NewSession): Promise<StoredSession> {
  const { id, viewer, client, wish, other, peer, endsBy } = session;
  const isReporters = accountId === viewer.accountId;
  const self = { id: viewer.clientId, alias: client.alias, isOwn: isReporters };
  const far = { id: other.clientId, alias: peer?.alias ?? null, isOwn: accountId === other.accountId };
  const [from, to] = wish.isOutgoing ? [self, far] : [far, self];
  const [otherAccountId = null] = [viewer.accountId, ...othersAccount(viewer, other)].filter(
    each => each !== accountId,
  );
  const rows: StoredSession[] = await entry.sql.query(
    `INSERT INTO session AS s (account_id, id, from_client_id, from_alias, from_own, to_client_id, to_alias, to_own,
       reporter_client_id, boot_id, local_id, other_account_id, takes_place, requested_at, started_at, confirmed_at,
       ends_by, held_until, device_started_at, comment)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16, $17, $18, $19)
     RETURNING ${STORED}`,
    [
      accountId,
      id,
      from.id,
      from.alias,
      from.isOwn,
      to.id,
      to.alias,
      to.isOwn,
      viewer.clientId,
      wish.bootId,
      wish.localId,
      otherAccountId,
      isReporters && from.isOwn,
      requestedAt(wish.deviceTime, entry.now),
      entry.now,
      endsBy,
      heldUntil(viewer, client, entry.now),
      wish.deviceTime,
      isReporters ? wish.comment : null,
    ],
  );
  return rows[0] as StoredSession;
}

/** The device's clock is believed where it tells a moment of the last 2 minutes; else it was asked for just now. */
function requestedAt(deviceTime: Date | null, now: Date): Date {
  const agoMs = deviceTime ? now.getTime() - deviceTime.getTime() : 0;
  return deviceTime && agoMs >= 0 && agoMs <= BELIEVED_MS ? deviceTime : now;
}
