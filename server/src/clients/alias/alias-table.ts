import { ApiError } from '../../core/errors.ts';
import type { Entry } from '../../events/ledger.ts';
import { type AliasName, lookOf } from './alias-name.ts';

/** For how long a public alias that was given up is kept from others. */
const KEPT_MS = 30 * 86_400_000;
/** How many public aliases a client has at most, and how many that it gave up are kept for it. */
const MOST_PUBLIC = 3;

/** A namespace in which an account may name its clients. */
export interface Namespace {
  /** Whether it is everybody's. */
  readonly isPublic: boolean;
}

/** What a change did, as the log has it. */
export interface AliasChange {
  readonly given?: string;
  readonly givenUp?: string;
}

/** @throws ApiError NOT_FOUND where there is none of this name that the account may use */
export async function namespaceOf(entry: Entry, accountId: string, name: string): Promise<Namespace> {
  const [namespace]: Namespace[] = await entry.sql.query(
    `SELECT account_id IS NULL AS "isPublic" FROM namespace WHERE name = $2 AND (account_id = $1 OR account_id IS NULL)`,
    [accountId, name],
  );
  if (!namespace) throw new ApiError('NOT_FOUND', 'There is no such namespace', { reason: 'UNKNOWN_NAMESPACE' });
  return namespace;
}

/**
 * Names a client in the account's own namespace, instead of as it was named there before.
 *
 * @returns null where it is named so already
 * @throws ApiError CONFLICT where another client is named so, ALIAS_LIMIT_REACHED
 */
export async function takeOwn(
  entry: Entry,
  accountId: string,
  clientId: string,
  { name, lowerName, namespace }: AliasName,
): Promise<AliasChange | null> {
  const rows: { clientId: string; name: string }[] = await entry.sql.query(
    `SELECT client_id AS "clientId", name FROM alias
     WHERE account_id = $1 AND namespace = $2 AND (client_id = $3 OR lower_name = $4)`,
    [accountId, namespace, clientId, lowerName],
  );
  const other = rows.find(row => row.clientId !== clientId);
  if (other)
    throw new ApiError('CONFLICT', 'Another client has this alias', { reason: 'TAKEN', clientId: other.clientId });
  const [before] = rows;
  if (before?.name === name) return null;
  if (before) {
    await entry.sql.query(
      `UPDATE alias SET lower_name = $4, name = $5, set_at = $6
       WHERE account_id = $1 AND namespace = $2 AND client_id = $3`,
      [accountId, namespace, clientId, lowerName, name, entry.now],
    );
    return { given: `${name}@${namespace}`, givenUp: `${before.name}@${namespace}` };
  }

  await takePlace(entry, accountId, namespace);
  await entry.sql.query(
    'INSERT INTO alias (namespace, lower_name, name, account_id, client_id, set_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [namespace, lowerName, name, accountId, clientId, entry.now],
  );
  return { given: `${name}@${namespace}` };
}

/** One statement sees whether there is a place and takes it. */
async function takePlace(entry: Entry, accountId: string, namespace: string): Promise<void> {
  const [, taken]: [unknown, number] = await entry.sql.query(
    `UPDATE namespace SET aliases_used = aliases_used + 1
     WHERE account_id = $1 AND name = $2 AND (max_aliases IS NULL OR aliases_used < max_aliases)`,
    [accountId, namespace],
  );
  if (taken > 0) return;
  const [figures]: { limit: number; used: number }[] = await entry.sql.query(
    'SELECT max_aliases AS limit, aliases_used AS used FROM namespace WHERE account_id = $1 AND name = $2',
    [accountId, namespace],
  );
  throw new ApiError('ALIAS_LIMIT_REACHED', 'The namespace holds as many aliases as were bought', { ...figures });
}

/**
 * Gives a client a further name in a public namespace, or makes one that it has the last that was given.
 *
 * @returns null where it is that already
 * @throws ApiError CONFLICT where it is another's, or looks like another's; ALIAS_LIMIT_REACHED for a fourth
 */
export async function takePublic(
  entry: Entry,
  accountId: string,
  clientId: string,
  { name, lowerName, namespace }: AliasName,
): Promise<AliasChange | null> {
  const own: { name: string; lowerName: string }[] = await entry.sql.query(
    `SELECT name, lower_name AS "lowerName" FROM alias
     WHERE account_id = $1 AND namespace = $2 AND client_id = $3 AND released_at IS NULL ORDER BY set_at DESC, lower_name`,
    [accountId, namespace, clientId],
  );
  if (own[0]?.name === name) return null;
  if (own.filter(each => each.lowerName !== lowerName).length >= MOST_PUBLIC) {
    const figures = { limit: MOST_PUBLIC, used: own.length };
    throw new ApiError('ALIAS_LIMIT_REACHED', `A client has ${MOST_PUBLIC} public aliases at most`, figures);
  }

  // What nobody needs to be kept from is made room of. Of several who come for the rest at once, one gets it.
  await entry.sql.query(
    `DELETE FROM alias WHERE namespace = $2 AND (lower_name = $4 OR look = $5)
       AND (account_id = $1 AND client_id = $3 AND lower_name = $4
         OR released_at IS NOT NULL AND (account_id = $1 OR client_id = $3 OR released_at <= $6))`,
    [accountId, namespace, clientId, lowerName, lookOf(name), new Date(entry.now.getTime() - KEPT_MS)],
  );
  const taken: unknown[] = await entry.sql.query(
    `INSERT INTO alias (account_id, namespace, client_id, lower_name, name, look, set_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1`,
    [accountId, namespace, clientId, lowerName, name, lookOf(name), entry.now],
  );
  if (taken.length === 0) {
    throw new ApiError('CONFLICT', 'Another client has this alias, or one that looks the same', { reason: 'TAKEN' });
  }
  return { given: `${name}@${namespace}` };
}

/** @throws ApiError NOT_FOUND where the client is not named so */
export async function giveUp(
  entry: Entry,
  accountId: string,
  clientId: string,
  { lowerName, namespace }: AliasName,
  { isPublic }: Namespace,
): Promise<AliasChange> {
  const key = [accountId, namespace, clientId, lowerName];
  const where = 'account_id = $1 AND namespace = $2 AND client_id = $3 AND lower_name = $4 AND released_at IS NULL';
  const [rows]: [{ name: string }[], number] = isPublic
    ? await entry.sql.query(`UPDATE alias SET released_at = $5 WHERE ${where} RETURNING name`, [...key, entry.now])
    : await entry.sql.query(`DELETE FROM alias WHERE ${where} RETURNING name`, key);
  const [row] = rows;
  if (!row) throw new ApiError('NOT_FOUND', 'The client has no such alias', { reason: 'UNKNOWN_ALIAS' });

  if (isPublic) await forgetOldest(entry, accountId, clientId, namespace);
  else await givePlace(entry, accountId, namespace);
  return { givenUp: `${row.name}@${namespace}` };
}

/** Gives every alias of a client up: it is removed. */
export async function giveUpAll(entry: Entry, accountId: string, clientId: string): Promise<void> {
  const [own]: [{ namespace: string }[], number] = await entry.sql.query(
    `DELETE FROM alias a USING namespace n
     WHERE a.account_id = $1 AND a.client_id = $2 AND n.name = a.namespace AND n.account_id = a.account_id
     RETURNING a.namespace`,
    [accountId, clientId],
  );
  for (const { namespace } of own) await givePlace(entry, accountId, namespace);
  await entry.sql.query(
    'UPDATE alias SET released_at = $3 WHERE account_id = $1 AND client_id = $2 AND released_at IS NULL',
    [accountId, clientId, entry.now],
  );
}

async function givePlace(entry: Entry, accountId: string, namespace: string): Promise<void> {
  await entry.sql.query('UPDATE namespace SET aliases_used = aliases_used - 1 WHERE account_id = $1 AND name = $2', [
    accountId,
    namespace,
  ]);
}

/** So that nobody hoards names by giving them up, of each client only the last are kept. */
async function forgetOldest(entry: Entry, accountId: string, clientId: string, namespace: string): Promise<void> {
  await entry.sql.query(
    `DELETE FROM alias WHERE (namespace, lower_name) IN (
       SELECT namespace, lower_name FROM alias
       WHERE account_id = $1 AND client_id = $2 AND namespace = $3 AND released_at IS NOT NULL
       ORDER BY released_at DESC, lower_name OFFSET ${MOST_PUBLIC})`,
    [accountId, clientId, namespace],
  );
}
