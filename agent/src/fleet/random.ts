/** A number from 0 to 1, without 1. */
export type Random = () => number;

/** A source of numbers that gives the same ones for the same seed (mulberry32); for schedules, never for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Evenly from `low` to `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** From `low` to `high`, short ones more often: each doubling is equally likely. */
export function mostlyShort(random: Random, low: number, high: number): number {
  return low * (high / low) ** random();
}

/** How often something that happens `expected` times on average happens this once (Poisson). */
export function timesByChance(random: Random, expected: number): number {
  const limit = Math.exp(-expected);
  let times = 0;
  for (let product = random(); product > limit; product *= random()) times += 1;
  return times;
}

/** One of them; undefined where there is none. */
export function oneOf<T>(random: Random, choices: readonly T[]): T | undefined {
  return choices[Math.floor(random() * choices.length)];
}
