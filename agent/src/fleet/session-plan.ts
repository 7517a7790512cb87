import { type Random, mostlyShort, timesByChance } from './random.ts';

interface Kind {
  /** How often one begins when the support is fully busy, in seconds. */
  everySeconds: number;
  shortestSeconds: number;
  longestSeconds: number;
}

// Something happens on the dashboard every few seconds.
const QUICK_LOOK: Kind = { everySeconds: 6, shortestSeconds: 15, longestSeconds: 90 };

const KINDS: readonly Kind[] = [
  QUICK_LOOK,
  // Support: 2 to 30 minutes.
  { everySeconds: 90, shortestSeconds: 2 * 60, longestSeconds: 30 * 60 },
  // Work on a remote machine for hours.
  { everySeconds: 3000, shortestSeconds: 3600, longestSeconds: 5 * 3600 },
];

/** Fewer than this are never wanted at once, and more than the other are not begun. */
export const FEWEST_SESSIONS = 8;
export const MOST_SESSIONS = 25;

/** The lengths that are left, in seconds, of the sessions that are under way when somebody begins to look. */
export function sessionsUnderWay(random: Random, activity: number): number[] {
  return KINDS.flatMap(kind => {
    const expected = (activity * averageSeconds(kind)) / kind.everySeconds;
    return Array.from({ length: Math.round(expected) }, () => Math.max(10, random() * lengthOf(random, kind)));
  });
}

/** The lengths, in seconds, of the sessions that begin within a span of time. */
export function sessionsBeginning(random: Random, activity: number, spanSeconds: number, active: number): number[] {
  const byChance = KINDS.flatMap(kind => {
    const times = timesByChance(random, (activity * spanSeconds) / kind.everySeconds);
    return Array.from({ length: times }, () => lengthOf(random, kind));
  });
  // In a quiet moment quick looks fill up, so that the page lives.
  const missing = FEWEST_SESSIONS - active - byChance.length;
  for (let look = 0; look < missing; look += 1) byChance.push(lengthOf(random, QUICK_LOOK));
  return byChance.slice(0, Math.max(0, MOST_SESSIONS - active));
}

function lengthOf(random: Random, { shortestSeconds, longestSeconds }: Kind): number {
  return mostlyShort(random, shortestSeconds, longestSeconds);
}

function averageSeconds({ shortestSeconds, longestSeconds }: Kind): number {
  return (longestSeconds - shortestSeconds) / Math.log(longestSeconds / shortestSeconds);
}
