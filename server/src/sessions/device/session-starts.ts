import { CommandKind } from '../../clients/command.type.ts';
import type { CommandService } from '../../clients/command/command.service.ts';
import type { CurrentClient } from '../../clients/presence/fence.ts';
import { ApiError } from '../../core/errors.ts';
import { newSessionId } from '../../core/ids.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import { deviceActor } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry } from '../../events/ledger.ts';
import type { LicenseService } from '../../license/license.service.ts';
import { asLimitOf } from '../limits/limit-refusal.ts';
import type { Occupancy } from '../limits/occupancy.ts';
import { eventClient } from '../session-endings.ts';
import { heldBy, type StoredSession } from '../stored-session.ts';
import { MAX_HELD } from './device-session.input.ts';
import { othersAccount, type Parties, type Party } from './parties.ts';
import { insertSession } from './session-insert.ts';
import type { Wish } from './wish.ts';

/** For how long a client is told of a session that comes to it. */
const INCOMING_COMMAND_MS = 30_000;
const QUARTER_HOUR_MS = 900_000;

/** Starts sessions: one row in each account that has one of the two clients, under one id. */
export class SessionStarts {
  constructor(
    private readonly parties: Parties,
    private readonly licenses: LicenseService,
    private readonly occupancy: Occupancy,
    private readonly commands: CommandService,
  ) {}

  /**
   * Starts what the device wishes. The entry holds the tallies of its account and of the other's.
   *
   * @throws LimitRefusal where a license of either account says no
   * @throws ApiError FORBIDDEN by a client's connection type, NOT_FOUND where the other client was removed meanwhile,
   *   CONFLICT where the device holds as many sessions as a report can list
   */
  async start(
    entry: Entry,
    viewer: DeviceViewer,
    client: CurrentClient,
    wish: Wish,
    other: Party,
  ): Promise<StoredSession> {
    const peer = await this.parties.client(entry, other);
    requireDirection(client.connectionType, wish.isOutgoing, 'This client');
    if (peer) requireDirection(peer.connectionType, !wish.isOutgoing, 'The other client');
    const accountIds = [viewer.accountId, ...othersAccount(viewer, other)].sort();
    const endsBy = await this.endsBy(entry, viewer, accountIds);
    const held = await heldBy(entry.sql, viewer.accountId, viewer.clientId);
    if (held.length >= MAX_HELD) {
      throw new ApiError('CONFLICT', 'The device holds as many sessions as a device can', {
        limit: MAX_HELD,
        used: held.length,
      });
    }

    const session = { id: newSessionId(entry.now), viewer, client, wish, other, peer, endsBy };
    const rows: StoredSession[] = [];
    for (const accountId of accountIds) rows.push(await insertSession(entry, accountId, session));
    await this.occupancy.take(entry, viewer.accountId, rows);
    await countInBucket(entry, accountIds);
    for (const row of rows) entry.append(startedEvent(row, viewer));
    if (wish.isOutgoing && other.accountId !== null)
      await this.announce(entry, viewer, client, wish, other, session.id);
    return rows.find(row => row.accountId === viewer.accountId) as StoredSession;
  }

  /** The shorter of the accounts' greatest lengths holds. @throws LimitRefusal LICENSE_EXPIRED by either */
  private async endsBy(entry: Entry, viewer: DeviceViewer, accountIds: readonly string[]): Promise<Date | null> {
    const lengths: number[] = [];
    for (const accountId of accountIds) {
      const license = await asLimitOf(accountId, viewer.accountId, () =>
        this.licenses.requireHolding(entry, accountId),
      );
      if (license.maxSessionLengthSeconds !== null) lengths.push(license.maxSessionLengthSeconds);
    }
    return lengths.length > 0 ? new Date(entry.now.getTime() + Math.min(...lengths) * 1000) : null;
  }

  private async announce(
    entry: Entry,
    viewer: DeviceViewer,
    client: CurrentClient,
    { bootId, localId }: Wish,
    { accountId, clientId }: Party,
    sessionId: string,
  ): Promise<void> {
    if (accountId === null) return;
    await this.commands.queue(entry, {
      accountId,
      clientId,
      kind: CommandKind.INCOMING_SESSION,
      sessionId,
      data: { fromClientId: viewer.clientId, fromAlias: client.alias, bootId, localId },
      expiresAt: new Date(entry.now.getTime() + INCOMING_COMMAND_MS),
      actor: deviceActor(viewer.clientId),
    });
  }
}

/** @throws ApiError FORBIDDEN where the client's enrollment key lets it connect the other way only */
export function requireDirection(connectionType: string, isOutgoing: boolean, who: string): void {
  if (connectionType === (isOutgoing ? 'INCOMING' : 'OUTGOING')) {
    throw new ApiError('FORBIDDEN', `${who} ${isOutgoing ? 'may not start sessions' : 'takes no sessions'}`, {
      connectionType,
    });
  }
}

async function countInBucket(entry: Entry, accountIds: readonly string[]): Promise<void> {
  const at = new Date(Math.floor(entry.now.getTime() / QUARTER_HOUR_MS) * QUARTER_HOUR_MS);
  await entry.sql.query(
    `INSERT INTO session_bucket AS b (account_id, at, sessions) SELECT v.account_id, $2, 1 FROM unnest($1::uuid[]) v (account_id)
     ON CONFLICT (account_id, at) DO UPDATE SET sessions = b.sessions + 1`,
    [accountIds, at],
  );
}

function startedEvent(row: StoredSession, viewer: DeviceViewer) {
  return {
    accountId: row.accountId,
    type: EventType.SESSION_STARTED,
    actor: deviceActor(viewer.clientId),
    clientId: eventClient(row),
    sessionId: row.id,
    data: { from: row.fromClientId, to: row.toClientId },
  };
}
