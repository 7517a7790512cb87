import { CommandKind } from '../clients/command.type.ts';
import type { CommandService } from '../clients/command/command.service.ts';
import { type Actor, ActorKind, SYSTEM } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { Entry } from '../events/ledger.ts';
import type { Occupancy } from './limits/occupancy.ts';
import { SessionEndReason } from './session.entity.ts';
import { secondsBetween } from './session-row.ts';
import { keyOf, ownEnds, STORED, type StoredSession } from './stored-session.ts';

/** For how long a device is told to close a session. One that is away for longer is told by its next report. */
export const CLOSE_COMMAND_MS = 30_000;

/** A session that ends, when, and why. A moment before its start becomes its start. */
export interface Ending {
  readonly id: string;
  readonly at: Date;
  readonly reason: SessionEndReason;
}

/** Who ends a session. */
export interface Ender {
  readonly actor: Actor;
  /** The account that a person acts for: the other account's log does not name them. */
  readonly accountId?: string;
  /** The device that ends it, and need not be told. */
  readonly clientId?: string;
}

/** The portal by itself. */
export const BY_PORTAL: Ender = { actor: SYSTEM };

/** Ends sessions: the one place where a session stops being active, gives back what it took, and is logged as ended. */
export class SessionEndings {
  constructor(
    private readonly occupancy: Occupancy,
    private readonly commands: CommandService,
  ) {}

  /**
   * Ends those that are still active, in every account that shows them. The ends that hold them are told to close them,
   * unless they were lost: who comes back is told by its report.
   *
   * @param accountIds every account that has a row of one of them; the entry holds their tallies
   * @returns the rows that were ended; none for a session that had ended before
   */
  async end(
    entry: Entry,
    accountIds: readonly string[],
    endings: readonly Ending[],
    by: Ender,
  ): Promise<StoredSession[]> {
    if (endings.length === 0) return [];
    const [rows]: [StoredSession[], number] = await entry.sql.query(
      `UPDATE session s SET ended_at = greatest(s.started_at, v.at), end_reason = v.reason, held_until = NULL
       FROM unnest($2::bigint[], $3::timestamptz[], $4::text[]) v (id, at, reason)
       WHERE s.account_id = ANY ($1) AND s.id = v.id AND s.ended_at IS NULL
       RETURNING ${STORED}`,
      [accountIds, endings.map(({ id }) => id), endings.map(({ at }) => at), endings.map(({ reason }) => reason)],
    );
    await this.occupancy.giveBack(entry, rows);
    for (const row of rows) {
      entry.append(endedEvent(row, by));
      await this.commands.withdraw(entry, row.accountId, row.id);
      if (row.endReason !== SessionEndReason.DEVICE_LOST) await this.tellEnds(entry, row, by);
    }
    return rows;
  }

  private async tellEnds(entry: Entry, row: StoredSession, by: Ender): Promise<void> {
    for (const clientId of ownEnds(row)) {
      const key = keyOf(row, clientId);
      if (key && clientId !== by.clientId) await this.tellToClose(entry, row, clientId, actorIn(row.accountId, by));
    }
  }

  /** Tells one of the row's own ends to close the session. Answers the command's id. */
  async tellToClose(entry: Entry, row: StoredSession, clientId: string, actor: Actor): Promise<string> {
    const { id } = await this.commands.queue(entry, {
      accountId: row.accountId,
      clientId,
      kind: CommandKind.CLOSE_SESSION,
      sessionId: row.id,
      data: { ...keyOf(row, clientId) },
      expiresAt: new Date(entry.now.getTime() + CLOSE_COMMAND_MS),
      actor,
    });
    return id;
  }
}

function endedEvent(row: StoredSession, by: Ender) {
  const { startedAt, endedAt, endReason: reason, fromClientId: from, toClientId: to } = row;
  return {
    accountId: row.accountId,
    type: EventType.SESSION_ENDED,
    actor: actorIn(row.accountId, by),
    clientId: eventClient(row),
    sessionId: row.id,
    data: { reason, from, to, durationSeconds: secondsBetween(startedAt, endedAt ?? startedAt) },
  };
}

/** The client that an event of the session is filed under: the end that reported it, where that is the account's own. */
export function eventClient(row: StoredSession): string {
  const ends = ownEnds(row);
  return ends.find(end => end === row.reporterClientId) ?? ends[0] ?? row.reporterClientId;
}

/** The actor as the log of `accountId` names them: a device by its number, a person only in their own account. */
export const actorIn = (accountId: string, { actor, accountId: own = accountId }: Ender): Actor =>
  own === accountId || actor.kind === ActorKind.DEVICE ? actor : SYSTEM;
