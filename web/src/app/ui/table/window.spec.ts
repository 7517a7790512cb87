import { windowOf } from './window';

describe('the window of a long list', () => {
  it('is the whole list up to 150 rows', () => {
    expect(windowOf(150, 45, { top: 0, bottom: 600 })).toEqual({ first: 0, end: 150 });
  });

  it('reaches beyond what is seen, on both sides', () => {
    const { first, end } = windowOf(100_000, 45, { top: 45 * 50_000, bottom: 45 * 50_015 });

    expect(first).toBeLessThanOrEqual(50_000 - 16);
    expect(end).toBeGreaterThanOrEqual(50_015 + 16);
    expect(end - first).toBeLessThan(70);
  });

  it('stays the same while scrolling by less than a row', () => {
    const before = windowOf(100_000, 45, { top: 45 * 1000 + 1, bottom: 45 * 1010 + 1 });

    expect(windowOf(100_000, 45, { top: 45 * 1000 + 30, bottom: 45 * 1010 + 30 })).toEqual(before);
  });

  const edges: [what: string, top: number, bottom: number][] = [
    ['above the list', -900, -100],
    ['at its beginning', 0, 600],
    ['at its end', 45 * 999_990, 45 * 1_000_000],
    ['below the list', 45 * 1_000_100, 45 * 1_000_120],
  ];

  for (const [what, top, bottom] of edges) {
    it(`has rows, and none that are not there, ${what}`, () => {
      const { first, end } = windowOf(1_000_000, 45, { top, bottom });

      expect(first).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(first);
      expect(end).toBeLessThanOrEqual(1_000_000);
    });
  }
});
