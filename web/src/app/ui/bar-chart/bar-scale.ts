/** One bar: its full name, the short one below it, and its height, 0 or more. */
export interface Bar {
  readonly name: string;
  readonly tick: string;
  readonly value: number;
}

/** The lines that a scale has at most above its ground. */
const LINES = 4;

/** A scale of whole numbers that holds every bar: its top, and the even step of its lines (1, 2 or 5 times a power of ten). */
export function scaleOf(bars: readonly Bar[]): { most: number; step: number } {
  const highest = Math.max(LINES, ...bars.map(({ value }) => value));
  const power = 10 ** Math.floor(Math.log10(highest / LINES));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size * LINES >= highest) ?? highest;
  return { most: Math.ceil(highest / step) * step, step };
}
