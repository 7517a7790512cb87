import type { DataSource } from 'typeorm';
import { noteClock, requireCurrent } from '../../clients/presence/fence.ts';
import { ApiError, type ErrorCode } from '../../core/errors.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import { deviceActor } from '../../events/actor.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { SessionEndReason } from '../session.entity.ts';
import type { Ending, SessionEndings } from '../session-endings.ts';
import { accountsOf, byKeys, heldBy, keyOf, type StoredSession, textOf } from '../stored-session.ts';
import type { ReportSessionsInput } from './device-session.input.ts';
import type { DevicePlacing } from './device-placing.ts';
import type { DeviceSessionsService } from './device-sessions.service.ts';
import { heldUntil } from './held-until.ts';
import { reportedWish, type Wish } from './wish.ts';

/** What became of a report. */
export interface Report {
  /** The ids of the listed sessions that are active, in the order of the list. */
  readonly sessionIds: string[];
  /** The local ids of those that the device must close. */
  readonly close: string[];
}

/** What keeps one listed session from its place, but not the report from being taken. */
const UNPLACED: readonly ErrorCode[] = [
  'SESSION_LIMIT_REACHED',
  'DEVICE_LIMIT_REACHED',
  'LICENSE_EXPIRED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
];

/** Brings what the portal knows of a device's sessions in line with the device's own full list. */
export class SessionReportsService {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly placing: DevicePlacing,
    private readonly deviceSessions: DeviceSessionsService,
    private readonly endings: SessionEndings,
  ) {}

  /**
   * What the device had reported and is missing has ended, what is listed is confirmed, what is new starts, and what had
   * ended as lost resumes. What ended otherwise, or finds no place, is for the device to close.
   *
   * @throws ApiError BAD_USER_INPUT where the device is not one of the ends of a listed session; then nothing changes
   */
  async report(viewer: DeviceViewer, { bootId, sessions, deviceTime }: ReportSessionsInput): Promise<Report> {
    const wishes = new Map<string, Wish>();
    for (const [place, session] of sessions.entries()) {
      const wish = reportedWish(viewer, session, place);
      if (!wishes.has(textOf(wish))) wishes.set(textOf(wish), wish);
    }

    const known = await this.settle(viewer, bootId, wishes, deviceTime ?? null);
    const report: Report = { sessionIds: [], close: [] };
    for (const [key, wish] of wishes) {
      const sessionId = await this.placed(viewer, wish, known.get(key));
      if (sessionId) report.sessionIds.push(sessionId);
      else report.close.push(wish.localId);
    }
    return report;
  }

  /** Ends what is missing and confirms what is there. Answers the sessions that the device has reported under listed keys. */
  private async settle(
    viewer: DeviceViewer,
    bootId: string,
    wishes: ReadonlyMap<string, Wish>,
    deviceTime: Date | null,
  ): Promise<Map<string, StoredSession>> {
    const { accountId, clientId } = viewer;
    // What the device starts while this runs cannot be in its list, and is not missing.
    const held = await heldBy(this.db.manager, accountId, clientId);
    return this.ledger.write([accountId, ...held.flatMap(accountsOf)], async entry => {
      const client = await requireCurrent(entry, viewer);
      if (deviceTime) await noteClock(entry, viewer, client, deviceTime);

      const missing = held.filter(session => !wishes.has(keyText(session, clientId)));
      for (const session of missing) await this.endMissing(entry, viewer, bootId, session);
      const rows = await byKeys(entry.sql, accountId, clientId, [...wishes.values()]);
      await confirm(
        entry,
        rows.filter(row => row.endedAt === null),
        heldUntil(viewer, client, entry.now),
      );
      return new Map(rows.map(row => [keyText(row, clientId), row]));
    });
  }

  private async endMissing(entry: Entry, viewer: DeviceViewer, bootId: string, session: StoredSession): Promise<void> {
    const isOfThisBoot = keyOf(session, viewer.clientId)?.bootId === bootId;
    const reason = isOfThisBoot
      ? await this.deviceSessions.reasonOf(entry, viewer, session)
      : SessionEndReason.SUPERSEDED;
    // Nobody can say when it ended; up to here it is known to have lasted.
    const ending: Ending = { id: session.id, at: session.confirmedAt, reason };
    const by = { actor: deviceActor(viewer.clientId), clientId: viewer.clientId };
    await this.endings.end(entry, accountsOf(session), [ending], by);
  }

  /** The id of the session where it is active now; undefined where the device must close it. */
  private async placed(
    viewer: DeviceViewer,
    wish: Wish,
    known: StoredSession | undefined,
  ): Promise<string | undefined> {
    try {
      const session = known ?? (await this.placing.place(viewer, wish));
      return session.endedAt === null || (await this.placing.resume(viewer, session)) ? session.id : undefined;
    } catch (error) {
      if (error instanceof ApiError && UNPLACED.includes(error.code)) return undefined;
      throw error;
    }
  }
}

const keyText = (session: StoredSession, clientId: string): string => {
  const key = keyOf(session, clientId);
  return key ? textOf(key) : '';
};

/** The device has said that they go on. */
async function confirm(entry: Entry, sessions: readonly StoredSession[], until: Date | null): Promise<void> {
  if (sessions.length === 0) return;
  await entry.sql.query(
    `UPDATE session SET confirmed_at = $3,
       held_until = CASE WHEN peer_client_id IS NULL THEN $4::timestamptz ELSE greatest(held_until, $4) END
     WHERE account_id = ANY ($1) AND id = ANY ($2) AND ended_at IS NULL`,
    [[...new Set(sessions.flatMap(accountsOf))], sessions.map(({ id }) => id), entry.now, until],
  );
}
