import type { Origin } from '../../core/context.ts';
import type { Idempotency } from '../../core/idempotency.ts';
import type { Secrets } from '../../core/secrets/secrets.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { License } from '../license.entity.ts';
import { type LicenseService, noLicense } from '../license.service.ts';
import type { EnrollmentKeys } from './enrollment-keys.ts';
import { newKey } from './license-key.ts';
import type { ResetLicenseKeyInput } from './license-key.input.ts';

/** Shows and replaces the key of a license. Nobody sees it without a trace in the log. */
export class LicenseKeyService {
  constructor(
    private readonly ledger: Ledger,
    private readonly licenses: LicenseService,
    private readonly keys: EnrollmentKeys,
    private readonly secrets: Secrets,
    private readonly idempotency: Idempotency,
  ) {}

  /** The key of the viewer's license. @throws ApiError NOT_FOUND where the account has none */
  async reveal(viewer: Viewer, origin: Origin): Promise<string> {
    return this.ledger.write(viewer.accountId, entry => this.revealIn(entry, viewer, origin));
  }

  /**
   * Gives the viewer's license a new key. From the commit on the old one enrolls nothing, not even what was on its way;
   * devices that have enrolled keep their own tokens.
   *
   * @returns the new key
   * @throws ApiError NOT_FOUND where the account has no license, CONFLICT for an idempotency key used otherwise
   */
  async reset(viewer: Viewer, input: ResetLicenseKeyInput, origin: Origin): Promise<string> {
    const { accountId } = viewer;
    const wish = { accountId, by: actorOf(viewer), operation: 'resetLicenseKey', input };
    return this.ledger.write(accountId, async entry => {
      const key = newKey();
      const { isRepeat } = await this.idempotency.once(entry, wish, () => this.replace(entry, viewer, key));
      return isRepeat ? this.revealIn(entry, viewer, origin) : key;
    });
  }

  private async revealIn(entry: Entry, viewer: Viewer, { ip }: Origin): Promise<string> {
    const { accountId } = viewer;
    const license = await entry.sql.findOneBy(License, { accountId });
    if (!license) throw noLicense();
    entry.append({ accountId, type: EventType.LICENSE_KEY_REVEALED, actor: actorOf(viewer), data: { ip } });
    return this.licenses.keyOf(license);
  }

  private async replace(entry: Entry, viewer: Viewer, key: string): Promise<string> {
    const { accountId } = viewer;
    const [[changed]]: [{ id: string }[], number] = await entry.sql.query(
      'UPDATE license SET key_encrypted = $2 WHERE account_id = $1 RETURNING id',
      [accountId, this.secrets.encrypt('license-key', accountId, key)],
    );
    if (!changed) throw noLicense();
    await this.keys.replace(entry, accountId, key);
    entry.append({ accountId, type: EventType.LICENSE_KEY_RESET, actor: actorOf(viewer) });
    return changed.id;
  }
}
