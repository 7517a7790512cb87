import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { Repeated } from '../../core/work/repeated.ts';
import { SYSTEM } from '../../events/actor.ts';
import type { Ledger } from '../../events/ledger.ts';
import { Product } from '../../license/product.ts';
import { PRODUCTS } from '../../license/products.ts';
import type { SigningKeys } from '../signing/signing-keys.ts';
import type { BuildFiles } from './build-files.ts';
import type { BuildParts } from './build-parts.ts';
import { type BuildsService, KEPT } from './builds.service.ts';

const EVERY_MS = 60_000;

/** Whoever has custom clients, by product. */
const ENTITLED = Object.values(Product).filter(product => PRODUCTS[product].hasCustomClients);

// What was never built has waited for somebody to ask; what was deleted is not there.
const OUTDATED = `
  SELECT c.account_id AS "accountId", c.id FROM custom_client c
  JOIN license n ON n.account_id = c.account_id AND n.product = ANY ($2)
    AND least(n.expires_at, coalesce(n.terminates_at, n.expires_at)) > $3
  WHERE c.key_encrypted IS NOT NULL AND NOT EXISTS (
    SELECT FROM custom_client_build b
    WHERE b.account_id = c.account_id AND b.custom_client_id = c.id AND b.link_id IS NULL
      AND (b.state IN ('QUEUED', 'BUILDING')
        OR (b.state = 'READY' AND b.agent_sha256 = $1 AND b.configuration_version = c.configuration_version)))`;
const OLD = `
  DELETE FROM custom_client_build b USING (
    SELECT account_id, id, row_number() OVER (
      PARTITION BY account_id, custom_client_id, link_id ORDER BY id DESC) AS place
    FROM custom_client_build WHERE state IN ('READY', 'FAILED')) old
  WHERE b.account_id = old.account_id AND b.id = old.id AND old.place > $1`;
const KNOWN = 'SELECT id FROM custom_client_build WHERE account_id IS NOT NULL AND id = ANY ($1)';

/** Keeps what is built up to date, and the disk free of what is not. */
export class BuildUpkeep {
  private readonly timer: Repeated;

  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly builds: BuildsService,
    private readonly parts: BuildParts,
    private readonly files: BuildFiles,
    private readonly signing: SigningKeys,
    private readonly now: Clock,
    report: (cause: unknown) => void,
  ) {
    this.timer = new Repeated(() => this.clean(), EVERY_MS, report);
  }

  async start(): Promise<void> {
    this.timer.start();
    await this.renew();
  }

  stop(): Promise<void> {
    return this.timer.stop();
  }

  /** Has everything built anew that was built with another agent than this process has: the portal has a newer one. */
  async renew(): Promise<void> {
    const agent = await this.parts.agentProgram().catch(() => undefined);
    if (!agent) return;
    const outdated: { accountId: string; id: string }[] = await this.db.query(OUTDATED, [
      agent.sha256,
      ENTITLED,
      this.now(),
    ]);
    for (const { accountId, id } of outdated) {
      await this.ledger.write(accountId, entry => this.builds.queueAll(entry, accountId, id, SYSTEM));
    }
  }

  /** Forgets old builds, removes files that no build has, and destroys keys whose overlap is over. Once a minute. */
  async clean(): Promise<void> {
    await this.signing.retire(this.db.manager, this.now());
    await this.db.query(OLD, [KEPT]);
    const here = await this.files.ids();
    const rows: { id: string }[] = await this.db.query(KNOWN, [here]);
    const known = new Set(rows.map(({ id }) => id));
    await this.files.remove(here.filter(id => !known.has(id)));
  }
}
