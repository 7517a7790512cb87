import { addYears } from '../core/time/dates.ts';
import { restCents, restOf } from './prices.ts';
import { namespaceYearlyCents } from './products.ts';

describe('the price of the rest of a year', () => {
  const cases: [what: string, now: string, end: string, days: number, of: number, cents: number][] = [
    ['of all of it', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', 365, 365, 36_500],
    ['of one with a leap day', '2027-06-01T00:00:00Z', '2028-06-01T00:00:00Z', 366, 366, 36_500],
    ['of a day that has begun', '2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00Z', 1, 365, 100],
    ['of a day and a moment', '2026-12-30T23:59:59.999Z', '2027-01-01T00:00:00Z', 2, 365, 200],
    ['of nothing', '2027-01-01T00:00:00Z', '2027-01-01T00:00:00Z', 0, 365, 0],
    ['of less than nothing', '2027-02-01T00:00:00Z', '2027-01-01T00:00:00Z', 0, 365, 0],
    ['of several years', '2025-01-01T00:00:00Z', '2027-01-01T00:00:00Z', 730, 365, 73_000],
  ];
  for (const [what, now, end, days, of, cents] of cases) {
    it(what, () => {
      const rest = restOf(new Date(now), new Date(end));
      expect(rest).toEqual({ days, of });
      expect(restCents(36_500, rest)).toBe(cents);
    });
  }

  it('is in whole cents, half a cent up', () => {
    expect(restCents(365, { days: 1, of: 730 })).toBe(1);
    expect(restCents(364, { days: 1, of: 730 })).toBe(0);
  });

  it('goes by years of the calendar', () => {
    expect(addYears(new Date('2024-02-29T10:00:00Z'), 1)).toEqual(new Date('2025-02-28T10:00:00Z'));
    expect(addYears(new Date('2028-02-29T10:00:00Z'), -1)).toEqual(new Date('2027-02-28T10:00:00Z'));
    expect(addYears(new Date('2026-12-31T23:59:59Z'), 1)).toEqual(new Date('2027-12-31T23:59:59Z'));
  });

  it('of a namespace is a base with the first hundred aliases, and more for each further hundred', () => {
    expect([100, 101, 200, 1_000].map(namespaceYearlyCents)).toEqual([9_600, 14_400, 14_400, 52_800]);
  });
});
