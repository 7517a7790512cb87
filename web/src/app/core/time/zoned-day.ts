const DAY_MS = 24 * 60 * 60 * 1000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A calendar day, `2026-06-01`. */
export type Day = string;

/** The clock of a zone at a moment, as if it were UTC, in milliseconds. */
function clockAt(moment: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const digits = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    } as const;
    formats.set(zone, (format = new Intl.DateTimeFormat('en-US', { ...digits, timeZone: zone, hourCycle: 'h23' })));
  }
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'],
    part['hour'],
    part['minute'],
    part['second'],
  );
}

/** Which day it is in a zone. */
export function dayIn(zone: string, moment: Date): Day {
  return new Date(clockAt(moment.getTime(), zone)).toISOString().slice(0, 10);
}

/** A day that is so many days later, or, negative, earlier. */
export function dayAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The first moment of a day in a zone; where the clock jumps over midnight, the moment after the jump. */
export function startOfDay(day: Day, zone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  // The distance to UTC at the guess is that at the moment itself, but for the days on which the clock is changed: so twice.
  let moment = wanted;
  for (let turn = 0; turn < 2; turn++) moment = wanted - (clockAt(moment, zone) - moment);
  const isBefore = clockAt(moment, zone) < wanted;
  return new Date(isBefore ? moment + (wanted - clockAt(moment, zone)) : moment);
}

/** Whether a text is a day that there is. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayAfter(text, 0) === text;
}
