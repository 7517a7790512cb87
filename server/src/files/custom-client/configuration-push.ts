import type { DataSource } from 'typeorm';
import { CommandKind } from '../../clients/command.type.ts';
import type { CommandService } from '../../clients/command/command.service.ts';
import type { Clock } from '../../core/context.ts';
import { Gatherer } from '../../core/work/gatherer.ts';
import { Repeated } from '../../core/work/repeated.ts';
import { SYSTEM } from '../../events/actor.ts';
import type { Ledger } from '../../events/ledger.ts';
import { signedText } from '../signing/signed-text.ts';
import type { SigningKeys } from '../signing/signing-keys.ts';
import { configurationOf } from './configuration.ts';
import { wholeCustomClient } from './custom-client.service.ts';
import { type Prefixes, prefixOf } from './prefixes.ts';

/** How often it is looked for devices that are behind, such as one that came online with what it had been downloaded with. */
const EVERY_MS = 5_000;
/** How many devices are told in one transaction. */
const BATCH = 500;
/** For how long a device may leave it unanswered; after that it is told once more. */
const HOLDS_MS = 30 * 86_400_000;

const IS_BEHIND = `c.presence <> 'OFFLINE'
  AND (c.configuration_version IS NULL OR c.configuration_version < cc.configuration_version)
  AND (c.configuration_offered IS NULL OR c.configuration_offered < cc.configuration_version OR c.configuration_offered_at <= $1)`;
const BEHIND = `
  SELECT cc.account_id AS "accountId", cc.id FROM custom_client cc
  WHERE EXISTS (SELECT FROM client c WHERE c.account_id = cc.account_id AND c.custom_client_id = cc.id AND ${IS_BEHIND})`;
const OFFER = `
  UPDATE client SET configuration_offered = $4, configuration_offered_at = $5
  WHERE account_id = $2 AND id IN (
    SELECT c.id FROM client c JOIN custom_client cc ON cc.account_id = c.account_id AND cc.id = c.custom_client_id
    WHERE c.account_id = $2 AND c.custom_client_id = $3 AND ${IS_BEHIND} ORDER BY c.id LIMIT ${BATCH})
  RETURNING id`;

/**
 * Sends the newest configuration of each custom client to its devices that are online and run an older one. A device is
 * told once: what it rejects it is not told again, until there is a newer one.
 */
export class ConfigurationPush {
  private readonly timer: Repeated;
  private readonly turns: Gatherer;

  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly commands: CommandService,
    private readonly signing: SigningKeys,
    private readonly prefixes: Prefixes,
    private readonly portalUrl: URL,
    private readonly now: Clock,
    private readonly report: (cause: unknown) => void,
  ) {
    this.turns = new Gatherer(() => this.run(), 0);
    this.timer = new Repeated(() => this.turns.ask(), EVERY_MS, report);
  }

  start(): void {
    this.timer.start();
  }

  stop(): Promise<void> {
    return this.timer.stop();
  }

  /** There may be a newer configuration. */
  wake(): void {
    this.turns.ask().catch(this.report);
  }

  /** Tells every device that is behind. */
  async run(): Promise<void> {
    const behind: { accountId: string; id: string }[] = await this.db.query(BEHIND, [this.longAgo(this.now())]);
    for (const { accountId, id } of behind) while ((await this.offer(accountId, id)) === BATCH);
  }

  /** Tells some of those that are behind; answers how many. */
  private offer(accountId: string, customClientId: string): Promise<number> {
    return this.ledger.write(accountId, async entry => {
      const client = await wholeCustomClient(entry.sql, accountId, customClientId);
      const { configurationVersion: version } = client;
      const values = [this.longAgo(entry.now), accountId, customClientId, version, entry.now];
      const [told]: [{ id: string }[], number] = await entry.sql.query(OFFER, values);
      if (told.length === 0) return 0;

      const prefix = prefixOf(await this.prefixes.ensure(entry, accountId), client);
      const content = configurationOf(client, { prefix, server: this.portalUrl.origin });
      const config = signedText(content, await this.signing.signers(entry, accountId));
      const expiresAt = new Date(entry.now.getTime() + HOLDS_MS);
      const command = { accountId, kind: CommandKind.SET_CONFIG, data: { version, config }, expiresAt, actor: SYSTEM };
      await this.commands.queueForAll(
        entry,
        command,
        told.map(({ id }) => id),
      );
      return told.length;
    });
  }

  private longAgo(now: Date): Date {
    return new Date(now.getTime() - HOLDS_MS);
  }
}
