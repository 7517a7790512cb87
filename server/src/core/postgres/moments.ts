import { type CustomTypesConfig, types } from 'pg';

/** The number of `timestamptz` among the types of PostgreSQL. */
const TIMESTAMPTZ = types.builtins.TIMESTAMPTZ;
const HOUR_MS = 3_600_000;

const readOther = types.getTypeParser(TIMESTAMPTZ, 'text') as (text: string) => Date;

/** How connections read columns: as `pg` does, but moments in a fifth of its time. */
export const COLUMN_TYPES: CustomTypesConfig = {
  getTypeParser: (type, format): unknown =>
    type === TIMESTAMPTZ && format !== 'binary' ? readMoment : types.getTypeParser(type, format),
};

/**
 * A moment as PostgreSQL writes it, such as `2026-11-26 15:40:46.123456+00`; what lies behind the milliseconds is cut off.
 *
 * By hand for the years 1000 to 9999 and offsets of whole hours, as a page of 50 clients has over 100 moments, and the stock
 * parser's pattern took a tenth of the request. Whatever else there is (`infinity`, BC, `+05:30`) is left to that one.
 */
export function readMoment(text: string): Date {
  const { length } = text;
  const sign = text.charCodeAt(length - 3);
  const isPlain =
    length >= 22 && text.charCodeAt(0) !== ZERO && text.charCodeAt(4) === DASH && (sign === PLUS || sign === DASH);
  if (!isPlain) return readOther(text);

  const local = Date.UTC(
    two(text, 0) * 100 + two(text, 2),
    two(text, 5) - 1,
    two(text, 8),
    two(text, 11),
    two(text, 14),
    two(text, 17),
  );
  const offsetHours = (sign === PLUS ? 1 : -1) * two(text, length - 2);
  return new Date(local + milliseconds(text, length - 3) - offsetHours * HOUR_MS);
}

/** A moment by RFC 3339 in UTC, to the millisecond: what `toISOString` writes, in half of its time. */
export function writeMoment(moment: Date): string {
  const year = moment.getUTCFullYear();
  // Also where the moment is none: that one throws.
  if (!(year >= 1000 && year <= 9999)) return moment.toISOString();

  const date = `${String(year)}-${padded(moment.getUTCMonth() + 1)}-${padded(moment.getUTCDate())}`;
  const time = `${padded(moment.getUTCHours())}:${padded(moment.getUTCMinutes())}:${padded(moment.getUTCSeconds())}`;
  return `${date}T${time}.${THREE_DIGITS[moment.getUTCMilliseconds()] ?? ''}Z`;
}

const [ZERO, DASH, PLUS] = [48, 45, 43];

/** The number of two digits. */
const two = (text: string, at: number): number => (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;

/** The first three of the digits from the 20th character to `end`; there may be none to six. */
function milliseconds(text: string, end: number): number {
  let value = 0;
  let unit = 100;
  for (let at = 20; at < end && unit >= 1; at++, unit /= 10) value += (text.charCodeAt(at) - ZERO) * unit;
  return value;
}

const THREE_DIGITS = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(3, '0'));
const padded = (number: number): string => TWO_DIGITS[number] ?? '';
const TWO_DIGITS = THREE_DIGITS.slice(0, 100).map(digits => digits.slice(1));
