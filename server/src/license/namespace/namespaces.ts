import { ApiError } from '../../core/errors.ts';
import type { Entry } from '../../events/ledger.ts';

/** Makes namespaces the accounts' own. Each name is one account's in the whole portal. */
export class Namespaces {
  /** @throws ApiError NAMESPACE_TAKEN where another account has the name, or somebody was quicker */
  async take(entry: Entry, accountId: string, name: string, maxAliases: number): Promise<void> {
    const taken: unknown[] = await entry.sql.query(
      `INSERT INTO namespace (name, account_id, max_aliases, bought_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [name, accountId, maxAliases, entry.now],
    );
    if (taken.length === 0) throw takenName(name);
  }

  /**
   * Gives the account a namespace for nothing, or says how many aliases the one that it has may hold.
   *
   * @param maxAliases null for any number
   * @throws ApiError NAMESPACE_TAKEN where another account has the name, or the account has another namespace;
   *   ALIAS_LIMIT_REACHED with limit and used, where it holds more than that
   */
  async give(entry: Entry, accountId: string, name: string, maxAliases: number | null): Promise<void> {
    const [own]: { name: string; used: number }[] = await entry.sql.query(
      'SELECT name, aliases_used AS used FROM namespace WHERE account_id = $1 ORDER BY name LIMIT 1',
      [accountId],
    );
    if (own && own.name !== name) {
      throw new ApiError('NAMESPACE_TAKEN', 'The account has a namespace already', { name: own.name });
    }
    if (own && maxAliases !== null && own.used > maxAliases) {
      const details = { limit: maxAliases, used: own.used };
      throw new ApiError('ALIAS_LIMIT_REACHED', 'The namespace holds more aliases than that', details);
    }
    const given: unknown[] = await entry.sql.query(
      `INSERT INTO namespace AS n (name, account_id, max_aliases) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET max_aliases = $3 WHERE n.account_id = $2 RETURNING 1`,
      [name, accountId, maxAliases],
    );
    if (given.length === 0) throw takenName(name);
  }

  /** Lets the account's namespace hold more aliases. */
  async widen(entry: Entry, accountId: string, name: string, maxAliases: number): Promise<void> {
    await entry.sql.query(
      `UPDATE namespace SET max_aliases = $3, bought_at = coalesce(bought_at, $4)
       WHERE account_id = $1 AND name = $2 AND max_aliases < $3`,
      [accountId, name, maxAliases, entry.now],
    );
  }
}

export const takenName = (name: string): ApiError =>
  new ApiError('NAMESPACE_TAKEN', 'The namespace belongs to somebody', { name });
