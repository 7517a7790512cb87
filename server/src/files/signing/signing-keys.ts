import type { EntityManager } from 'typeorm';
import { groupedBy } from '../../core/graphql/loaders.ts';
import type { Secrets } from '../../core/secrets/secrets.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { Entry } from '../../events/ledger.ts';
import { newSigner, type Signer } from './signed-text.ts';
import { SigningKey } from './signing-key.entity.ts';

const PURPOSE = 'signing-key';

// Of two that were made in the same moment, the one without an end is the newer.
const OF_ACCOUNTS = `
  SELECT account_id AS "accountId", kid, public_key AS "publicKey", created_at AS "createdAt", retires_at AS "retiresAt",
    private_key_encrypted AS "privateKeyEncrypted"
  FROM signing_key WHERE account_id = ANY ($1) AND private_key_encrypted IS NOT NULL
  ORDER BY retires_at NULLS LAST, created_at`;

/** The keys of accounts: made when the first is needed, changed with an overlap, destroyed when that is over. */
export class SigningKeys {
  constructor(
    private readonly reader: Reader,
    private readonly secrets: Secrets,
  ) {}

  /** For `Loaders.by`: the keys that each account signs with now, the newest last; none where it has made none yet. */
  readonly byAccounts = async (accountIds: readonly string[]): Promise<SigningKey[][]> => {
    const rows = await this.reader.rows<SigningKey>('signing-keys', OF_ACCOUNTS, [accountIds]);
    return groupedBy(accountIds, rows, key => key.accountId);
  };

  /** What the account signs with, the newest last. Its first key is made where it has none. */
  async signers(entry: Entry, accountId: string): Promise<Signer[]> {
    const known = await this.known(entry.sql, accountId);
    return known.length > 0 ? known : [await this.add(entry, accountId)];
  }

  /** As `signers`, of an account that has keys; none where it has none. */
  async known(sql: Pick<EntityManager, 'query'>, accountId: string): Promise<Signer[]> {
    const rows: SigningKey[] = await sql.query(OF_ACCOUNTS, [[accountId]]);
    return rows.flatMap(({ kid, publicKey, privateKeyEncrypted }) =>
      privateKeyEncrypted
        ? [{ kid, publicKey, privateKey: this.secrets.decrypt(PURPOSE, accountId, privateKeyEncrypted) }]
        : [],
    );
  }

  /**
   * Makes the account's next key. Those before it go on signing beside it until `retiresAt`, so that devices which know
   * only them believe in the new one.
   */
  async rotate(entry: Entry, accountId: string, retiresAt: Date): Promise<Signer> {
    await entry.sql.query(
      'UPDATE signing_key SET retires_at = least(retires_at, $2) WHERE account_id = $1 AND private_key_encrypted IS NOT NULL',
      [accountId, retiresAt],
    );
    return this.add(entry, accountId);
  }

  /** Destroys the private halves whose overlap is over, of every account. */
  async retire(sql: Pick<EntityManager, 'query'>, now: Date): Promise<void> {
    await sql.query(
      `UPDATE signing_key k SET private_key_encrypted = NULL FROM account a
       WHERE k.account_id = a.id AND k.retires_at <= $1 AND k.private_key_encrypted IS NOT NULL`,
      [now],
    );
  }

  private async add(entry: Entry, accountId: string): Promise<Signer> {
    const signer = newSigner();
    await entry.sql.insert(SigningKey, {
      accountId,
      kid: signer.kid,
      publicKey: signer.publicKey,
      privateKeyEncrypted: this.secrets.encrypt(PURPOSE, accountId, signer.privateKey),
      createdAt: entry.now,
    });
    return signer;
  }
}
