import { ApiError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Secrets } from '../../core/secrets.ts';
import type { Reader } from '../../core/sql.ts';
import type { Entry } from '../../events/ledger.ts';
import { readKey } from './license-key.ts';

/** What a key lets a device enroll for. */
export type EnrollmentKind = 'LICENSE' | 'CUSTOM_CLIENT';

/** Which way a client may connect. */
export type ConnectionType = 'INCOMING' | 'OUTGOING' | 'BOTH';

/** A key with which devices enroll in an account. */
export interface EnrollmentKey {
  readonly accountId: string;
  readonly id: string;
  readonly kind: EnrollmentKind;
  readonly connectionType: ConnectionType;
}

const BY_HASH = `
  SELECT account_id AS "accountId", id, kind, connection_type AS "connectionType"
  FROM enrollment_key WHERE hash = $1 AND revoked_at IS NULL`;

/** The directory of the keys with which devices enroll. It knows their keyed hashes only. */
export class EnrollmentKeys {
  constructor(
    private readonly reader: Reader,
    private readonly secrets: Secrets,
  ) {}

  /**
   * Whose key this is. Call `requireHolding` inside the transaction that enrolls: by then it may have been reset.
   *
   * @param typed as a person or a device gives it: see `readKey`
   * @throws ApiError LICENSE_KEY_INVALID for one that nobody has, or that was reset
   */
  async find(typed: string): Promise<EnrollmentKey> {
    const key = readKey(typed);
    const [found] = key ? await this.reader.rows<EnrollmentKey>('enrollment-key', BY_HASH, [this.hashOf(key)]) : [];
    if (!found) throw invalid();
    return found;
  }

  /** @throws ApiError LICENSE_KEY_INVALID where the key of `find` was reset since */
  async requireHolding(entry: Entry, key: EnrollmentKey): Promise<void> {
    const rows: unknown[] = await entry.sql.query(
      'SELECT FROM enrollment_key WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL',
      [key.accountId, key.id],
    );
    if (rows.length === 0) throw invalid();
  }

  /** Makes `key` (from `newKey`) one with which devices enroll. */
  async add(entry: Entry, accountId: string, key: string, kind: EnrollmentKind, type: ConnectionType): Promise<void> {
    await entry.sql.query(
      `INSERT INTO enrollment_key (hash, account_id, id, kind, connection_type, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [this.hashOf(readKey(key) ?? ''), accountId, newId(), kind, type, entry.now],
    );
  }

  /**
   * Lets the account's license enroll by `key` (from `newKey`) in place of the one it had, of which nothing is left: an
   * enrollment that has found the old one fails at `requireHolding`.
   */
  async replace(entry: Entry, accountId: string, key: string): Promise<void> {
    await entry.sql.query(
      `UPDATE enrollment_key SET hash = $2, id = $3, created_at = $4 WHERE account_id = $1 AND kind = 'LICENSE'`,
      [accountId, this.hashOf(readKey(key) ?? ''), newId(), entry.now],
    );
  }

  private hashOf(key: string): Buffer {
    return this.secrets.keyedHash('enrollment-key', key);
  }
}

const invalid = (): ApiError => new ApiError('LICENSE_KEY_INVALID', 'No license has this key');
