/** What a clock and a calendar on the wall show. */
export interface LocalTime {
  /** Days since 1 January 1970 by the local calendar. */
  day: number;
  /** 0 is Sunday, 6 is Saturday. */
  weekday: number;
  /** Minutes since midnight, with a fraction. */
  minute: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Tells the local time in an IANA time zone.
 *
 * @throws RangeError where there is no such zone
 */
export function localTimeIn(timeZone: string): (at: Date) => LocalTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return at => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    const day = Date.UTC(part('year'), part('month') - 1, part('day')) / DAY_MS;
    // 1 January 1970 was a Thursday.
    return { day, weekday: (day + 4) % 7, minute: part('hour') * 60 + part('minute') + part('second') / 60 };
  };
}
