import { Gatherer } from '../../core/work/gatherer.ts';
import { SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import type { BuildTarget } from '../build/builds.service.ts';

/** How long downloads gather before they are written: many at once are one event. */
const EVERY_MS = 1_000;

/** Counts what is downloaded. What a process has counted in its last second is lost with it. */
export class DownloadCounts {
  private readonly counted = new Map<string, { readonly target: BuildTarget; times: number }>();
  private readonly writes = new Gatherer(() => this.write(), EVERY_MS);

  constructor(
    private readonly ledger: Ledger,
    private readonly report: (cause: unknown) => void,
  ) {}

  /** A download has begun. */
  add(target: BuildTarget): void {
    const key = `${target.accountId}/${target.customClientId}/${target.linkId ?? ''}`;
    const known = this.counted.get(key);
    if (known) known.times += 1;
    else this.counted.set(key, { target, times: 1 });
    this.writes.ask().catch(this.report);
  }

  /** Resolves when everything is written. */
  async flush(): Promise<void> {
    if (this.counted.size > 0) await this.writes.ask().catch(this.report);
  }

  private async write(): Promise<void> {
    const batch = [...this.counted.values()];
    this.counted.clear();
    for (const { target, times } of batch) await this.writeOne(target, times);
  }

  private writeOne({ accountId, customClientId, linkId }: BuildTarget, times: number): Promise<void> {
    return this.ledger.write(accountId, async entry => {
      const [, counted]: [unknown, number] = await entry.sql.query(
        'UPDATE custom_client SET downloads = downloads + $3 WHERE account_id = $1 AND id = $2',
        [accountId, customClientId, times],
      );
      if (counted === 0) return;
      if (linkId !== null) {
        await entry.sql.query('UPDATE download_link SET downloads = downloads + $3 WHERE account_id = $1 AND id = $2', [
          accountId,
          linkId,
          times,
        ]);
      }
      const data = { customClientId, linkId, times };
      entry.append({ accountId, type: EventType.CUSTOM_CLIENT_DOWNLOADED, actor: SYSTEM, data });
    });
  }
}
