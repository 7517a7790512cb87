import { ApiError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Secrets } from '../../core/secrets/secrets.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { Entry } from '../../events/ledger.ts';
import { ConnectionType } from './connection-type.ts';
import { readKey } from './license-key.ts';

/** What a key lets a device enroll for. */
export type EnrollmentKind = 'LICENSE' | 'CUSTOM_CLIENT';

/** A key with which devices enroll in an account. */
export interface EnrollmentKey {
  readonly accountId: string;
  readonly id: string;
  readonly kind: EnrollmentKind;
  readonly connectionType: ConnectionType;
  /** The custom client that devices with this key become; null for the license's own key. */
  readonly customClientId: string | null;
  /** The alias that they get; null for none. */
  readonly aliasPattern: string | null;
}

/** What devices become that enroll with a custom client's key. */
export interface CustomClientTerms {
  readonly customClientId: string;
  readonly connectionType: ConnectionType;
  readonly aliasPattern: string | null;
  /** How many devices may enroll with the key; null for as many as the license has seats. */
  readonly quota: number | null;
  /** From when on it enrolls nothing; null for never. */
  readonly expiresAt: Date | null;
}

const BY_HASH = `
  SELECT account_id AS "accountId", id, kind, connection_type AS "connectionType", custom_client_id AS "customClientId",
    alias_pattern AS "aliasPattern"
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

  /** @throws ApiError LICENSE_KEY_INVALID where the key of `find` was reset since, or has expired */
  async requireHolding(entry: Entry, key: EnrollmentKey): Promise<void> {
    const rows: unknown[] = await entry.sql.query(
      `SELECT FROM enrollment_key WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > $3)`,
      [key.accountId, key.id, entry.now],
    );
    if (rows.length === 0) throw invalid();
  }

  /**
   * Counts a device that became a client by the key.
   *
   * @throws ApiError ENROLLMENT_LIMIT_REACHED with limit and used, where as many have as may
   */
  async use(entry: Entry, key: EnrollmentKey): Promise<void> {
    if (key.kind === 'LICENSE') return;
    const [, counted]: [unknown, number] = await entry.sql.query(
      'UPDATE enrollment_key SET used = used + 1 WHERE account_id = $1 AND id = $2 AND (quota IS NULL OR used < quota)',
      [key.accountId, key.id],
    );
    if (counted === 1) return;
    const [full]: { quota: number; used: number }[] = await entry.sql.query(
      'SELECT quota, used FROM enrollment_key WHERE account_id = $1 AND id = $2',
      [key.accountId, key.id],
    );
    throw new ApiError('ENROLLMENT_LIMIT_REACHED', 'As many devices have enrolled by this download as may', {
      limit: full?.quota,
      used: full?.used,
    });
  }

  /** Makes `key` (from `newKey`) the one with which devices enroll by the license. */
  async add(entry: Entry, accountId: string, key: string): Promise<void> {
    await this.insert(entry, accountId, key, 'LICENSE', {
      customClientId: null,
      connectionType: ConnectionType.BOTH,
      aliasPattern: null,
      quota: null,
      expiresAt: null,
    });
  }

  /** Makes `key` one with which devices become clients of a custom client. Answers its id. */
  addOfCustomClient(entry: Entry, accountId: string, key: string, terms: CustomClientTerms): Promise<string> {
    return this.insert(entry, accountId, key, 'CUSTOM_CLIENT', terms);
  }

  private async insert(
    entry: Entry,
    accountId: string,
    key: string,
    kind: EnrollmentKind,
    terms: Omit<CustomClientTerms, 'customClientId'> & { readonly customClientId: string | null },
  ): Promise<string> {
    const id = newId();
    const { connectionType, customClientId, aliasPattern, quota, expiresAt } = terms;
    await entry.sql.query(
      `INSERT INTO enrollment_key
         (hash, account_id, id, kind, connection_type, custom_client_id, alias_pattern, quota, expires_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[this.hashOf(readKey(key) ?? ''), accountId, id, kind, connectionType],
        ...[customClientId, aliasPattern, quota, expiresAt, entry.now],
      ],
    );
    return id;
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
