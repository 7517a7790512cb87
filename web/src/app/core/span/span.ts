import { type UrlField, type ValuesOf, urlChoice } from '../list/url-state';
import { type Day, dayAfter, isDay, startOfDay } from '../time/zoned-day';

/** Spans of time that end today, and how many days they have. */
export const SPANS = { today: 1, week: 7, month: 30, quarter: 90, year: 365 } as const;
export type Span = keyof typeof SPANS;
export const SPAN_NAMES = Object.keys(SPANS) as Span[];

const urlDay: UrlField<Day> = { read: text => (text && isDay(text) ? text : ''), write: day => day || undefined };

/** A span of time as it stands in the address: one that ends today, or a first and a last day. */
export const SPAN_FIELDS = { span: urlChoice(SPAN_NAMES, undefined), since: urlDay, until: urlDay };
export type SpanValues = ValuesOf<typeof SPAN_FIELDS>;

/** The first moment of a span, and the first one after it. Days begin as they do in the zone; what has no end is left out. */
export function boundsOf({ span, since, until }: SpanValues, zone: string, today: Day): { from?: string; to?: string } {
  const first = span ? dayAfter(today, 1 - SPANS[span]) : since;
  return {
    ...(first && { from: startOfDay(first, zone).toISOString() }),
    ...(!span && until && { to: startOfDay(dayAfter(until, 1), zone).toISOString() }),
  };
}
