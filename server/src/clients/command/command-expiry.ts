import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { Repeated } from '../../core/work/repeated.ts';
import type { Ledger } from '../../events/ledger.ts';
import type { CommandService } from './command.service.ts';

/** How often it is looked for commands whose time has passed. */
const EVERY_MS = 5_000;

const LATE = `
  SELECT t.account_id FROM account_tally t
  WHERE EXISTS (
    SELECT FROM command c
    WHERE c.account_id = t.account_id AND c.state IN ('QUEUED', 'DELIVERED') AND c.expires_at <= $1)`;

/** Lets commands expire. In several processes at once each command expires once. */
export class CommandExpiry {
  private readonly timer: Repeated;

  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly commands: CommandService,
    private readonly now: Clock,
    report: (cause: unknown) => void,
  ) {
    this.timer = new Repeated(() => this.sweep(), EVERY_MS, report);
  }

  start(): void {
    this.timer.start();
  }

  stop(): Promise<void> {
    return this.timer.stop();
  }

  async sweep(): Promise<void> {
    const late: { account_id: string }[] = await this.db.query(LATE, [this.now()]);
    const accountIds = late.map(row => row.account_id);
    if (accountIds.length > 0)
      await this.ledger.write(accountIds, entry => this.commands.expireLate(entry, accountIds));
  }
}
