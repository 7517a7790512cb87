import { InjectionToken } from '@angular/core';

/** How fast a live list follows, in milliseconds. Specs wait for nothing. */
export interface LivePace {
  /** What is heard is gathered for so long and drawn at once: many changes cost one drawing. */
  readonly gatherMs: number;
  /** Rows that come and go make a page be read anew, but not more often than this. */
  readonly rereadMs: number;
}

export const LIVE_PACE = new InjectionToken<LivePace>('LIVE_PACE', {
  factory: () => ({ gatherMs: 250, rereadMs: 1_000 }),
});
