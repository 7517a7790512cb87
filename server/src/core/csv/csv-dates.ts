import { CsvDateFormat } from './csv-options.ts';

const MINUTE_MS = 60_000;
/** No zone has changed its distance to UTC within such a stretch of the clock since the year 2000. */
const STRETCH_MS = 15 * MINUTE_MS;
/** How many distances are remembered at once. */
const REMEMBERED = 20_000;

type Write = (local: Date, offsetMinutes: number) => string;

const two = (value: number): string => String(value).padStart(2, '0');
const dayOf = (local: Date): [year: string, month: string, day: string] => [
  String(local.getUTCFullYear()),
  two(local.getUTCMonth() + 1),
  two(local.getUTCDate()),
];
const timeOf = (local: Date, hours = local.getUTCHours()): string =>
  `${two(hours)}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;

/** Each is given a moment that was moved, so that its UTC parts are those of the zone. */
const FORMATS: Readonly<Record<CsvDateFormat, Write>> = {
  [CsvDateFormat.ISO_8601]: (local, offsetMinutes) => {
    const distance = Math.abs(offsetMinutes);
    const sign = offsetMinutes < 0 ? '-' : '+';
    return `${dayOf(local).join('-')}T${timeOf(local)}${sign}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
  },
  [CsvDateFormat.YEAR_MONTH_DAY]: local => `${dayOf(local).join('-')} ${timeOf(local)}`,
  [CsvDateFormat.DAY_MONTH_YEAR_DOTS]: local => `${dayOf(local).reverse().join('.')} ${timeOf(local)}`,
  [CsvDateFormat.DAY_MONTH_YEAR]: local => `${dayOf(local).reverse().join('/')} ${timeOf(local)}`,
  [CsvDateFormat.MONTH_DAY_YEAR]: local => {
    const [year, month, day] = dayOf(local);
    const hours = local.getUTCHours();
    return `${month}/${day}/${year} ${timeOf(local, hours % 12 || 12)} ${hours < 12 ? 'AM' : 'PM'}`;
  },
};

/** What writes moments of the years 2000 to 2099, to the second, as the clocks of a zone show them. */
export function newDateWriter(format: CsvDateFormat, timeZone: string): (moment: Date) => string {
  const offsetOf = newOffsets(timeZone);
  const write = FORMATS[format];
  return moment => {
    const offsetMinutes = offsetOf(moment);
    return write(new Date(moment.getTime() + offsetMinutes * MINUTE_MS), offsetMinutes);
  };
}

/** How many minutes a zone is ahead of UTC at a moment. Asking the system takes longer than all the rest, so it is remembered. */
function newOffsets(timeZone: string): (moment: Date) => number {
  const known = new Map<number, number>();
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return moment => {
    const stretch = Math.floor(moment.getTime() / STRETCH_MS);
    const remembered = known.get(stretch);
    if (remembered !== undefined) return remembered;

    const shown = Object.fromEntries(
      parts.formatToParts(stretch * STRETCH_MS).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = shown;
    const offset = (Date.UTC(year, month - 1, day, hour, minute) - stretch * STRETCH_MS) / MINUTE_MS;
    if (known.size >= REMEMBERED) known.clear();
    known.set(stretch, offset);
    return offset;
  };
}
