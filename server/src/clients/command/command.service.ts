import { ApiError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import { type Actor, actorOf, SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry } from '../../events/ledger.ts';
import { type Command, CommandKind, type CommandResult, CommandState } from '../command.type.ts';

/** What a device shall do, and until when that makes sense. */
export interface NewCommand {
  readonly accountId: string;
  readonly clientId: string;
  readonly kind: CommandKind;
  readonly sessionId?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date;
  /** Who wants it. */
  readonly actor: Actor;
}

/** The columns of `command` as a `Command` has them. */
export const COMMAND_COLUMNS = `id, kind, state, session_id AS "sessionId", data,
  created_at AS "createdAt", expires_at AS "expiresAt"`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Tells devices what to do. A command is kept, and delivered until it is acknowledged or has expired. */
export class CommandService {
  /** Gives a device a command, in the transaction of what it is for. */
  async queue(entry: Entry, { accountId, clientId, actor, ...given }: NewCommand): Promise<Command> {
    const command = { ...given, id: newId(), state: CommandState.QUEUED, createdAt: entry.now };
    const { id, kind, state, sessionId, data, createdAt, expiresAt } = { sessionId: null, ...command };
    await entry.sql.query(
      `INSERT INTO command (account_id, id, client_id, kind, state, session_id, data, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [accountId, id, clientId, kind, state, sessionId, data, createdAt, expiresAt],
    );
    append(entry, EventType.COMMAND_QUEUED, actor, { accountId, clientId, id, kind, sessionId });
    return { id, kind, state, sessionId, data, createdAt, expiresAt };
  }

  /** Gives many devices of an account the same command. What they have not taken yet of the same kind is withdrawn: it is older. */
  async queueForAll(
    entry: Entry,
    { accountId, kind, data, expiresAt, actor }: Omit<NewCommand, 'clientId' | 'sessionId'>,
    clientIds: readonly string[],
  ): Promise<void> {
    await expire(entry, 'c.account_id = $2 AND c.client_id = ANY ($3) AND c.kind = $4', [accountId, clientIds, kind]);
    const ids = clientIds.map(() => newId());
    await entry.sql.query(
      `INSERT INTO command (account_id, id, client_id, kind, state, data, created_at, expires_at)
       SELECT $1, v.id, v.client_id, $4, 'QUEUED', $5, $6, $7 FROM unnest($2::uuid[], $3::text[]) v (id, client_id)`,
      [accountId, ids, clientIds, kind, data, entry.now, expiresAt],
    );
    for (const [index, clientId] of clientIds.entries()) {
      const id = ids[index] ?? '';
      append(entry, EventType.COMMAND_QUEUED, actor, { accountId, clientId, id, kind, sessionId: null });
    }
  }

  /**
   * Takes a device's answer. `isNew` is false where it has answered before, or the command has expired: nothing changes then.
   *
   * @throws ApiError NOT_FOUND where the device has no such command
   */
  async acknowledge(
    entry: Entry,
    viewer: DeviceViewer,
    id: string,
    result: CommandResult,
  ): Promise<{ command: Command; isNew: boolean }> {
    const { accountId, clientId } = viewer;
    const [before]: Command[] = UUID.test(id)
      ? await entry.sql.query(
          `SELECT ${COMMAND_COLUMNS} FROM command WHERE account_id = $1 AND id = $2 AND client_id = $3 FOR UPDATE`,
          [accountId, id, clientId],
        )
      : [];
    if (!before) throw new ApiError('NOT_FOUND', 'There is no such command');
    if (before.state !== CommandState.QUEUED && before.state !== CommandState.DELIVERED) {
      return { command: before, isNew: false };
    }

    const { kind, sessionId } = before;
    const command: Command = Object.assign(before, { state: CommandState[result] });
    await entry.sql.query('UPDATE command SET state = $3, finished_at = $4 WHERE account_id = $1 AND id = $2', [
      accountId,
      id,
      command.state,
      entry.now,
    ]);
    append(
      entry,
      EventType.COMMAND_ACKNOWLEDGED,
      actorOf(viewer),
      { accountId, clientId, id, kind, sessionId },
      { result },
    );
    if (kind === CommandKind.SET_CONFIG && command.state === CommandState.CONFIRMED) {
      await noteConfiguration(entry, viewer, before.data['version']);
    }
    return { command, isNew: true };
  }

  /** Expires what still waits on behalf of a session: it has ended. */
  withdraw(entry: Entry, accountId: string, sessionId: string): Promise<void> {
    return expire(entry, 'c.account_id = $2 AND c.session_id = $3', [accountId, sessionId]);
  }

  /** Expires what still waits for a device: it was removed. */
  withdrawAll(entry: Entry, accountId: string, clientId: string): Promise<void> {
    return expire(entry, 'c.account_id = $2 AND c.client_id = $3', [accountId, clientId]);
  }

  /** Expires what of this kind still waits for a device: a newer one takes its place. */
  withdrawKind(entry: Entry, accountId: string, clientId: string, kind: CommandKind): Promise<void> {
    return expire(entry, 'c.account_id = $2 AND c.client_id = $3 AND c.kind = $4', [accountId, clientId, kind]);
  }

  /** Expires those whose time has passed. */
  expireLate(entry: Entry, accountIds: readonly string[]): Promise<void> {
    return expire(entry, 'c.account_id = ANY ($2) AND c.expires_at <= $1', [accountIds]);
  }
}

/** A device goes by a configuration that it was sent. */
async function noteConfiguration(entry: Entry, viewer: DeviceViewer, version: unknown): Promise<void> {
  const { accountId, clientId } = viewer;
  const [[client]]: [{ customClientId: string | null }[], number] = await entry.sql.query(
    `UPDATE client SET configuration_version = $3 WHERE account_id = $1 AND id = $2
     RETURNING custom_client_id AS "customClientId"`,
    [accountId, clientId, version],
  );
  const customClientId = client?.customClientId;
  const data = { changed: ['configurationVersion'], ...(customClientId && { customClientId }) };
  entry.append({ accountId, clientId, type: EventType.CLIENT_CHANGED, actor: actorOf(viewer), data });
}

interface Named {
  readonly accountId: string;
  readonly clientId: string;
  readonly id: string;
  readonly kind: CommandKind;
  readonly sessionId: string | null;
}

type CommandEvent =
  EventType.COMMAND_QUEUED | EventType.COMMAND_DELIVERED | EventType.COMMAND_ACKNOWLEDGED | EventType.COMMAND_EXPIRED;

/** Logs what became of a command. */
export function append(
  entry: Entry,
  type: CommandEvent,
  actor: Actor,
  { accountId, clientId, id, kind, sessionId }: Named,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const data = { commandId: id, kind, ...more };
  entry.append({ accountId, clientId, type, actor, data, ...(sessionId !== null && { sessionId }) });
}

/** @param condition over `command c`, with the account; its values begin at $2, as $1 is the moment */
async function expire(entry: Entry, condition: string, values: readonly unknown[]): Promise<void> {
  const [expired]: [Named[], number] = await entry.sql.query(
    `UPDATE command c SET state = 'EXPIRED', finished_at = $1
     WHERE ${condition} AND c.state IN ('QUEUED', 'DELIVERED')
     RETURNING c.account_id AS "accountId", c.client_id AS "clientId", c.id, c.kind, c.session_id AS "sessionId"`,
    [entry.now, ...values],
  );
  for (const command of expired) append(entry, EventType.COMMAND_EXPIRED, SYSTEM, command);
}
