import type { DataSource } from 'typeorm';
import { ApiError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { inOrderOf } from '../core/graphql/loaders.ts';
import type { Secrets } from '../core/secrets/secrets.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { Entry } from '../events/ledger.ts';
import type { EnrollmentKeys } from './key/enrollment-keys.ts';
import { newKey } from './key/license-key.ts';
import { License } from './license.entity.ts';
import type { ShownLicense } from './license.type.ts';
import type { Product } from './product.ts';
import { PRODUCTS, type ProductTerms } from './products.ts';

/** What is licensed: a product, until when, and the limits that differ from the product's own. */
export interface NewLicense extends Partial<Omit<ProductTerms, 'yearlyCents' | 'hasCustomClients'>> {
  readonly product: Product;
  readonly expiresAt: Date;
  /** Whether it goes on at `expiresAt`, by an invoice. */
  readonly renews?: boolean;
  readonly isTrial?: boolean;
  readonly isOnPremises?: boolean;
  /** What a year costs without tax, in cents, where that differs from the product's price. */
  readonly agreedYearlyCents?: number;
}

/** A license that holds now. */
export interface HoldingLicense {
  readonly product: Product;
  readonly maxSessionLengthSeconds: number | null;
}

const BY_ACCOUNTS = `
  SELECT l.account_id AS "accountId", l.id, l.product, l.key_encrypted AS "keyEncrypted",
    l.expires_at AS "expiresAt", l.terminates_at AS "terminatesAt", l.renews, l.next_product AS "nextProduct",
    l.is_trial AS "isTrial", l.is_on_premises AS "isOnPremises", l.agreed_yearly_cents AS "agreedYearlyCents",
    l.max_clients AS "maxClients", l.clients_used AS "clientsUsed",
    l.max_sessions AS "maxSessions", l.sessions_used AS "sessionsUsed",
    l.max_active_devices AS "maxActiveDevices", l.active_devices_used AS "activeDevicesUsed",
    l.max_session_length_seconds AS "maxSessionLengthSeconds", own.namespace
  FROM license l
  LEFT JOIN LATERAL (
    SELECT json_build_object('name', n.name, 'maxAliases', n.max_aliases, 'aliasesUsed', n.aliases_used) AS namespace
    FROM namespace n WHERE n.account_id = l.account_id ORDER BY n.name LIMIT 1) own ON true
  WHERE l.account_id = ANY ($1)`;

/** Reads and makes licenses. Every method is told whose license is meant, and touches no other. */
export class LicenseService {
  constructor(
    private readonly db: DataSource,
    private readonly reader: Reader,
    private readonly keys: EnrollmentKeys,
    private readonly secrets: Secrets,
  ) {}

  /** For `Loaders.by`: the license of each account. */
  readonly byAccounts = async (accountIds: readonly string[]): Promise<(ShownLicense | null)[]> => {
    const rows = await this.reader.quickRows<ShownLicense>('licenses-of-accounts', BY_ACCOUNTS, [accountIds]);
    return inOrderOf(accountIds, rows, license => license.accountId);
  };

  /** The account's license. @throws ApiError NOT_FOUND where it has none */
  async of(accountId: string): Promise<License> {
    const license = await this.db.getRepository(License).findOneBy({ accountId });
    if (!license) throw noLicense();
    return license;
  }

  /** The account's license with what is shown beside it. @throws ApiError NOT_FOUND where it has none */
  async shown(accountId: string): Promise<ShownLicense> {
    const [license] = await this.byAccounts([accountId]);
    if (!license) throw noLicense();
    return license;
  }

  /** The license's key, as people are shown it. */
  keyOf({ accountId, keyEncrypted }: License): string {
    return this.secrets.decrypt('license-key', accountId, keyEncrypted);
  }

  /** Gives an account that has none its license, with a new key. Answers the key. */
  async create(entry: Entry, accountId: string, { product, expiresAt, ...terms }: NewLicense): Promise<string> {
    const key = newKey();
    const { maxClients, maxSessions, maxActiveDevices, maxSessionLengthSeconds } = { ...PRODUCTS[product], ...terms };
    const { renews = false, isTrial = false, isOnPremises = false, agreedYearlyCents } = terms;
    await entry.sql.insert(License, {
      accountId,
      id: newId(),
      product,
      keyEncrypted: this.secrets.encrypt('license-key', accountId, key),
      expiresAt,
      renews,
      isTrial,
      isOnPremises,
      agreedYearlyCents: agreedYearlyCents ?? null,
      maxClients,
      maxSessions,
      maxActiveDevices,
      maxSessionLengthSeconds,
    });
    await this.keys.add(entry, accountId, key);
    return key;
  }

  /**
   * What must hold for an enrollment, a new session and a new build. Reading and closing go on without.
   *
   * @throws ApiError LICENSE_EXPIRED with expiredAt, where it has expired or was terminated
   */
  async requireHolding(entry: Entry, accountId: string): Promise<HoldingLicense> {
    const license = await entry.sql.findOneBy(License, { accountId });
    if (!license) throw noLicense();

    const end = endOf(license);
    if (end <= entry.now && !goesOn(license)) {
      throw new ApiError('LICENSE_EXPIRED', 'The license no longer holds', { expiredAt: end.toISOString() });
    }
    return { product: license.product, maxSessionLengthSeconds: license.maxSessionLengthSeconds };
  }
}

/** The first moment at which a license no longer holds: it has expired, or its terminated contract has run out. */
export const endOf = ({ expiresAt, terminatesAt }: License): Date =>
  terminatesAt && terminatesAt < expiresAt ? terminatesAt : expiresAt;

/** Whether the contract goes on when its year is over. From then until the next invoice is written, the license holds. */
export const goesOn = ({ renews, terminatesAt }: License): boolean => renews && !terminatesAt;

export const noLicense = (): ApiError => new ApiError('NOT_FOUND', 'The account has no license');
