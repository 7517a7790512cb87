import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { writeMoment } from '../postgres/moments.ts';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

function parse(value: unknown): Date {
  const date = typeof value === 'string' && RFC3339.test(value) ? new Date(value) : undefined;
  // A day that the month lacks (30 February) moves on silently in JavaScript, so the day is compared.
  if (!date || Number.isNaN(date.getTime()) || !isRealDay(value as string)) {
    throw new GraphQLError('DateTime must be a moment by RFC 3339, such as 2026-11-22T12:00:00Z');
  }
  if (date.getTime() < EARLIEST || date.getTime() >= LATEST) {
    throw new GraphQLError('DateTime must lie in the years 2000 to 2099');
  }
  return date;
}

function isRealDay(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number];
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A moment. Our own, as the stock scalar took 10 % of a list query. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A moment by RFC 3339, always answered in UTC. Accepted in the years 2000 to 2099.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: value => writeMoment(value instanceof Date ? value : new Date(value as string)),
  parseValue: parse,
  parseLiteral: node => parse(node.kind === Kind.STRING ? node.value : undefined),
});
