import type { DataSource } from 'typeorm';
import { CommandState } from '../clients/command.type.ts';
import { ApiError } from '../core/errors.ts';
import type { Viewer } from '../core/viewer.ts';
import { actorOf } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { Entry, Ledger } from '../events/ledger.ts';
import { isSessionId } from './session-id.ts';
import { actorIn, eventClient, type SessionEndings } from './session-endings.ts';
import { accountsOf, keyOf, ownEnds, rowsOf, type StoredSession, storedSession } from './stored-session.ts';

/** What people do with sessions in the portal. */
export class SessionService {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly endings: SessionEndings,
  ) {}

  /**
   * Tells the device that reported the session to close it, within 30 s. The session ends when the device confirms. While a
   * wish to close it waits, another one changes nothing.
   *
   * @throws ApiError NOT_FOUND where the account has no such session, CONFLICT where it has ended
   */
  async close(viewer: Viewer, id: string): Promise<void> {
    const session = await this.of(viewer.accountId, id);
    await this.ledger.write(accountsOf(session), async entry => {
      const rows = await rowsOf(entry.sql, session);
      const own = rows.find(row => row.accountId === viewer.accountId) ?? session;
      if (own.endedAt !== null) {
        throw new ApiError('CONFLICT', 'The session has ended', {
          endReason: own.endReason,
          endedAt: own.endedAt.toISOString(),
        });
      }
      if (await isBeingClosed(entry, own)) return;

      const { row, clientId } = holderOf([own, ...rows.filter(each => each !== own)]);
      const by = { actor: actorOf(viewer), accountId: viewer.accountId };
      const commandId = await this.endings.tellToClose(entry, row, clientId, actorIn(row.accountId, by));
      await entry.sql.query('UPDATE session SET closing_command_id = $3 WHERE account_id = $1 AND id = $2', [
        viewer.accountId,
        id,
        commandId,
      ]);
      append(entry, own, viewer, EventType.SESSION_CLOSING, { commandId });
    });
  }

  /**
   * Writes what people want to remember of a session, also of one that has ended.
   *
   * @param comment null or empty for none
   * @throws ApiError NOT_FOUND where the account has no such session
   */
  async setComment(viewer: Viewer, id: string, comment: string | null): Promise<void> {
    const session = await this.of(viewer.accountId, id);
    await this.ledger.write(viewer.accountId, async entry => {
      const [, changed]: [unknown, number] = await entry.sql.query(
        'UPDATE session SET comment = $3 WHERE account_id = $1 AND id = $2 AND comment IS DISTINCT FROM $3',
        [viewer.accountId, id, comment || null],
      );
      if (changed > 0) append(entry, session, viewer, EventType.SESSION_CHANGED, { changed: ['comment'] });
    });
  }

  private async of(accountId: string, id: string): Promise<StoredSession> {
    const session = isSessionId(id) ? await storedSession(this.db.manager, accountId, id) : undefined;
    if (!session) throw new ApiError('NOT_FOUND', 'The account has no such session');
    return session;
  }
}

async function isBeingClosed(
  entry: Entry,
  { accountId, otherAccountId, closingCommandId }: StoredSession,
): Promise<boolean> {
  if (closingCommandId === null) return false;
  const waiting: unknown[] = await entry.sql.query(
    'SELECT FROM command WHERE account_id IN ($1, $2) AND id = $3 AND state = ANY ($4) AND expires_at > $5',
    [accountId, otherAccountId, closingCommandId, [CommandState.QUEUED, CommandState.DELIVERED], entry.now],
  );
  return waiting.length > 0;
}

/** The device that is told: one of the account's own that holds the session, the one that reported it first; else the other's. */
function holderOf(rows: readonly StoredSession[]): { row: StoredSession; clientId: string } {
  const holders = rows.flatMap(row =>
    ownEnds(row)
      .filter(clientId => keyOf(row, clientId))
      .sort((a, b) => Number(b === row.reporterClientId) - Number(a === row.reporterClientId))
      .map(clientId => ({ row, clientId })),
  );
  const [holder] = holders;
  if (!holder) throw new Error('A session that no device has reported');
  return holder;
}

function append(
  entry: Entry,
  session: StoredSession,
  viewer: Viewer,
  type: EventType,
  data: Readonly<Record<string, unknown>>,
): void {
  const clientId = eventClient(session);
  entry.append({ accountId: session.accountId, type, actor: actorOf(viewer), clientId, sessionId: session.id, data });
}
