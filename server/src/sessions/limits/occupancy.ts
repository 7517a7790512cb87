import { ApiError } from '../../core/errors.ts';
import type { Entry } from '../../events/ledger.ts';
import type { Places } from '../../license/places.ts';
import { asLimitOf } from './limit-refusal.ts';
import { ownEnds, type StoredSession } from '../stored-session.ts';

/**
 * What an active session takes, in each account that shows it: a place for a session where it takes one, a place for an
 * active device for each of its clients that is in no other, and its count in the tally. It is taken when a session
 * starts or resumes and given back when it ends, in the same transaction, and so once each.
 */
export class Occupancy {
  constructor(private readonly places: Places) {}

  /**
   * @param asker the account of the device that asks
   * @throws LimitRefusal SESSION_LIMIT_REACHED or DEVICE_LIMIT_REACHED
   * @throws ApiError NOT_FOUND where one of its clients was removed
   */
  async take(entry: Entry, asker: string, rows: readonly StoredSession[]): Promise<void> {
    for (const row of rows) {
      await asLimitOf(row.accountId, asker, async () => {
        if (row.takesPlace) await this.places.takeSession(entry, row.accountId);
        await this.takeClients(entry, row);
      });
      entry.count(row.accountId, { sessionsActive: 1 });
    }
  }

  /** The place for a session alone: for one that another account's device had reported first. */
  async takeSession(entry: Entry, accountId: string): Promise<void> {
    await asLimitOf(accountId, accountId, () => this.places.takeSession(entry, accountId));
  }

  /** For rows that were active until this transaction. */
  async giveBack(entry: Entry, rows: readonly StoredSession[]): Promise<void> {
    for (const [accountId, ofAccount] of byAccount(rows)) {
      await this.places.releaseSessions(entry, accountId, ofAccount.filter(row => row.takesPlace).length);
      await this.places.releaseActiveDevices(entry, accountId, await giveBackClients(entry, accountId, ofAccount));
      entry.count(accountId, { sessionsActive: -ofAccount.length });
    }
  }

  private async takeClients(entry: Entry, row: StoredSession): Promise<void> {
    const ends = ownEnds(row);
    const [clients]: [{ active_sessions: number }[], number] = await entry.sql.query(
      `UPDATE client SET active_sessions = active_sessions + 1 WHERE account_id = $1 AND id = ANY ($2)
       RETURNING active_sessions`,
      [row.accountId, ends],
    );
    if (clients.length < ends.length) throw new ApiError('NOT_FOUND', 'A client of the session was removed');
    for (const { active_sessions: sessions } of clients) {
      if (sessions === 1) await this.places.takeActiveDevice(entry, row.accountId);
    }
  }
}

/** Answers how many clients are in no session any more. */
async function giveBackClients(entry: Entry, accountId: string, rows: readonly StoredSession[]): Promise<number> {
  const ended = new Map<string, number>();
  for (const clientId of rows.flatMap(ownEnds)) ended.set(clientId, (ended.get(clientId) ?? 0) + 1);
  const [clients]: [{ active_sessions: number }[], number] = await entry.sql.query(
    `UPDATE client c SET active_sessions = c.active_sessions - v.ended
     FROM unnest($2::text[], $3::int[]) v (id, ended)
     WHERE c.account_id = $1 AND c.id = v.id
     RETURNING c.active_sessions`,
    [accountId, [...ended.keys()], [...ended.values()]],
  );
  return clients.filter(client => client.active_sessions === 0).length;
}

/** In ascending order of the accounts, as every writer goes. */
function byAccount(rows: readonly StoredSession[]): [accountId: string, rows: StoredSession[]][] {
  const groups = new Map<string, StoredSession[]>();
  for (const row of rows) groups.set(row.accountId, [...(groups.get(row.accountId) ?? []), row]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
