import { addYears, DAY_MS } from '../core/time/dates.ts';
import { shareOf } from '../core/money.ts';

/** How much of a paid year is left. */
export interface Rest {
  /** Days until its end, of which a begun one counts. */
  readonly days: number;
  /** Days that the year has: 365 or 366. */
  readonly of: number;
}

/** What is left at `now` of the year that ends at `end`, or of several years. */
export function restOf(now: Date, end: Date): Rest {
  const days = (from: Date) => Math.ceil((end.getTime() - from.getTime()) / DAY_MS);
  return { days: Math.max(0, days(now)), of: days(addYears(end, -1)) };
}

/** What the rest of a year costs where the whole year costs `yearlyCents`: by days, rounded half up to whole cents. */
export const restCents = (yearlyCents: number, { days, of }: Rest): number => shareOf(yearlyCents, days, of);
