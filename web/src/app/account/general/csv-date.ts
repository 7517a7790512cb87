import type { CsvDateFormat } from '../../core/graphql/generated';

/** A moment as a CSV file has it: the server writes it so, and this shows how. */
export function csvDate(moment: Date, format: CsvDateFormat, zone: string): string {
  const { year, month, day, hour, minute, second, offset } = partsOf(moment, zone);
  const time = `${hour}:${minute}:${second}`;
  switch (format) {
    case 'ISO_8601':
      return `${year}-${month}-${day}T${time}${offset}`;
    case 'YEAR_MONTH_DAY':
      return `${year}-${month}-${day} ${time}`;
    case 'DAY_MONTH_YEAR_DOTS':
      return `${day}.${month}.${year} ${time}`;
    case 'DAY_MONTH_YEAR':
      return `${day}/${month}/${year} ${time}`;
    case 'MONTH_DAY_YEAR': {
      const twelfth = String(((Number(hour) + 11) % 12) + 1).padStart(2, '0');
      return `${month}/${day}/${year} ${twelfth}:${minute}:${second} ${Number(hour) < 12 ? 'AM' : 'PM'}`;
    }
  }
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

function partsOf(moment: Date, timeZone: string): Record<Part | 'offset', string> {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  }).formatToParts(moment);
  const found = Object.fromEntries(parts.map(({ type, value }) => [type, value])) as Record<Part, string>;
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return { ...found, offset: name.replace('GMT', '') || '+00:00' };
}
