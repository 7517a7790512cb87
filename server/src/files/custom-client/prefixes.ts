import { randomInt } from 'node:crypto';
import { inOrderOf } from '../../core/graphql/loaders.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { Entry } from '../../events/ledger.ts';

/** Without what is easily misread. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 6;

const OF_ACCOUNTS = 'SELECT account_id AS "accountId", prefix FROM client_prefix WHERE account_id = ANY ($1)';

/** The directory of prefixes: the names by which an account's custom clients are told from all others. */
export class Prefixes {
  constructor(private readonly reader: Reader) {}

  /** For `Loaders.by`: the prefix of each account, such as `ad_k3m9xq`; null where it has none yet. */
  readonly byAccounts = async (accountIds: readonly string[]): Promise<(string | null)[]> => {
    const rows = await this.reader.rows<{ accountId: string; prefix: string }>('prefixes', OF_ACCOUNTS, [accountIds]);
    return inOrderOf(accountIds, rows, row => row.accountId).map(row => row?.prefix ?? null);
  };

  /** The account's prefix, which it has for ever from the first time that it is needed. */
  async ensure(entry: Entry, accountId: string): Promise<string> {
    const known = async () => {
      const rows: { prefix: string }[] = await entry.sql.query(OF_ACCOUNTS, [[accountId]]);
      return rows[0]?.prefix;
    };
    for (;;) {
      const prefix = await known();
      if (prefix) return prefix;
      await entry.sql.query(
        'INSERT INTO client_prefix (prefix, account_id) VALUES ($1, $2) ON CONFLICT (prefix) DO NOTHING',
        [newPrefix(), accountId],
      );
    }
  }
}

const newPrefix = (): string =>
  `ad_${Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')}`;

/** The prefix as one custom client of the account has it. */
export const prefixOf = (prefix: string, { isMsi }: { readonly isMsi: boolean }): string =>
  isMsi ? `${prefix}_msi` : prefix;
