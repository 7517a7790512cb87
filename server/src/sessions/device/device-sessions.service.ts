import type { DataSource } from 'typeorm';
import { type Command, CommandKind, CommandResult, CommandState } from '../../clients/command.type.ts';
import type { CommandService } from '../../clients/command/command.service.ts';
import { requireCurrent } from '../../clients/presence/fence.ts';
import { ApiError } from '../../core/errors.ts';
import { isUuid } from '../../core/ids.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import { deviceActor } from '../../events/actor.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { SessionEndReason } from '../session.entity.ts';
import { MAX_COMMENT } from '../session.input.ts';
import type { SessionEndings } from '../session-endings.ts';
import { accountsOf, byKeys, type StoredSession, storedSession } from '../stored-session.ts';
import type { EndSessionInput, StartSessionInput } from './device-session.input.ts';
import type { DevicePlacing } from './device-placing.ts';
import { wishOf } from './wish.ts';

/** What a device says of one session, and of the commands about it. All of it can be said again without harm. */
export class DeviceSessionsService {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly placing: DevicePlacing,
    private readonly endings: SessionEndings,
    private readonly commands: CommandService,
  ) {}

  /**
   * Starts a session. A key that is known already changes nothing, whatever stands beside it.
   *
   * @returns the session's id
   * @throws ApiError what `wishOf` and `DevicePlacing.place` throw
   */
  async start(viewer: DeviceViewer, input: StartSessionInput): Promise<string> {
    const wish = wishOf(viewer, input);
    const [known] = await byKeys(this.db.manager, viewer.accountId, viewer.clientId, [wish]);
    if (!known) return (await this.placing.place(viewer, wish)).id;
    await this.ledger.write(viewer.accountId, entry => requireCurrent(entry, viewer));
    return known.id;
  }

  /**
   * Ends a session that the device has reported. One that has ended stays as it is, but takes a comment where it has none.
   *
   * @returns the session's id
   * @throws ApiError NOT_FOUND for a key that the device never reported
   */
  async end(viewer: DeviceViewer, input: EndSessionInput): Promise<string> {
    const [known] = await byKeys(this.db.manager, viewer.accountId, viewer.clientId, [input]);
    if (!known) throw new ApiError('NOT_FOUND', 'The device has reported no such session');
    await this.ledger.write(accountsOf(known), async entry => {
      await requireCurrent(entry, viewer);
      const reason = await this.reasonOf(entry, viewer, known);
      const ended = await this.endings.end(entry, accountsOf(known), [{ id: known.id, at: entry.now, reason }], {
        actor: deviceActor(viewer.clientId),
        clientId: viewer.clientId,
      });
      if (input.comment) await addComment(entry, known, input.comment, ended.length > 0);
    });
    return known.id;
  }

  /**
   * The device's answer to a command, and what follows from it: a session that it has closed has ended, and so has one
   * that it would not take.
   *
   * @throws ApiError NOT_FOUND for a command of another device
   */
  async acknowledge(viewer: DeviceViewer, commandId: string, result: CommandResult): Promise<Command> {
    const session = await this.sessionOfCommand(viewer.accountId, commandId);
    return this.ledger.write(session ? accountsOf(session) : viewer.accountId, async entry => {
      await requireCurrent(entry, viewer);
      const { command, isNew } = await this.commands.acknowledge(entry, viewer, commandId, result);
      const reason = isNew ? endedBy(command) : undefined;
      if (session && reason) {
        await this.endings.end(entry, accountsOf(session), [{ id: session.id, at: entry.now, reason }], {
          actor: deviceActor(viewer.clientId),
          clientId: viewer.clientId,
        });
      }
      return command;
    });
  }

  /** Why a session ends that the device no longer holds: it was told to close it, which is then confirmed, or by itself. */
  async reasonOf(entry: Entry, viewer: DeviceViewer, session: StoredSession): Promise<SessionEndReason> {
    const told: { id: string }[] = await entry.sql.query(
      `SELECT id FROM command WHERE account_id = $1 AND session_id = $2 AND client_id = $3 AND kind = $4 AND state = $5`,
      [viewer.accountId, session.id, viewer.clientId, CommandKind.CLOSE_SESSION, CommandState.DELIVERED],
    );
    for (const { id } of told) await this.commands.acknowledge(entry, viewer, id, CommandResult.CONFIRMED);
    return told.length > 0 ? SessionEndReason.CLOSED_BY_PORTAL : SessionEndReason.CLOSED_BY_PEER;
  }

  private async sessionOfCommand(accountId: string, commandId: string): Promise<StoredSession | undefined> {
    if (!isUuid(commandId)) return undefined;
    const rows: { session_id: string | null }[] = await this.db.query(
      'SELECT session_id FROM command WHERE account_id = $1 AND id = $2',
      [accountId, commandId],
    );
    const id = rows[0]?.session_id;
    return id ? storedSession(this.db.manager, accountId, id) : undefined;
  }
}

/** What an answered command means for its session; undefined where it goes on. */
function endedBy({ kind, state }: Command): SessionEndReason | undefined {
  if (kind === CommandKind.CLOSE_SESSION && state === CommandState.CONFIRMED) return SessionEndReason.CLOSED_BY_PORTAL;
  if (kind === CommandKind.INCOMING_SESSION && state === CommandState.REJECTED) return SessionEndReason.CLOSED_BY_PEER;
  return undefined;
}

/** A device's comment joins one that is there; once the session has ended it only fills a gap, as it may be a repeat. */
async function addComment(
  entry: Entry,
  { accountId, id }: StoredSession,
  comment: string,
  hasJustEnded: boolean,
): Promise<void> {
  await entry.sql.query(
    `UPDATE session SET comment = left(concat_ws(' / ', nullif(comment, ''), $3::text), $4)
     WHERE account_id = $1 AND id = $2 AND (comment IS NULL OR ($5 AND comment <> $3::text))`,
    [accountId, id, comment, MAX_COMMENT, hasJustEnded],
  );
}
