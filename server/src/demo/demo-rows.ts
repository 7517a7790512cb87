import { createHash } from 'node:crypto';
import { storedHardwareId } from '../clients/enrollment/hardware-id.ts';
import type { Secrets } from '../core/secrets/secrets.ts';
import type { DemoClient } from './demo-clients.ts';
import { lastSeen, type Stay } from './demo-presence.ts';
import type { DemoSession } from './demo-sessions.ts';
import { asBytes, type Row } from './insert.ts';
import { bytes, type Random } from './random.ts';

/** The directory's rows of the clients' numbers. Nobody has a token for them: the demo fleet enrolls anew. */
export const numberRows = (random: Random, accountId: string, clients: readonly DemoClient[]): Row[] =>
  clients.map(({ id, enrolledAt }) => ({
    number: id,
    account_id: accountId,
    token_hash: asBytes(createHash('sha256').update(bytes(random, 32)).digest()),
    created_at: enrolledAt,
  }));

/** The clients' rows: none is online, as nothing has connected yet. */
export function clientRows(
  random: Random,
  accountId: string,
  clients: readonly DemoClient[],
  stays: readonly Stay[],
  secrets: Secrets,
  now: Date,
): Row[] {
  const lastStays = new Map(stays.map(stay => [stay.clientId, stay]));
  return clients.map(client => ({
    account_id: accountId,
    id: client.id,
    alias: client.alias,
    hardware_id: storedHardwareId(secrets, client.hardware),
    platform: client.platform,
    host_name: client.hostName,
    version: client.version,
    comment: client.comment,
    connection_type: 'BOTH',
    presence: 'OFFLINE',
    last_seen_at: lastSeen(random, client, lastStays, now),
    epoch: lastStays.get(client.id)?.epoch ?? 0,
    active_sessions: 0,
    enrolled_at: client.enrolledAt,
  }));
}

/** The directory's rows of the clients' aliases. */
export const aliasRows = (accountId: string, clients: readonly DemoClient[]): Row[] =>
  clients.flatMap(({ id, alias }) => {
    const [name, namespace] = alias?.split('@') ?? [];
    if (!name || !namespace) return [];
    return [{ namespace, lower_name: name.toLowerCase(), name, account_id: accountId, client_id: id }];
  });

/** The rows of an account's sessions. One with a client of another account has a row there too. */
export function sessionRows(
  accountId: string,
  sessions: readonly DemoSession[],
  own: ReadonlyMap<string, DemoClient>,
  other?: { readonly accountId: string; readonly clients: ReadonlyMap<string, DemoClient> },
): Row[] {
  const aliasOf = (id: string): string | null => (own.get(id) ?? other?.clients.get(id))?.alias ?? null;
  return sessions.map(({ id, from, to, requestedAt, startedAt, endedAt, reason, comment }) => {
    const reporter = own.has(from) || other?.clients.has(from) ? from : to;
    return {
      account_id: accountId,
      id,
      from_client_id: from,
      from_alias: aliasOf(from),
      from_own: own.has(from),
      to_client_id: to,
      to_alias: aliasOf(to),
      to_own: own.has(to),
      reporter_client_id: reporter,
      boot_id: `boot-${startedAt.toISOString().slice(0, 10)}`,
      local_id: id,
      other_account_id: other && (other.clients.has(from) || other.clients.has(to)) ? other.accountId : null,
      takes_place: own.has(from),
      requested_at: requestedAt,
      started_at: startedAt,
      ended_at: endedAt,
      confirmed_at: endedAt,
      end_reason: reason,
      device_started_at: requestedAt,
      comment,
    };
  });
}
