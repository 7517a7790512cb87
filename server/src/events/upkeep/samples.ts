import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';

/** The time between two samples. */
export const SAMPLE_EVERY_MS = 300_000;

/** Writes down what every account's tally says, every 5 minutes: the charts' past. Several processes write each sample once. */
export class Samples {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly now: Clock,
    private readonly report: (cause: unknown) => void,
  ) {}

  /** Samples at once, and then at every fifth minute of the clock. */
  start(): void {
    if (this.timer) return;
    const turn = () => {
      this.timer = setTimeout(turn, SAMPLE_EVERY_MS - (this.now().getTime() % SAMPLE_EVERY_MS));
      this.run().catch(this.report);
    };
    turn();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  async run(): Promise<void> {
    const now = this.now().getTime();
    // Of every account: no account_id.
    await this.db.query(
      `INSERT INTO tally_sample (account_id, at, clients, clients_online, sessions_active)
       SELECT account_id, $1, clients, clients_online, sessions_active FROM account_tally ON CONFLICT DO NOTHING`,
      [new Date(now - (now % SAMPLE_EVERY_MS))],
    );
  }
}
