import type { LogFields } from '../log.ts';

/** What happened to the fleet since its last line in the log. */
export class Tally {
  private counts = new Map<string, number>();

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** The counts by name, which start anew. */
  take(): LogFields {
    const taken = Object.fromEntries(this.counts);
    this.counts = new Map();
    return taken;
  }
}
