import { ApiError } from '../../core/errors.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import type { LicenseService } from '../../license/license.service.ts';
import type { BuildsService } from '../build/builds.service.ts';
import { requireCustomClients } from '../../license/entitlement.ts';
import type { SigningKeys } from './signing-keys.ts';

const DAY_MS = 86_400_000;
const MAX_OVERLAP_DAYS = 365;
/** A configuration is signed by all of them, and agents read no more than eight. */
const MAX_KEYS = 5;

/** Lets an account change the key that it signs with, without anybody installing anything. */
export class KeyRotation {
  constructor(
    private readonly ledger: Ledger,
    private readonly licenses: LicenseService,
    private readonly signing: SigningKeys,
    private readonly builds: BuildsService,
    /** Called after the commit: something waits to be built and sent. */
    private readonly wake: () => void,
  ) {}

  /**
   * Makes the account's next key, and a new version of each custom client that is signed with it.
   *
   * @param overlapDays for how long the former key signs beside it: 1 to 365
   * @throws ApiError BAD_USER_INPUT, FORBIDDEN by the product, LICENSE_EXPIRED, CONFLICT where there is no key yet, or
   *   there are as many as may be
   */
  async rotate(viewer: Viewer, overlapDays: number): Promise<void> {
    if (overlapDays < 1 || overlapDays > MAX_OVERLAP_DAYS) {
      const fields = { overlapDays: [`must be 1 to ${MAX_OVERLAP_DAYS}`] };
      throw new ApiError('BAD_USER_INPUT', 'Invalid input', { fields });
    }
    const { accountId } = viewer;
    await this.ledger.write(accountId, async entry => {
      requireCustomClients((await this.licenses.requireHolding(entry, accountId)).product);
      const known = await this.signing.known(entry.sql, accountId);
      if (known.length === 0) throw new ApiError('CONFLICT', 'The account has no signing key yet');
      if (known.length >= MAX_KEYS) {
        const details = { limit: MAX_KEYS, used: known.length };
        throw new ApiError('CONFLICT', 'The account has as many keys at once as it may', details);
      }

      const actor = actorOf(viewer);
      const retiresAt = new Date(entry.now.getTime() + overlapDays * DAY_MS);
      const { kid } = await this.signing.rotate(entry, accountId, retiresAt);
      const data = { kid, formerRetiresAt: retiresAt.toISOString() };
      entry.append({ accountId, type: EventType.SIGNING_KEY_ROTATED, actor, data });

      const [clients]: [{ id: string; configurationVersion: number }[], number] = await entry.sql.query(
        `UPDATE custom_client SET configuration_version = configuration_version + 1, updated_at = $2 WHERE account_id = $1
         RETURNING id, configuration_version AS "configurationVersion"`,
        [accountId, entry.now],
      );
      for (const { id: customClientId, configurationVersion } of clients) {
        const changed = { customClientId, changed: ['signingKey'], configurationVersion };
        entry.append({ accountId, type: EventType.CUSTOM_CLIENT_CHANGED, actor, data: changed });
        await this.builds.queueAll(entry, accountId, customClientId, actor);
      }
    });
    this.wake();
  }
}
