import type { EntityManager } from 'typeorm';
import type { Session } from './session.entity.ts';

/** A session's row, as the rules read it. */
export type StoredSession = Pick<
  Session,
  | 'accountId'
  | 'id'
  | 'fromClientId'
  | 'fromAlias'
  | 'fromOwn'
  | 'toClientId'
  | 'toAlias'
  | 'toOwn'
  | 'reporterClientId'
  | 'bootId'
  | 'localId'
  | 'peerClientId'
  | 'peerBootId'
  | 'peerLocalId'
  | 'otherAccountId'
  | 'takesPlace'
  | 'startedAt'
  | 'endedAt'
  | 'confirmedAt'
  | 'endReason'
  | 'endsBy'
  | 'closingCommandId'
>;

/** What a `StoredSession` needs of a session `s`. */
export const STORED = `s.account_id AS "accountId", s.id, s.from_client_id AS "fromClientId", s.from_alias AS "fromAlias",
  s.from_own AS "fromOwn", s.to_client_id AS "toClientId", s.to_alias AS "toAlias", s.to_own AS "toOwn",
  s.reporter_client_id AS "reporterClientId", s.boot_id AS "bootId", s.local_id AS "localId",
  s.peer_client_id AS "peerClientId", s.peer_boot_id AS "peerBootId", s.peer_local_id AS "peerLocalId",
  s.other_account_id AS "otherAccountId", s.takes_place AS "takesPlace", s.started_at AS "startedAt",
  s.ended_at AS "endedAt", s.confirmed_at AS "confirmedAt", s.end_reason AS "endReason", s.ends_by AS "endsBy",
  s.closing_command_id AS "closingCommandId"`;

/** A device's own key for a session. */
export interface LocalKey {
  readonly bootId: string;
  readonly localId: string;
}

/** The accounts that have a row of the session. */
export const accountsOf = ({
  accountId,
  otherAccountId,
}: Pick<StoredSession, 'accountId' | 'otherAccountId'>): string[] =>
  otherAccountId === null ? [accountId] : [accountId, otherAccountId];

/** The ends that are clients of the row's account: one or two. */
export const ownEnds = ({ fromOwn, fromClientId, toOwn, toClientId }: StoredSession): string[] => [
  ...(fromOwn ? [fromClientId] : []),
  ...(toOwn ? [toClientId] : []),
];

/** The end's own key for the session; undefined where it has not reported it. */
export function keyOf(session: StoredSession, clientId: string): LocalKey | undefined {
  const { reporterClientId, bootId, localId, peerClientId, peerBootId, peerLocalId } = session;
  if (clientId === reporterClientId) return { bootId, localId };
  if (clientId === peerClientId && peerBootId !== null && peerLocalId !== null) {
    return { bootId: peerBootId, localId: peerLocalId };
  }
  return undefined;
}

/** One text for a key, unique as neither part has a space. */
export const textOf = ({ bootId, localId }: LocalKey): string => `${bootId} ${localId}`;

const BY_KEYS = `
  SELECT ${STORED} FROM unnest($3::text[], $4::text[]) k (boot_id, local_id)
  JOIN session s ON s.account_id = $1 AND s.reporter_client_id = $2 AND s.boot_id = k.boot_id AND s.local_id = k.local_id
  UNION ALL
  SELECT ${STORED} FROM unnest($3::text[], $4::text[]) k (boot_id, local_id)
  JOIN session s ON s.account_id = $1 AND s.peer_client_id = $2 AND s.peer_boot_id = k.boot_id AND s.peer_local_id = k.local_id`;

/** The sessions that the device has reported under these keys. */
export async function byKeys(
  sql: EntityManager,
  accountId: string,
  clientId: string,
  keys: readonly LocalKey[],
): Promise<StoredSession[]> {
  return sql.query(BY_KEYS, [accountId, clientId, keys.map(key => key.bootId), keys.map(key => key.localId)]);
}

/** The active sessions that the device has reported. */
export async function heldBy(sql: EntityManager, accountId: string, clientId: string): Promise<StoredSession[]> {
  return sql.query(
    `SELECT ${STORED} FROM session s
     WHERE s.account_id = $1 AND s.ended_at IS NULL AND (s.reporter_client_id = $2 OR s.peer_client_id = $2)`,
    [accountId, clientId],
  );
}

/** The active sessions in which the account's client takes part, whoever has reported them. */
export async function activeOf(sql: EntityManager, accountId: string, clientId: string): Promise<StoredSession[]> {
  return sql.query(
    `SELECT ${STORED} FROM session s
     WHERE s.account_id = $1 AND s.ended_at IS NULL
       AND ((s.from_own AND s.from_client_id = $2) OR (s.to_own AND s.to_client_id = $2))`,
    [accountId, clientId],
  );
}

/** The account's row of a session; undefined where it has none. `id` is one by `isSessionId`. */
export async function storedSession(
  sql: EntityManager,
  accountId: string,
  id: string,
): Promise<StoredSession | undefined> {
  const rows: StoredSession[] = await sql.query(
    `SELECT ${STORED} FROM session s WHERE s.account_id = $1 AND s.id = $2`,
    [accountId, id],
  );
  return rows[0];
}

/** The rows of a session in all accounts that have one. They name each other, so none is looked for in vain. */
export async function rowsOf(sql: EntityManager, session: StoredSession): Promise<StoredSession[]> {
  return sql.query(
    `SELECT ${STORED} FROM session s WHERE s.account_id = ANY ($1) AND s.id = $2 ORDER BY s.account_id`,
    [accountsOf(session), session.id],
  );
}
