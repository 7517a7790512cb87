import { randomBytes } from 'node:crypto';
import { ApiError } from '../../core/errors.ts';
import type { Idempotency } from '../../core/idempotency.ts';
import { isUuid, newId } from '../../core/ids.ts';
import { inOrderOf } from '../../core/graphql/loaders.ts';
import type { Secrets } from '../../core/secrets/secrets.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import type { EnrollmentKeys } from '../../license/key/enrollment-keys.ts';
import { newKey } from '../../license/key/license-key.ts';
import type { LicenseService } from '../../license/license.service.ts';
import { DOWNLOAD_KEY } from '../build/build-parts.ts';
import type { BuildsService } from '../build/builds.service.ts';
import { wholeCustomClient } from '../custom-client/custom-client.service.ts';
import { requireCustomClients } from '../../license/entitlement.ts';
import { type ThingKey, thingKeys } from '../../core/graphql/thing-key.ts';
import { DownloadLink } from './download-link.entity.ts';
import type { CreateDownloadLinkInput } from './download-link.input.ts';

/** How many links of a custom client hold at once at most. */
const MAX_LINKS = 20;
const SLUG_BYTES = 16;
const SLUG = /^[\w-]{22}$/;
const SLUG_PURPOSE = 'download-link';

const COLUMNS = `l.account_id AS "accountId", l.id, l.custom_client_id AS "customClientId", l.note,
  l.slug_encrypted AS "slugEncrypted", l.enrollment_key_id AS "enrollmentKeyId", l.max_enrollments AS "maxEnrollments",
  l.downloads, l.created_at AS "createdAt", l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt"`;
const OF_CUSTOM_CLIENTS = `
  SELECT ${COLUMNS}, coalesce(k.used, 0) AS enrollments
  FROM download_link l LEFT JOIN enrollment_key k ON k.account_id = l.account_id AND k.id = l.enrollment_key_id
  WHERE l.account_id = ANY ($1) AND (l.account_id, l.custom_client_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
  ORDER BY l.id DESC`;
const BY_KEYS = `
  SELECT ${COLUMNS}, coalesce(k.used, 0) AS enrollments
  FROM download_link l LEFT JOIN enrollment_key k ON k.account_id = l.account_id AND k.id = l.enrollment_key_id
  WHERE l.account_id = ANY ($1) AND (l.account_id, l.id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`;
const BY_SLUG = `
  SELECT l.account_id AS "accountId", l.id, l.custom_client_id AS "customClientId", n.product
  FROM download_slug s
  JOIN download_link l ON l.account_id = s.account_id AND l.id = s.link_id
  JOIN account a ON a.id = l.account_id AND a.suspended_at IS NULL
  JOIN license n ON n.account_id = l.account_id
  WHERE s.hash = $1 AND l.revoked_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > $2)`;
const ENDED = `
  SELECT v.id FROM unnest($1::uuid[], $2::uuid[]) v (account_id, id)
  WHERE NOT EXISTS (
    SELECT FROM download_link l WHERE l.account_id = v.account_id AND l.id = v.id AND l.revoked_at IS NULL)`;

/** A link as the API shows it. */
export type LinkRow = Omit<DownloadLink, 'keyEncrypted'> & { readonly enrollments: number };

/** A link that opens something now. */
export interface OpenLink {
  readonly accountId: string;
  readonly id: string;
  readonly customClientId: string;
}

export interface LinkParts {
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly idempotency: Idempotency;
  readonly secrets: Secrets;
  readonly keys: EnrollmentKeys;
  readonly licenses: LicenseService;
  readonly builds: BuildsService;
  /** Called after the commit: something waits to be built. */
  readonly wake: () => void;
}

/** Public links. Each has an address of 128 random bits and an enrollment key of its own, and both end with it. */
export class LinksService {
  constructor(private readonly parts: LinkParts) {}

  /** For `Loaders.by`: the links of each custom client, the newest first. */
  readonly byCustomClients = async (keys: readonly ThingKey[]): Promise<LinkRow[][]> => {
    const rows = await this.parts.reader.rows<LinkRow>('links', OF_CUSTOM_CLIENTS, thingKeys.parts(keys));
    const of = ({ accountId, customClientId: id }: LinkRow) => thingKeys.of({ accountId, id });
    return keys.map(key => rows.filter(row => of(row) === key));
  };

  /** The last part of the link's address. */
  slugOf({ accountId, slugEncrypted }: LinkRow): string {
    return this.parts.secrets.decrypt(SLUG_PURPOSE, accountId, slugEncrypted);
  }

  /**
   * Makes a link, and has its download built.
   *
   * @throws ApiError NOT_FOUND, FORBIDDEN by the product, LICENSE_EXPIRED, BAD_USER_INPUT for an end that has passed,
   *   CONFLICT where the custom client has as many links as it may
   */
  async create(viewer: Viewer, input: CreateDownloadLinkInput): Promise<LinkRow> {
    const { accountId } = viewer;
    const { ledger, licenses, idempotency } = this.parts;
    const { id } = await ledger.write(accountId, async entry => {
      requireCustomClients((await licenses.requireHolding(entry, accountId)).product);
      const wish = { accountId, by: actorOf(viewer), operation: 'createDownloadLink', input };
      return idempotency.once(entry, wish, () => this.insert(entry, viewer, input));
    });
    this.parts.wake();
    return this.shown(accountId, id);
  }

  /**
   * Ends a link: from the answer on it opens nothing, and its downloads enroll nothing. One that has ended stays as it is.
   *
   * @throws ApiError NOT_FOUND
   */
  async revoke(viewer: Viewer, id: string): Promise<LinkRow> {
    const { accountId } = viewer;
    await this.parts.ledger.write(accountId, async entry => {
      const [[link]]: [{ customClientId: string; keyId: string }[], number] = isUuid(id)
        ? await entry.sql.query(
            `UPDATE download_link SET revoked_at = $3 WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL
             RETURNING custom_client_id AS "customClientId", enrollment_key_id AS "keyId"`,
            [accountId, id, entry.now],
          )
        : [[], 0];
      if (!link) return;
      await entry.sql.query('UPDATE enrollment_key SET revoked_at = $3 WHERE account_id = $1 AND id = $2', [
        accountId,
        link.keyId,
        entry.now,
      ]);
      const data = { customClientId: link.customClientId, linkId: id };
      entry.append({ accountId, type: EventType.DOWNLOAD_LINK_REVOKED, actor: actorOf(viewer), data });
    });
    return this.shown(accountId, id);
  }

  /** What the last part of an address opens now; null where it opens nothing. */
  async open(slug: string, now: Date): Promise<OpenLink | null> {
    if (!SLUG.test(slug)) return null;
    const { reader, secrets } = this.parts;
    const values = [secrets.keyedHash(SLUG_PURPOSE, slug), now];
    const [found] = await reader.rows<OpenLink & { product: Parameters<typeof requireCustomClients>[0] }>(
      'links.open',
      BY_SLUG,
      values,
    );
    if (!found) return null;
    try {
      requireCustomClients(found.product);
      return found;
    } catch {
      return null;
    }
  }

  /** Those of the links that were revoked, or are gone. */
  async ended(links: readonly OpenLink[]): Promise<string[]> {
    const rows = await this.parts.reader.rows<{ id: string }>('links.ended', ENDED, [
      links.map(({ accountId }) => accountId),
      links.map(({ id }) => id),
    ]);
    return rows.map(({ id }) => id);
  }

  private async insert(entry: Entry, viewer: Viewer, input: CreateDownloadLinkInput): Promise<string> {
    const { accountId } = viewer;
    const { secrets, keys, builds } = this.parts;
    const { note = null, maxEnrollments = null, expiresAt = null } = input;
    if (expiresAt && expiresAt <= entry.now) {
      throw new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { expiresAt: ['must be in the future'] } });
    }
    const client = await wholeCustomClient(entry.sql, accountId, input.customClientId);
    await requireRoom(entry, accountId, client.id);

    const [id, key, slug, actor] = [newId(), newKey(), randomBytes(SLUG_BYTES).toString('base64url'), actorOf(viewer)];
    const { connectionType, aliasPattern } = client;
    const terms = { customClientId: client.id, connectionType, aliasPattern, quota: maxEnrollments, expiresAt };
    await entry.sql.insert(DownloadLink, {
      accountId,
      id,
      customClientId: client.id,
      slugEncrypted: secrets.encrypt(SLUG_PURPOSE, accountId, slug),
      keyEncrypted: secrets.encrypt(DOWNLOAD_KEY, accountId, key),
      enrollmentKeyId: await keys.addOfCustomClient(entry, accountId, key, terms),
      note: note || null,
      maxEnrollments,
      downloads: 0,
      createdAt: entry.now,
      expiresAt,
    });
    await entry.sql.query('INSERT INTO download_slug (hash, account_id, link_id) VALUES ($1, $2, $3)', [
      secrets.keyedHash(SLUG_PURPOSE, slug),
      accountId,
      id,
    ]);
    const data = { customClientId: client.id, linkId: id, expiresAt, maxEnrollments };
    entry.append({ accountId, type: EventType.DOWNLOAD_LINK_CREATED, actor, data });
    await builds.queue(entry, { accountId, customClientId: client.id, linkId: id }, actor);
    return id;
  }

  private async shown(accountId: string, id: string): Promise<LinkRow> {
    const rows = isUuid(id) ? await this.parts.reader.rows<LinkRow>('links.by-key', BY_KEYS, [[accountId], [id]]) : [];
    const [link] = inOrderOf([id.toLowerCase()], rows, row => row.id);
    if (!link) throw new ApiError('NOT_FOUND', 'There is no such link');
    return link;
  }
}

async function requireRoom(entry: Entry, accountId: string, customClientId: string): Promise<void> {
  const [row]: { used: number }[] = await entry.sql.query(
    `SELECT count(*)::int AS used FROM download_link WHERE account_id = $1 AND custom_client_id = $2 AND revoked_at IS NULL
       AND (expires_at IS NULL OR expires_at > $3)`,
    [accountId, customClientId, entry.now],
  );
  const used = row?.used ?? 0;
  if (used < MAX_LINKS) return;
  throw new ApiError('CONFLICT', 'The custom client has as many links as it may', { limit: MAX_LINKS, used });
}
