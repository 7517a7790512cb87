import { Gatherer } from '../../core/work/gatherer.ts';
import { Repeated } from '../../core/work/repeated.ts';
import type { Doorbell } from '../../events/bell/doorbell.ts';
import type { Confirmations } from './confirmations.ts';
import type { SessionSweeper } from './session-sweeper.ts';
import type { SessionWarnings } from './session-warnings.ts';

/** How soon after news of an account its sessions are looked at, at the earliest since the last look. */
const SOON_MS = 100;
/** How often all sessions are looked at: for what no news tell, and for rings that were lost. */
const SWEEP_MS = 1_000;
const CONFIRM_MS = 5_000;

/** Keeps sessions true: looks at those of an account when it has news, such as a lost device, and at all in turn. */
export class SessionWatch {
  private readonly rung = new Set<string>();
  private readonly soon = new Gatherer(() => this.sweepRung(), SOON_MS);
  private readonly clockwork: readonly Repeated[];
  private stopListening: () => void = () => undefined;

  constructor(
    private readonly sweeper: SessionSweeper,
    warnings: SessionWarnings,
    confirmations: Confirmations,
    private readonly doorbell: Doorbell,
    private readonly report: (cause: unknown) => void,
  ) {
    this.clockwork = [
      new Repeated(() => sweeper.sweep(), SWEEP_MS, report),
      new Repeated(() => warnings.warn(), SWEEP_MS, report),
      new Repeated(() => confirmations.confirm(), CONFIRM_MS, report),
    ];
  }

  start(): void {
    for (const each of this.clockwork) each.start();
    this.stopListening = this.doorbell.onRing(accountIds => {
      for (const accountId of accountIds) this.rung.add(accountId);
      this.soon.ask().catch(this.report);
    });
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.stopListening();
    await Promise.all([...this.clockwork.map(each => each.stop()), this.soon.ask().catch(this.report)]);
  }

  private async sweepRung(): Promise<void> {
    const accountIds = [...this.rung];
    this.rung.clear();
    if (accountIds.length > 0) await this.sweeper.sweep(accountIds);
  }
}
