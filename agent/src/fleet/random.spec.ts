import { mostlyShort, oneOf, seededRandom, timesByChance } from './random.ts';

describe('a seeded source of numbers', () => {
  const take = (seed: number, count: number): number[] => {
    const random = seededRandom(seed);
    return Array.from({ length: count }, () => random());
  };

  it('repeats itself for the same seed, and differs for another', () => {
    expect(take(1, 50)).toEqual(take(1, 50));
    expect(take(1, 50)).not.toEqual(take(2, 50));
  });

  it('stays from 0 to 1 and is spread evenly', () => {
    const numbers = take(3, 10_000);

    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((sum, number) => sum + number, 0) / 10_000).toBeCloseTo(0.5, 1);
  });

  it('counts as many by chance as are expected', () => {
    const random = seededRandom(4);
    const times = Array.from({ length: 10_000 }, () => timesByChance(random, 0.4));

    expect(times.reduce((sum, number) => sum + number, 0) / 10_000).toBeCloseTo(0.4, 1);
    expect(timesByChance(random, 0)).toBe(0);
  });

  it('gives lengths within their bounds, the short ones more often', () => {
    const random = seededRandom(5);
    const lengths = Array.from({ length: 1000 }, () => mostlyShort(random, 2, 32));

    expect(lengths.every(length => length >= 2 && length <= 32)).toBeTrue();
    expect(lengths.filter(length => length < 8).length).toBeGreaterThan(400);
  });

  it('chooses nothing where there is nothing', () => {
    expect(oneOf<number>(seededRandom(6), [])).toBeUndefined();
  });
});
