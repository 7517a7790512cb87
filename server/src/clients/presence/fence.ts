import { ApiError } from '../../core/errors.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import { deviceActor } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry } from '../../events/ledger.ts';
import type { ConnectionType } from '../../license/key/connection-type.ts';
import type { Presence } from '../client.entity.ts';
import { clockSkewSeconds } from './clock-skew.ts';
import { SUPERSEDED } from './held-devices.ts';

/** A smaller change of a device's clock is not worth an event, in seconds. */
const NOTED_CHANGE_SECONDS = 60;

/** The client that a device is, as it stands in the transaction. */
export interface CurrentClient {
  readonly id: string;
  readonly alias: string | null;
  readonly connectionType: ConnectionType;
  readonly presence: Presence;
  readonly bootId: string | null;
  readonly clockSkewSeconds: number | null;
  readonly epoch: string;
}

const CURRENT = `
  SELECT c.id, c.alias, c.connection_type AS "connectionType", c.presence, c.boot_id AS "bootId", c.epoch,
    c.clock_skew_seconds AS "clockSkewSeconds"
  FROM client c JOIN client_number n ON n.account_id = c.account_id AND n.number = c.id
  WHERE c.account_id = $1 AND c.id = $2 AND encode(n.token_hash, 'base64') = $3`;

/**
 * The client that the device is. Asked first in every change that a device makes: what a superseded connection or a
 * replaced token still says changes nothing.
 *
 * @throws ApiError FORBIDDEN where the client was removed or has a newer token, CONFLICT where it has a newer connection
 */
export async function requireCurrent(entry: Entry, viewer: DeviceViewer): Promise<CurrentClient> {
  const [row]: CurrentClient[] = await entry.sql.query(CURRENT, [viewer.accountId, viewer.clientId, viewer.credential]);
  if (!row) throw new ApiError('FORBIDDEN', 'The client was removed, or its token replaced');
  if (viewer.epoch !== undefined && viewer.epoch !== row.epoch) throw new ApiError('CONFLICT', SUPERSEDED);
  return row;
}

/** Keeps how far the device's clock is off, where that has changed by a minute or more. */
export async function noteClock(
  entry: Entry,
  viewer: DeviceViewer,
  client: CurrentClient,
  deviceTime: Date,
): Promise<void> {
  const skew = clockSkewSeconds(deviceTime, entry.now);
  const before = client.clockSkewSeconds;
  const isLikeBefore =
    skew === null ? before === null : before !== null && Math.abs(skew - before) < NOTED_CHANGE_SECONDS;
  if (isLikeBefore) return;

  const { accountId, clientId } = viewer;
  await entry.sql.query('UPDATE client SET clock_skew_seconds = $3 WHERE account_id = $1 AND id = $2', [
    accountId,
    clientId,
    skew,
  ]);
  const data = { changed: ['clockSkewSeconds'] };
  entry.append({ accountId, clientId, type: EventType.CLIENT_CHANGED, actor: deviceActor(clientId), data });
}
