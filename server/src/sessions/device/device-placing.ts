import { requireCurrent } from '../../clients/presence/fence.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import { deviceActor } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger, NewEvent } from '../../events/ledger.ts';
import { LimitRefusal } from '../limits/limit-refusal.ts';
import type { Occupancy } from '../limits/occupancy.ts';
import { SessionEndReason } from '../session.entity.ts';
import { eventClient } from '../session-endings.ts';
import { accountsOf, byKeys, rowsOf, type StoredSession } from '../stored-session.ts';
import { heldUntil } from './held-until.ts';
import { badField, type Wish } from './wish.ts';
import { othersAccount, type Parties } from './parties.ts';
import type { SessionLinks } from './session-links.ts';
import { requireDirection, type SessionStarts } from './session-starts.ts';

/** Gives a session of a device its place: it starts, is linked with what the other end reported, or resumes. */
export class DevicePlacing {
  constructor(
    private readonly ledger: Ledger,
    private readonly parties: Parties,
    private readonly starts: SessionStarts,
    private readonly links: SessionLinks,
    private readonly occupancy: Occupancy,
  ) {}

  /**
   * The session that the device wishes to hold; the one that it has, where it has reported this key before.
   *
   * @throws ApiError what `Parties.find`, `SessionStarts.start` and `SessionLinks.link` throw; BAD_USER_INPUT for an
   *   alias of the device itself; a refusal by a license is logged
   */
  async place(viewer: DeviceViewer, wish: Wish): Promise<StoredSession> {
    const other = await this.parties.find(wish.dialed);
    if (other.clientId === viewer.clientId) {
      throw badField(wish.isOutgoing ? 'toClientId' : 'fromClientId', 'a device holds no session with itself');
    }
    const ends = wish.isOutgoing ? [viewer.clientId, other.clientId] : [other.clientId, viewer.clientId];
    return this.loggingRefusals(viewer, ends, () =>
      this.ledger.write([viewer.accountId, ...othersAccount(viewer, other)], async entry => {
        const client = await requireCurrent(entry, viewer);
        const [known] = await byKeys(entry.sql, viewer.accountId, viewer.clientId, [wish]);
        if (known) return known;

        requireDirection(client.connectionType, wish.isOutgoing, 'This client');
        const reported = await this.links.find(entry, viewer, wish, other);
        if (reported) return this.links.link(entry, viewer, client, wish, reported);
        return this.starts.start(entry, viewer, client, wish, other);
      }),
    );
  }

  /**
   * Takes up a session that had ended as lost, where there is a place for it still.
   *
   * @returns whether it is active now
   * @throws LimitRefusal where there is none; it is logged, and the session stays ended
   */
  async resume(viewer: DeviceViewer, session: StoredSession): Promise<boolean> {
    const ends = [session.fromClientId, session.toClientId];
    return this.loggingRefusals(viewer, ends, () =>
      this.ledger.write(accountsOf(session), async entry => {
        const client = await requireCurrent(entry, viewer);
        const rows = await rowsOf(entry.sql, session);
        if (rows.every(row => row.endedAt === null)) return true;
        if (rows.some(row => !isResumable(row, entry.now))) return false;

        await this.occupancy.take(entry, viewer.accountId, rows);
        await entry.sql.query(
          `UPDATE session SET ended_at = NULL, end_reason = NULL, confirmed_at = $3, held_until = $4
           WHERE account_id = ANY ($1) AND id = $2`,
          [accountsOf(session), session.id, entry.now, heldUntil(viewer, client, entry.now)],
        );
        for (const row of rows) entry.append(resumedEvent(row, viewer));
        return true;
      }),
    );
  }

  /** A refusal undoes what was begun, so it is logged by a transaction of its own: by whom it was asked, and whose license said no. */
  private async loggingRefusals<T>(viewer: DeviceViewer, [from, to]: string[], work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof LimitRefusal) await this.logRefusal(viewer, error, { from, to });
      throw error;
    }
  }

  private async logRefusal(
    viewer: DeviceViewer,
    { accountId: refuser, code, refusal }: LimitRefusal,
    ends: { from: string | undefined; to: string | undefined },
  ): Promise<void> {
    const [type, actor] = [EventType.SESSION_REFUSED, deviceActor(viewer.clientId)];
    await this.ledger.write([viewer.accountId, refuser], entry => {
      for (const accountId of new Set([viewer.accountId, refuser])) {
        const figures = accountId === refuser ? (refusal.extensions['details'] as object | undefined) : {};
        entry.append({ accountId, type, actor, clientId: viewer.clientId, data: { code, ...figures, ...ends } });
      }
      return Promise.resolve();
    });
  }
}

const isResumable = ({ endReason, endsBy }: StoredSession, now: Date): boolean =>
  endReason === SessionEndReason.DEVICE_LOST && (endsBy === null || endsBy > now);

function resumedEvent(row: StoredSession, { clientId }: DeviceViewer): NewEvent {
  return {
    accountId: row.accountId,
    type: EventType.SESSION_RESUMED,
    actor: deviceActor(clientId),
    clientId: eventClient(row),
    sessionId: row.id,
    data: { from: row.fromClientId, to: row.toClientId },
  };
}
