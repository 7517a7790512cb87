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
