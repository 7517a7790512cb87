type Unit = 'day' | 'hour' | 'minute' | 'second';

/** Formatters are kept: making one costs a hundred times as much as using it, and rows of a table tick each second. */
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();
const unitFormats = new Map<string, Intl.NumberFormat>();

function relativeFormat(language: string): Intl.RelativeTimeFormat {
  let format = relativeFormats.get(language);
  if (!format) relativeFormats.set(language, (format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })));
  return format;
}

function inUnit(count: number, unit: Unit, language: string, unitDisplay: 'long' | 'short'): string {
  const key = `${language} ${unit} ${unitDisplay}`;
  let format = unitFormats.get(key);
  if (!format) unitFormats.set(key, (format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay })));
  return format.format(count);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago (or, negative, how soon) in the language's words: "3 minutes ago", "vor 3 Minuten". Below 5 s it is "now". */
export function formatAgo(seconds: number, language: string): string {
  const words = relativeFormat(language);
  const size = Math.abs(seconds);
  if (size < 5) return words.format(0, 'second');
  if (size < MINUTE) return words.format(-Math.round(seconds), 'second');
  if (size < HOUR) return words.format(-Math.trunc(seconds / MINUTE), 'minute');
  if (size < DAY) return words.format(-Math.trunc(seconds / HOUR), 'hour');
  return words.format(-Math.trunc(seconds / DAY), 'day');
}

/** A length of time as a clock shows it: 4:05, 1:04:05, and 3d 01:04:05 from a day on. Below 0 it is 0:00. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [days, hours] = [Math.floor(whole / DAY), Math.floor((whole % DAY) / HOUR)];
  const rest = `${two(Math.floor((whole % HOUR) / MINUTE))}:${two(whole % MINUTE)}`;
  if (days > 0) return `${days}d ${two(hours)}:${rest}`;
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0(?=\d:)/, '');
}

/** A length of time in words, to the minute: "8 hours", "1 Stunde, 30 Minuten". Below a minute it is in seconds. */
export function formatLength(seconds: number, language: string): string {
  const words = (count: number, unit: Unit) => inUnit(count, unit, language, 'long');
  if (seconds < MINUTE) return words(seconds, 'second');
  const [days, hours] = [Math.floor(seconds / DAY), Math.floor((seconds % DAY) / HOUR)];
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  return [days && words(days, 'day'), hours && words(hours, 'hour'), minutes && words(minutes, 'minute')]
    .filter(Boolean)
    .join(', ');
}

/** A length of time in its two greatest units, short: "3 hr 12 min", "2 Tg. 4 Std.". Below 0 it is 0. */
export function formatSpan(seconds: number, language: string): string {
  const whole = Math.max(0, Math.floor(seconds));
  const units: { unit: Unit; count: number }[] = [
    { unit: 'day', count: Math.floor(whole / DAY) },
    { unit: 'hour', count: Math.floor((whole % DAY) / HOUR) },
    { unit: 'minute', count: Math.floor((whole % HOUR) / MINUTE) },
    { unit: 'second', count: whole % MINUTE },
  ];
  const first = units.findIndex(({ count }) => count > 0);
  // Seconds beside minutes would only flicker.
  const shown = first < 0 ? units.slice(3) : units.slice(first, first === 2 ? 3 : first + 2);
  return shown
    .filter(({ count }, index) => count > 0 || index === 0)
    .map(({ unit, count }) => inUnit(count, unit, language, 'short'))
    .join(' ');
}
