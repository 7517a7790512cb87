import { timingSafeEqual } from 'node:crypto';
import type { Origin } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import { hashOf, newSecret } from '../../core/ids.ts';
import type { Secrets } from '../../core/secrets/secrets.ts';
import { deviceActor } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { requireCustomClients } from '../../license/entitlement.ts';
import type { EnrollmentKey, EnrollmentKeys } from '../../license/key/enrollment-keys.ts';
import type { LicenseService } from '../../license/license.service.ts';
import type { Places } from '../../license/places.ts';
import { nameByPattern } from '../alias/enrolled-alias.ts';
import { Presence } from '../client.entity.ts';
import { CLIENT_COLUMNS, type ClientRow } from '../client-row.ts';
import { suspectClones } from '../clones/clone-suspicion.ts';
import type { PresenceService } from '../presence/presence.service.ts';
import type { EnrollClientInput, EnrollClientPayload } from './enrollment.input.ts';
import { storedHardwareId } from './hardware-id.ts';
import type { KeyTries } from './key-tries.ts';
import type { Numbers } from './numbers.ts';

/** What enrollment works with. */
export interface EnrollmentParts {
  readonly ledger: Ledger;
  readonly secrets: Secrets;
  readonly keys: EnrollmentKeys;
  readonly licenses: LicenseService;
  readonly places: Places;
  readonly numbers: Numbers;
  readonly tries: KeyTries;
  readonly presence: PresenceService;
}

/** A device that enrolls, as the transaction sees it. */
interface Candidate {
  readonly key: EnrollmentKey;
  readonly input: EnrollClientInput;
  readonly hardwareHash: string;
  readonly newTokenHash: Buffer;
  readonly origin: Origin;
}

/** The client that the device may be, by its hardware id or its token. */
interface Known {
  readonly id: string;
  readonly presence: Presence;
  readonly tokenHash: Buffer;
}

/** Makes devices clients of accounts. A device has one identity, its number and token, and one machine has one client in an account. */
export class EnrollmentService {
  constructor(private readonly parts: EnrollmentParts) {}

  /**
   * Enrolls a device: for the first time, which takes a seat, or anew, which gives it a new token. The old one ends at once.
   *
   * @throws ApiError RATE_LIMITED, LICENSE_KEY_INVALID, LICENSE_EXPIRED, FORBIDDEN while the account is suspended, SEAT_LIMIT_REACHED; CLONE_SUSPECTED where its
   *   machine is a client already that is not offline, and it lacks the token; CONFLICT for a client of another account
   */
  async enroll(input: EnrollClientInput, origin: Origin): Promise<EnrollClientPayload> {
    const { ledger, keys, licenses, secrets, presence } = this.parts;
    const key = await this.keyOf(input.key, origin);
    const token = newSecret();
    const newTokenHash = hashOf(token);
    const hardwareHash = storedHardwareId(secrets, input.hardwareId);

    const client = await ledger.write(key.accountId, async entry => {
      await keys.requireHolding(entry, key);
      await requireActive(entry, key.accountId);
      const { product } = await licenses.requireHolding(entry, key.accountId);
      if (key.kind === 'CUSTOM_CLIENT') requireCustomClients(product);
      return this.admit(entry, { key, input, hardwareHash, newTokenHash, origin });
    });
    // Thrown only now, as the flags that go with it are to stay.
    if (!client) throw new ApiError('CLONE_SUSPECTED', 'A device with the same hardware id is online');
    presence.replaced(client.id, newTokenHash.toString('base64'));
    return { client, token };
  }

  private async keyOf(typed: string, { ip }: Origin): Promise<EnrollmentKey> {
    const { keys, tries } = this.parts;
    await tries.requireFewer(ip);
    try {
      return await keys.find(typed);
    } catch (error) {
      if (error instanceof ApiError) await tries.add(ip);
      throw error;
    }
  }

  /** The client that the device is from now on; null where it is suspected of being a clone. */
  private async admit(entry: Entry, candidate: Candidate): Promise<ClientRow | null> {
    const { accountId } = candidate.key;
    const { clientId, token } = candidate.input;
    const hash = token ? hashOf(token) : undefined;
    const owner = clientId && hash ? await this.parts.numbers.ownerOf(entry, clientId, hash) : undefined;
    if (owner != null && owner !== accountId) {
      throw new ApiError('CONFLICT', 'The device is a client of another account. Remove it there first');
    }

    const sameMachine = await findKnown(entry, accountId, 'hardware_id', candidate.hardwareHash);
    const known = sameMachine ?? (owner ? await findKnown(entry, accountId, 'id', String(clientId)) : undefined);
    if (!known) return this.add(entry, candidate, owner === null ? clientId : undefined);

    const isItself = sameMachine && hash && timingSafeEqual(hash, sameMachine.tokenHash);
    if (isItself || known.presence === Presence.OFFLINE) return this.renew(entry, candidate, known.id);
    await suspect(entry, candidate, owner && clientId ? [known.id, clientId] : [known.id]);
    return null;
  }

  private async add(entry: Entry, candidate: Candidate, number: string | null | undefined): Promise<ClientRow> {
    const { key, input, hardwareHash, newTokenHash } = candidate;
    const { keys, places, numbers } = this.parts;
    const { accountId, connectionType, customClientId } = key;
    await keys.use(entry, key);
    await places.takeSeat(entry, accountId);
    if (number) await numbers.assign(entry, accountId, number, newTokenHash);
    const id = number ?? (await numbers.take(entry, accountId, newTokenHash));

    const { platform, hostName, version } = input;
    const configurationVersion = customClientId ? (input.configurationVersion ?? null) : null;
    const rows: ClientRow[] = await entry.sql.query(
      `INSERT INTO client AS c (account_id, id, hardware_id, platform, host_name, version, connection_type,
         custom_client_id, configuration_version, enrolled_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${CLIENT_COLUMNS}`,
      [
        ...[accountId, id, hardwareHash, platform, hostName || null, version || null, connectionType],
        ...[customClientId, configurationVersion, entry.now],
      ],
    );
    entry.count(accountId, { clients: 1 });
    appendEnrolled(entry, candidate.key, id, false);
    const client = one(rows);
    if (key.aliasPattern) client.alias = await nameByPattern(entry, accountId, key.aliasPattern, client);
    return client;
  }

  private async renew(entry: Entry, candidate: Candidate, id: string): Promise<ClientRow> {
    const { key, input, hardwareHash, newTokenHash } = candidate;
    const { accountId, connectionType, customClientId } = key;
    await this.parts.numbers.assign(entry, accountId, id, newTokenHash);

    const { platform, hostName, version } = input;
    const configurationVersion = customClientId ? (input.configurationVersion ?? null) : null;
    const [rows]: [ClientRow[], number] = await entry.sql.query(
      `UPDATE client c SET hardware_id = $3, platform = $4, host_name = coalesce($5, c.host_name),
         version = coalesce($6, c.version), connection_type = $7, custom_client_id = $8, configuration_version = $9,
         configuration_offered = NULL
       WHERE c.account_id = $1 AND c.id = $2 RETURNING ${CLIENT_COLUMNS}`,
      [
        ...[accountId, id, hardwareHash, platform, hostName || null, version || null, connectionType],
        ...[customClientId, configurationVersion],
      ],
    );
    appendEnrolled(entry, candidate.key, id, true);
    return one(rows);
  }
}

async function requireActive(entry: Entry, accountId: string): Promise<void> {
  const rows: unknown[] = await entry.sql.query('SELECT FROM account WHERE id = $1 AND suspended_at IS NULL', [
    accountId,
  ]);
  if (rows.length === 0) throw new ApiError('FORBIDDEN', 'The account is suspended');
}

async function findKnown(
  entry: Entry,
  accountId: string,
  column: 'hardware_id' | 'id',
  value: string,
): Promise<Known | undefined> {
  const [known]: Known[] = await entry.sql.query(
    `SELECT c.id, c.presence, n.token_hash AS "tokenHash"
     FROM client c JOIN client_number n ON n.account_id = c.account_id AND n.number = c.id
     WHERE c.account_id = $1 AND c.${column} = $2`,
    [accountId, value],
  );
  return known;
}

/** Flags the clients for a person to look at, who is told what the refused device said of itself. */
async function suspect(entry: Entry, { key, input, origin }: Candidate, ids: readonly string[]): Promise<void> {
  const { accountId } = key;
  const { platform, hostName = null, version = null } = input;
  await suspectClones(entry, accountId, ids, { reason: 'HARDWARE_ID', hostName, platform, version, ip: origin.ip });
}

function appendEnrolled(entry: Entry, key: EnrollmentKey, clientId: string, again: boolean): void {
  const { accountId, customClientId } = key;
  const data = { again, ...(customClientId && { customClientId }) };
  entry.append({ accountId, clientId, type: EventType.CLIENT_ENROLLED, actor: deviceActor(clientId), data });
}

function one<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('The client is gone');
  return row;
}
