import { ApiError } from '../../core/errors.ts';
import type { Idempotency } from '../../core/idempotency.ts';
import { newId } from '../../core/ids.ts';
import type { Secrets } from '../../core/secrets/secrets.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf, SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import type { EnrollmentKeys } from '../../license/key/enrollment-keys.ts';
import { newKey } from '../../license/key/license-key.ts';
import type { LicenseService } from '../../license/license.service.ts';
import { DOWNLOAD_KEY } from '../build/build-parts.ts';
import type { BuildsService } from '../build/builds.service.ts';
import type { SigningKeys } from '../signing/signing-keys.ts';
import { CustomClient } from './custom-client.entity.ts';
import type {
  CreateCustomClientInput,
  DuplicateCustomClientInput,
  UpdateCustomClientInput,
} from './custom-client.input.ts';
import {
  type CustomClientRow,
  type CustomClientService,
  wholeCustomClient,
  type WholeCustomClient,
} from './custom-client.service.ts';
import { requireCustomClients } from '../../license/entitlement.ts';
import type { Prefixes } from './prefixes.ts';
import { changesIn, DEFAULTS, isBuiltAnewFor } from './settings.ts';

/** How many custom clients an account has at most. */
const MAX_CUSTOM_CLIENTS = 200;

export interface MakerParts {
  readonly ledger: Ledger;
  readonly idempotency: Idempotency;
  readonly licenses: LicenseService;
  readonly keys: EnrollmentKeys;
  readonly secrets: Secrets;
  readonly signing: SigningKeys;
  readonly prefixes: Prefixes;
  readonly builds: BuildsService;
  readonly customClients: CustomClientService;
  /** Called after the commit: something waits to be built or sent. */
  readonly wake: () => void;
}

/** Makes custom clients, and changes them. Each change of what devices are told is a new version, which is built anew. */
export class CustomClientMaker {
  constructor(private readonly parts: MakerParts) {}

  /** @throws ApiError LICENSE_EXPIRED, FORBIDDEN by the product, CONFLICT where the account has as many as it may */
  create(viewer: Viewer, input: CreateCustomClientInput): Promise<CustomClientRow> {
    const { name, platform, settings } = input;
    return this.once(viewer, 'createCustomClient', input, entry => {
      const chosen = { ...DEFAULTS, ...changesIn(settings, platform) };
      return this.insert(entry, viewer, { ...chosen, name, platform });
    });
  }

  /** @throws ApiError as `create`, and NOT_FOUND */
  duplicate(viewer: Viewer, input: DuplicateCustomClientInput): Promise<CustomClientRow> {
    return this.once(viewer, 'duplicateCustomClient', input, async entry => {
      const model = await wholeCustomClient(entry.sql, viewer.accountId, input.id);
      const platform = input.platform ?? model.platform;
      const isMsi = model.isMsi && platform === model.platform;
      return this.insert(entry, viewer, { ...model, name: input.name, platform, isMsi });
    });
  }

  /**
   * Changes what is named. What its devices are told makes a new version of its configuration, which is built and sent
   * to those that are online at once, and to the others when they come.
   *
   * @throws ApiError NOT_FOUND, FORBIDDEN by the product, LICENSE_EXPIRED for what needs a new build
   */
  async update(viewer: Viewer, { id, name, settings }: UpdateCustomClientInput): Promise<CustomClientRow> {
    const { accountId } = viewer;
    await this.parts.customClients.requireProduct(accountId);
    await this.parts.ledger.write(accountId, async entry => {
      const before = await wholeCustomClient(entry.sql, accountId, id);
      const wanted: Partial<Chosen> = {
        ...(name != null && { name }),
        ...(settings && changesIn(settings, before.platform)),
      };
      const changed = keysOf(wanted).filter(key => !isSame(wanted[key], before[key]));
      if (changed.length === 0) return;

      const isBuiltAnew = changed.some(isBuiltAnewFor);
      if (isBuiltAnew) await this.parts.licenses.requireHolding(entry, accountId);
      const after = {
        ...before,
        ...wanted,
        configurationVersion: before.configurationVersion + (isBuiltAnew ? 1 : 0),
        updatedAt: entry.now,
      };
      await entry.sql.update(CustomClient, { accountId, id: before.id }, after);
      await applyToDevices(entry, after);
      const actor = actorOf(viewer);
      entry.append({
        accountId,
        type: EventType.CUSTOM_CLIENT_CHANGED,
        actor,
        data: { customClientId: before.id, changed, configurationVersion: after.configurationVersion },
      });
      if (isBuiltAnew) await this.parts.builds.queueAll(entry, accountId, before.id, actor);
    });
    this.parts.wake();
    return this.parts.customClients.required(accountId, id);
  }

  /**
   * Deletes a custom client: its links and keys open nothing any more. Clients that have enrolled as it stay.
   *
   * @throws ApiError NOT_FOUND
   */
  async delete(viewer: Viewer, id: string): Promise<CustomClientRow> {
    const { accountId } = viewer;
    return this.parts.ledger.write(accountId, async entry => {
      const { logo: _, keyEncrypted: __, ...client } = await wholeCustomClient(entry.sql, accountId, id);
      await entry.sql.query(
        'UPDATE enrollment_key SET revoked_at = $3 WHERE account_id = $1 AND custom_client_id = $2 AND revoked_at IS NULL',
        [accountId, client.id, entry.now],
      );
      await entry.sql.delete(CustomClient, { accountId, id: client.id });
      const data = { customClientId: client.id, name: client.name };
      entry.append({ accountId, type: EventType.CUSTOM_CLIENT_DELETED, actor: actorOf(viewer), data });
      return client;
    });
  }

  /** Asks for it to be built once more. @throws ApiError NOT_FOUND, FORBIDDEN by the product, LICENSE_EXPIRED */
  async build(viewer: Viewer, id: string): Promise<CustomClientRow> {
    const { accountId } = viewer;
    await this.parts.ledger.write(accountId, async entry => {
      await this.requireEntitled(entry, accountId);
      const client = await wholeCustomClient(entry.sql, accountId, id);
      await this.parts.builds.queueAll(entry, accountId, client.id, actorOf(viewer));
    });
    this.parts.wake();
    return this.parts.customClients.required(accountId, id);
  }

  private async once(
    viewer: Viewer,
    operation: string,
    input: CreateCustomClientInput | DuplicateCustomClientInput,
    make: (entry: Entry) => Promise<string>,
  ): Promise<CustomClientRow> {
    const { accountId } = viewer;
    const { ledger, idempotency } = this.parts;
    const { id } = await ledger.write(accountId, async entry => {
      await this.requireEntitled(entry, accountId);
      const wish = { accountId, by: actorOf(viewer), operation, input };
      return idempotency.once(entry, wish, () => make(entry));
    });
    this.parts.wake();
    return this.parts.customClients.required(accountId, id);
  }

  private async insert(entry: Entry, viewer: Viewer, chosen: Chosen): Promise<string> {
    const { accountId } = viewer;
    const { keys, secrets, signing, prefixes, builds } = this.parts;
    await requireRoom(entry, accountId);
    await prefixes.ensure(entry, accountId);
    await signing.signers(entry, accountId);

    const [id, key, actor] = [newId(), newKey(), actorOf(viewer)];
    await entry.sql.insert(CustomClient, {
      ...chosen,
      accountId,
      id,
      keyEncrypted: secrets.encrypt(DOWNLOAD_KEY, accountId, key),
      version: '',
      configurationVersion: 1,
      downloads: 0,
      createdAt: entry.now,
      updatedAt: entry.now,
    });
    const { connectionType, aliasPattern } = chosen;
    await keys.addOfCustomClient(entry, accountId, key, {
      customClientId: id,
      connectionType,
      aliasPattern,
      quota: null,
      expiresAt: null,
    });
    const data = { customClientId: id, name: chosen.name, platform: chosen.platform };
    entry.append({ accountId, type: EventType.CUSTOM_CLIENT_CREATED, actor, data });
    await builds.queueAll(entry, accountId, id, actor);
    return id;
  }

  private async requireEntitled(entry: Entry, accountId: string): Promise<void> {
    requireCustomClients((await this.parts.licenses.requireHolding(entry, accountId)).product);
  }
}

/** What is chosen of a custom client. */
type Chosen = Omit<
  CustomClient,
  'accountId' | 'id' | 'keyEncrypted' | 'version' | 'configurationVersion' | 'downloads' | 'createdAt' | 'updatedAt'
>;

const keysOf = (changes: Partial<Chosen>) => Object.keys(changes) as (keyof Chosen)[];

const isSame = (one: unknown, other: unknown): boolean =>
  Buffer.isBuffer(one) && Buffer.isBuffer(other) ? one.equals(other) : one === other;

async function requireRoom(entry: Entry, accountId: string): Promise<void> {
  const used = await entry.sql.countBy(CustomClient, { accountId });
  if (used < MAX_CUSTOM_CLIENTS) return;
  const details = { limit: MAX_CUSTOM_CLIENTS, used };
  throw new ApiError('CONFLICT', 'The account has as many custom clients as it may', details);
}

/** What the server keeps its devices to, those that have enrolled and those that will. */
async function applyToDevices(entry: Entry, client: WholeCustomClient): Promise<void> {
  const { accountId, id, connectionType, aliasPattern } = client;
  await entry.sql.query(
    'UPDATE enrollment_key SET connection_type = $3, alias_pattern = $4 WHERE account_id = $1 AND custom_client_id = $2',
    [accountId, id, connectionType, aliasPattern],
  );
  const [changed]: [{ id: string }[], number] = await entry.sql.query(
    `UPDATE client SET connection_type = $3 WHERE account_id = $1 AND custom_client_id = $2 AND connection_type <> $3
     RETURNING id`,
    [accountId, id, connectionType],
  );
  for (const { id: clientId } of changed) {
    const data = { changed: ['connectionType'] };
    entry.append({ accountId, clientId, type: EventType.CLIENT_CHANGED, actor: SYSTEM, data });
  }
}
