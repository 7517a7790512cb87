import type { DataSource } from 'typeorm';
import type { DeviceViewer } from '../../core/viewer.ts';
import { deviceActor, SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry } from '../../events/ledger.ts';
import { Presence } from '../client.entity.ts';
import { clockSkewSeconds } from './clock-skew.ts';
import type { HeldDevice } from './held-device.ts';

/**
 * What comes back later than this after its last written sign of life has not been online in between, though nobody was
 * there to see it go, as while the portal was down. Nothing is online 45 s after it was cut off; and what is written may
 * lack two writings of 15 s each and the 10 s between two signs. While the database is away nothing is written: for who
 * connects anew right after that, it was a break too.
 */
const LONGEST_BREAK = "interval '90 seconds'";

// Each statement changes any number of devices. Rows are locked in one order, so that two processes never wait in a circle.

const BRING_ONLINE = `
  WITH arriving AS (
    SELECT v.*, c.presence AS before
    FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::int[], $10::timestamptz[], $11::int[])
      v (account_id, id, credential, boot_id, version, has_clock, skew, seen_at, configuration)
    JOIN client_number n
      ON n.account_id = v.account_id AND n.number = v.id AND encode(n.token_hash, 'base64') = v.credential
    JOIN client c ON c.account_id = v.account_id AND c.id = v.id
    ORDER BY v.account_id, v.id
    FOR UPDATE OF c)
  UPDATE client c SET presence = 'ONLINE', node_id = $1, epoch = c.epoch + 1, boot_id = a.boot_id,
    version = coalesce(a.version, c.version),
    configuration_version = CASE WHEN c.custom_client_id IS NOT NULL THEN coalesce(a.configuration, c.configuration_version) END,
    configuration_offered = CASE WHEN a.configuration < c.configuration_version THEN NULL ELSE c.configuration_offered END,
    clock_skew_seconds = CASE WHEN a.has_clock THEN a.skew ELSE c.clock_skew_seconds END,
    online_since = CASE WHEN a.before = 'OFFLINE' OR c.last_seen_at < $2::timestamptz - ${LONGEST_BREAK} THEN $2 ELSE c.online_since END,
    last_seen_at = greatest(c.last_seen_at, a.seen_at)
  FROM arriving a WHERE c.account_id = a.account_id AND c.id = a.id
  RETURNING c.account_id, c.id, c.epoch, a.before`;

const WANE = `
  WITH waning AS (
    SELECT v.*
    FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[]) v (account_id, id, epoch, presence, seen_at)
    JOIN client c ON c.account_id = v.account_id AND c.id = v.id AND c.node_id = $1 AND c.epoch = v.epoch
    WHERE c.presence NOT IN ('OFFLINE', v.presence)
    ORDER BY v.account_id, v.id
    FOR UPDATE OF c)
  UPDATE client c SET presence = w.presence, last_seen_at = greatest(c.last_seen_at, w.seen_at),
    node_id = CASE WHEN w.presence = 'OFFLINE' THEN NULL ELSE c.node_id END,
    online_since = CASE WHEN w.presence = 'OFFLINE' THEN NULL ELSE c.online_since END
  FROM waning w WHERE c.account_id = w.account_id AND c.id = w.id
  RETURNING c.account_id, c.id, c.presence, c.last_seen_at`;

const SEE = `
  WITH seen AS (
    SELECT v.*
    FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::timestamptz[]) v (account_id, id, epoch, seen_at)
    JOIN client c ON c.account_id = v.account_id AND c.id = v.id AND c.node_id = $1 AND c.epoch = v.epoch
    WHERE c.last_seen_at IS NULL OR c.last_seen_at < v.seen_at
    FOR UPDATE OF c SKIP LOCKED)
  UPDATE client c SET last_seen_at = s.seen_at
  FROM seen s WHERE c.account_id = s.account_id AND c.id = s.id`;

const SEE_ELSEWHERE = `
  UPDATE client c SET last_seen_at = greatest(c.last_seen_at, $4)
  FROM node n
  WHERE c.account_id = $2 AND c.id = $3 AND c.presence = 'ONLINE' AND c.node_id <> $1
    AND n.id = c.node_id AND n.lease_until > $4`;

const LAST_SEEN = `
  SELECT c.id, c.last_seen_at FROM unnest($1::uuid[], $2::text[]) v (account_id, id)
  JOIN client c ON c.account_id = v.account_id AND c.id = v.id
  WHERE c.last_seen_at IS NOT NULL`;

/** Writes which devices came online. Answers each one's epoch; a client that was removed, or has a newer token, is left out. */
export async function bringOnline(
  entry: Entry,
  nodeId: string,
  devices: readonly HeldDevice[],
): Promise<Map<string, string>> {
  if (devices.length === 0) return new Map();
  const skews = devices.map(({ hello }) => hello.deviceTime && clockSkewSeconds(hello.deviceTime, entry.now));
  const [rows]: [{ account_id: string; id: string; epoch: string; before: Presence }[], number] = await entry.sql.query(
    BRING_ONLINE,
    [
      nodeId,
      entry.now,
      ...keysOf(devices),
      devices.map(device => device.credential),
      devices.map(device => device.hello.bootId),
      devices.map(device => device.hello.version),
      devices.map(device => device.hello.deviceTime !== null),
      skews,
      devices.map(device => new Date(device.seenMs)),
      devices.map(device => device.hello.configurationVersion),
    ],
  );
  for (const { account_id: accountId, id: clientId, epoch, before } of rows) {
    entry.append({ accountId, clientId, type: EventType.CLIENT_ONLINE, actor: deviceActor(clientId), data: { epoch } });
    if (before === Presence.OFFLINE) entry.count(accountId, { clientsOnline: 1 });
  }
  return new Map(rows.map(row => [row.id, row.epoch]));
}

/** Writes which devices have become STALE or OFFLINE. One that has connected anew since, or elsewhere, is left alone. */
export async function wane(entry: Entry, nodeId: string, devices: readonly HeldDevice[]): Promise<void> {
  if (devices.length === 0) return;
  const [rows]: [{ account_id: string; id: string; presence: Presence; last_seen_at: Date }[], number] =
    await entry.sql.query(WANE, [
      nodeId,
      ...keysOf(devices),
      devices.map(device => device.epoch),
      devices.map(device => device.presence),
      devices.map(device => new Date(device.seenMs)),
    ]);
  for (const { account_id: accountId, id: clientId, presence, last_seen_at: lastSeenAt } of rows) {
    if (presence === Presence.STALE) {
      entry.append({ accountId, clientId, type: EventType.CLIENT_STALE, actor: SYSTEM });
    } else {
      const data = { lastSeenAt: lastSeenAt.toISOString() };
      entry.append({ accountId, clientId, type: EventType.CLIENT_OFFLINE, actor: SYSTEM, data });
      entry.count(accountId, { clientsOnline: -1 });
    }
  }
}

/** Writes when devices were last heard of. No event: nobody watches it. A row that is being changed just now is left out. */
export async function see(db: DataSource, nodeId: string, devices: readonly HeldDevice[]): Promise<void> {
  if (devices.length === 0) return;
  await db.query(SEE, [
    nodeId,
    ...keysOf(devices),
    devices.map(device => device.epoch),
    devices.map(device => new Date(device.seenMs)),
  ]);
}

/** Writes that a device reported here which a living other process keeps as online; false where none does. */
export async function seeElsewhere(db: DataSource, nodeId: string, viewer: DeviceViewer, now: Date): Promise<boolean> {
  const [, seen]: [unknown, number] = await db.query(SEE_ELSEWHERE, [nodeId, viewer.accountId, viewer.clientId, now]);
  return seen === 1;
}

/** When the devices were last heard of, by any process, as far as it is written down. */
export async function lastSeen(db: DataSource, devices: readonly HeldDevice[]): Promise<Map<string, Date>> {
  if (devices.length === 0) return new Map();
  const rows: { id: string; last_seen_at: Date }[] = await db.query(LAST_SEEN, keysOf(devices));
  return new Map(rows.map(row => [row.id, row.last_seen_at]));
}

const keysOf = (devices: readonly HeldDevice[]): [accountIds: string[], clientIds: string[]] => [
  devices.map(device => device.accountId),
  devices.map(device => device.clientId),
];
