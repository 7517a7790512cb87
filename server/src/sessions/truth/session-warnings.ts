import type { DataSource } from 'typeorm';
import { CommandKind } from '../../clients/command.type.ts';
import type { CommandService } from '../../clients/command/command.service.ts';
import type { Clock } from '../../core/context.ts';
import { SYSTEM } from '../../events/actor.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { accountsOf, keyOf, ownEnds, STORED, type StoredSession } from '../stored-session.ts';

/** How long before the end of a session its devices are told. */
const AHEAD_MS = 60_000;
/** How many sessions are looked at in one go, so that no account is locked for long. */
const BATCH = 50;

/** It ends soon by the license's greatest length, and nobody has been told. $1 is the moment, $2 that which counts as soon. */
const ENDS_SOON = 's.ended_at IS NULL AND s.warned_at IS NULL AND s.ends_by > $1 AND s.ends_by <= $2';

/**
 * Tells the devices that hold a session a minute before it reaches its greatest length. That they were told stands in the
 * row, so that another process, or the same one after a restart, tells them once and does not forget.
 */
export class SessionWarnings {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly commands: CommandService,
    private readonly now: Clock,
  ) {}

  async warn(): Promise<void> {
    const now = this.now();
    const due: Pick<StoredSession, 'id' | 'accountId' | 'otherAccountId'>[] = await this.db.query(
      `SELECT s.id, s.account_id AS "accountId", s.other_account_id AS "otherAccountId" FROM session s
       WHERE ${ENDS_SOON} ORDER BY s.ends_by LIMIT ${BATCH}`,
      [now, new Date(now.getTime() + AHEAD_MS)],
    );
    for (const session of due) {
      await this.ledger.write(accountsOf(session), entry => this.tell(entry, accountsOf(session), session.id));
    }
  }

  private async tell(entry: Entry, accountIds: readonly string[], id: string): Promise<void> {
    // Of two processes that found it, the second finds it told.
    const [rows]: [StoredSession[], number] = await entry.sql.query(
      `UPDATE session s SET warned_at = $1
       WHERE s.account_id = ANY ($3) AND s.id = $4 AND ${ENDS_SOON} RETURNING ${STORED}`,
      [entry.now, new Date(entry.now.getTime() + AHEAD_MS), accountIds, id],
    );
    for (const row of rows) {
      for (const clientId of ownEnds(row)) await this.tellEnd(entry, row, clientId);
    }
  }

  private async tellEnd(entry: Entry, row: StoredSession, clientId: string): Promise<void> {
    const { accountId, id: sessionId, endsBy } = row;
    const key = keyOf(row, clientId);
    if (!key || !endsBy) return;
    const data = { ...key, endsBy: endsBy.toISOString() };
    const command = { accountId, clientId, sessionId, kind: CommandKind.SESSION_ENDS_SOON, data };
    await this.commands.queue(entry, { ...command, expiresAt: endsBy, actor: SYSTEM });
  }
}
