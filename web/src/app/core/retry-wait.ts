import { InjectionToken } from '@angular/core';

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** Milliseconds before try `attempt` (from 0): doubling to 15 s, times a half to one and a half, so that a crowd spreads out. */
export function jitteredWaitMs(attempt: number, random: () => number = Math.random): number {
  return Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS) * (0.5 + random());
}

/** How long to wait before asking the server again. Specs wait for nothing. */
export const RETRY_WAIT = new InjectionToken<(attempt: number) => number>('RETRY_WAIT', {
  factory: () => attempt => jitteredWaitMs(attempt),
});
