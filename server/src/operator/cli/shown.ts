import { madePlain } from '../../core/graphql/validation.ts';

/** A value as a person reads it in a terminal: in one line, without anything that a terminal would obey. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/:\d\d\.\d{3}Z$/, ' UTC')
      .replace('T', ' ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return madePlain(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Cents as an amount, such as 1234.50 EUR. */
export const amount = (cents: number, currency = 'EUR'): string => `${(cents / 100).toFixed(2)} ${currency}`;

/** Rows under titles, in columns. */
export function table(titles: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const lines = [titles, ...rows.map(row => row.map(shown))];
  const widths = titles.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)));
  return lines
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Names and values, one pair a line. */
export function facts(pairs: Readonly<Record<string, unknown>>): string {
  const width = Math.max(...Object.keys(pairs).map(name => name.length));
  return Object.entries(pairs)
    .map(([name, value]) => `${name.padEnd(width)}  ${shown(value)}`)
    .join('\n');
}
