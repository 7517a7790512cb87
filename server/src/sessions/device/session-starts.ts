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
import { asLimitOf } from '../limit-refusal.ts';
import type { Occupancy } from '../occupancy.ts';
import { eventClient } from '../session-endings.ts';
import { heldBy, STORED, type StoredSession } from '../stored-session.ts';
import { MAX_HELD } from './device-session.input.ts';
import { heldUntil } from './held-until.ts';
import type { Parties, Party, PartyClient } from './parties.ts';
import type { Wish } from './wish.ts';

/** For how long a client is told of a session that comes to it. */
const INCOMING_COMMAND_MS = 30_000;
/** How far back a device's clock is believed on when a session was asked for. */
const BELIEVED_MS = 120_000;
const QUARTER_HOUR_MS = 900_000;

/** What both ends' licenses and clients say to a session that is about to start. */
interface Terms {
  readonly isOutgoing: boolean;
  readonly own: PartyClient;
  readonly peer: PartyClient | null;
  readonly endsBy: Date | null;
}

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
  async start(entry: Entry, viewer: DeviceViewer, client: CurrentClient, wish: Wish, other: Party): Promise<StoredSession> {
    const terms = await this.terms(entry, viewer, client, wish, other);
    const held = await heldBy(entry.sql, viewer.accountId, viewer.clientId);
    if (held.length >= MAX_HELD) {
      throw new ApiError('CONFLICT', 'The device holds as many sessions as a device can', { limit: MAX_HELD, used: held.length });
    }

    const id = newSessionId(entry.now);
    const accountIds = [viewer.accountId, ...othersAccount(viewer, other)].sort();
    const rows: StoredSession[] = [];
    for (const accountId of accountIds) rows.push(await insert(entry, accountId, id, viewer, client, wish, other, terms));
    await this.occupancy.take(entry, viewer.accountId, rows);
    await countInBucket(entry, accountIds);
    for (const row of rows) entry.append(startedEvent(row, viewer));
    if (wish.isOutgoing && other.accountId !== null) await this.announce(entry, viewer, client, wish, other, id);
    return rows.find(row => row.accountId === viewer.accountId) as StoredSession;
  }

  private async terms(
    entry: Entry,
    viewer: DeviceViewer,
    own: CurrentClient,
    { isOutgoing }: Wish,
    other: Party,
  ): Promise<Terms> {
    const peer = await this.parties.client(entry, other);
    requireDirection(own.connectionType, isOutgoing, 'This client');
    if (peer) requireDirection(peer.connectionType, !isOutgoing, 'The other client');

    const lengths: number[] = [];
    for (const accountId of [viewer.accountId, ...othersAccount(viewer, other)].sort()) {
      const license = await asLimitOf(accountId, viewer.accountId, () => this.licenses.requireHolding(entry, accountId));
      if (license.maxSessionLengthSeconds !== null) lengths.push(license.maxSessionLengthSeconds);
    }
    const endsBy = lengths.length > 0 ? new Date(entry.now.getTime() + Math.min(...lengths) * 1000) : null;
    return { isOutgoing, own, peer, endsBy };
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

/** The account that has a second row: none where the other client is of the same account, or of none. */
export const othersAccount = (viewer: DeviceViewer, { accountId }: Party): string[] =>
  accountId === null || accountId === viewer.accountId ? [] : [accountId];

/** @throws ApiError FORBIDDEN where the client's enrollment key lets it connect the other way only */
export function requireDirection(connectionType: string, isOutgoing: boolean, who: string): void {
  if (connectionType === (isOutgoing ? 'INCOMING' : 'OUTGOING')) {
    throw new ApiError('FORBIDDEN', `${who} ${isOutgoing ? 'may not start sessions' : 'takes no sessions'}`, { connectionType });
  }
}

/** The account's row. A place is taken by the account whose own device says that its client connects. */
async function insert(
  entry: Entry,
  accountId: string,
  id: string,
  viewer: DeviceViewer,
  client: CurrentClient,
  wish: Wish,
  other: Party,
  { isOutgoing, own, peer, endsBy }: Terms,
): Promise<StoredSession> {
  const isReporters = accountId === viewer.accountId;
  const self = { id: viewer.clientId, alias: own.alias, isOwn: isReporters };
  const far = { id: other.clientId, alias: peer?.alias ?? null, isOwn: accountId === other.accountId };
  const [from, to] = isOutgoing ? [self, far] : [far, self];
  const [otherAccountId = null] = [viewer.accountId, ...othersAccount(viewer, other)].filter(each => each !== accountId);
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
