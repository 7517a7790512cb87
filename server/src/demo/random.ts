/** A number from 0 to 1, without 1. */
export type Random = () => number;

/** A source of numbers that gives the same ones for the same seed (mulberry32): for demo data, never for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `low` up to, but without, `high`. */
export const wholeBetween = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low));

/** From `low` to `high`, small ones more often: each doubling is equally likely. */
export const mostlySmall = (random: Random, low: number, high: number): number => low * (high / low) ** random();

/** One of them. */
export function oneOf<T>(random: Random, choices: readonly T[]): T {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) throw new Error('There is nothing to choose from');
  return chosen;
}

/** One of them, each as often as its weight says. */
export function oneByWeight<T>(random: Random, choices: readonly (readonly [choice: T, weight: number])[]): T {
  let rest = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) if ((rest -= weight) < 0) return choice;
  return oneOf(random, choices)[0];
}

/** Random bytes for an id. */
export const bytes = (random: Random, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => wholeBetween(random, 0, 256));
