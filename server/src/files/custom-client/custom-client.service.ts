import type { EntityManager } from 'typeorm';
import { ApiError } from '../../core/errors.ts';
import { isUuid } from '../../core/ids.ts';
import { inOrderOf } from '../../core/graphql/loaders.ts';
import { COUNT_LIMIT, keysetOf, type Page, type PageArgs, pageOf, totalOf } from '../../core/graphql/page.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { LicenseService } from '../../license/license.service.ts';
import type { CustomClient } from './custom-client.entity.ts';
import { requireCustomClients } from '../../license/entitlement.ts';
import { type ThingKey, thingKeys } from '../../core/graphql/thing-key.ts';

/** All of a custom client. */
export type WholeCustomClient = Omit<CustomClient, never>;

/** A custom client as lists show it: without its logo, and without its key. */
export type CustomClientRow = Omit<CustomClient, 'logo' | 'keyEncrypted'>;

/** How many of a custom client's clients run one version of its configuration. */
export interface RunningVersion {
  /** Null for those that have not said. */
  readonly version: number | null;
  readonly clients: number;
}

const COLUMNS = `account_id AS "accountId", id, name, platform, is_msi AS "isMsi", program_name AS "programName",
  connection_type AS "connectionType", allow_installation AS "allowInstallation", alias_pattern AS "aliasPattern", comment,
  background_color AS "backgroundColor", accent_color AS "accentColor", options, version,
  configuration_version AS "configurationVersion", downloads, created_at AS "createdAt", updated_at AS "updatedAt"`;

// Ids grow with time, so the newest is the greatest.
const pageInOrder = (way: 'ASC' | 'DESC', beyond: '<' | '>'): string => `
  SELECT ${COLUMNS} FROM custom_client
  WHERE account_id = $1 AND ($3::uuid IS NULL OR id ${beyond} $3) ORDER BY id ${way} LIMIT $2`;
const NEWEST_FIRST = pageInOrder('DESC', '<');
const OLDEST_FIRST = pageInOrder('ASC', '>');
const COUNT = `
  SELECT count(*)::int AS count FROM (SELECT FROM custom_client WHERE account_id = $1 LIMIT ${String(COUNT_LIMIT + 1)}) c`;
const BY_KEYS = `
  SELECT ${COLUMNS} FROM custom_client
  WHERE account_id = ANY ($1) AND (account_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`;
const LOGOS = `
  SELECT account_id AS "accountId", id, logo FROM custom_client
  WHERE account_id = ANY ($1) AND (account_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`;
const RUNNING = `
  SELECT account_id AS "accountId", custom_client_id AS id, configuration_version AS version, count(*)::int AS clients
  FROM client
  WHERE account_id = ANY ($1) AND (account_id, custom_client_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
  GROUP BY 1, 2, 3 ORDER BY 3 DESC NULLS LAST`;

/** Reads the custom clients of accounts whose product has them. */
export class CustomClientService {
  constructor(
    private readonly reader: Reader,
    private readonly licenses: LicenseService,
  ) {}

  /** For `Loaders.by`: the custom client of each key of `thingKey`. */
  readonly byKeys = async (keys: readonly ThingKey[]): Promise<(CustomClientRow | null)[]> => {
    const rows = await this.reader.rows<CustomClientRow>('custom-clients by key', BY_KEYS, thingKeys.parts(keys));
    return inOrderOf(keys, rows, thingKeys.of);
  };

  /** For `Loaders.by`: the logo of each; null where it has none. */
  readonly logosOf = async (keys: readonly ThingKey[]): Promise<(Buffer | null)[]> => {
    const rows = await this.reader.rows<{ accountId: string; id: string; logo: Buffer | null }>(
      'custom-clients logos',
      LOGOS,
      thingKeys.parts(keys),
    );
    return inOrderOf(keys, rows, thingKeys.of).map(row => row?.logo ?? null);
  };

  /** For `Loaders.by`: which versions the clients of each run, the newest first. */
  readonly runningOf = async (keys: readonly ThingKey[]): Promise<RunningVersion[][]> => {
    const rows = await this.reader.rows<RunningVersion & { accountId: string; id: string }>(
      'custom-clients running',
      RUNNING,
      thingKeys.parts(keys),
    );
    return thingKeys.grouped(keys, rows);
  };

  /**
   * A page of the account's custom clients, the newest first.
   *
   * @throws ApiError FORBIDDEN where the product has none; `details.product` names it
   */
  async page(accountId: string, args: PageArgs): Promise<Page<CustomClientRow>> {
    await this.requireProduct(accountId);
    const keyset = keysetOf(args, 1);
    const [from] = keyset.from ?? [];
    if (keyset.from && !isUuid(from)) throw new ApiError('BAD_USER_INPUT', 'No such cursor');

    const [name, text] = keyset.isBackwards ? ['custom-clients back', OLDEST_FIRST] : ['custom-clients', NEWEST_FIRST];
    const rows = await this.reader.rows<CustomClientRow>(name, text, [accountId, keyset.limit, from]);
    const total = async () => {
      const [counted] = await this.reader.rows<{ count: number }>('custom-clients count', COUNT, [accountId]);
      return totalOf(counted?.count ?? 0);
    };
    return pageOf(rows, keyset, row => [row.id], total);
  }

  /** The account's custom client of this id; null where it has none. @throws ApiError FORBIDDEN where the product has none */
  async get(accountId: string, id: string): Promise<CustomClientRow | null> {
    await this.requireProduct(accountId);
    if (!isUuid(id)) return null;
    const [row] = await this.reader.rows<CustomClientRow>('custom-clients by key', BY_KEYS, [[accountId], [id]]);
    return row ?? null;
  }

  /** As `get`. @throws ApiError NOT_FOUND where the account has none of this id, too */
  async required(accountId: string, id: string): Promise<CustomClientRow> {
    const client = await this.get(accountId, id);
    if (!client) throw new ApiError('NOT_FOUND', 'There is no such custom client');
    return client;
  }

  /** @throws ApiError FORBIDDEN where the account's product has no custom clients */
  async requireProduct(accountId: string): Promise<void> {
    requireCustomClients((await this.licenses.of(accountId)).product);
  }
}

/** The whole of a custom client, for what builds and signs it. @throws ApiError NOT_FOUND where there is none */
export async function wholeCustomClient(sql: EntityManager, accountId: string, id: string): Promise<WholeCustomClient> {
  const [row]: WholeCustomClient[] = isUuid(id)
    ? await sql.query(
        `SELECT ${COLUMNS}, logo, key_encrypted AS "keyEncrypted" FROM custom_client WHERE account_id = $1 AND id = $2`,
        [accountId, id],
      )
    : [];
  if (!row) throw new ApiError('NOT_FOUND', 'There is no such custom client');
  return row;
}
