const formats = new Map<string, Intl.DateTimeFormat>();

const STYLES = {
  moment: { dateStyle: 'medium', timeStyle: 'short' },
  day: { dateStyle: 'medium' },
  time: { timeStyle: 'medium' },
  full: { dateStyle: 'full', timeStyle: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** `moment`: day and minute; `day`; `time`: hour to second; `full`: everything, with the zone's name. */
export type DateStyle = keyof typeof STYLES;

/**
 * `date` as `language` (a BCP 47 tag) writes it in `zone` (an IANA name). A date that cannot be read gives an empty text;
 * formatters are kept, since making one costs a hundred times as much as using it.
 */
export function formatDate(date: Date | string, language: string, zone: string, style: DateStyle = 'moment'): string {
  const moment = new Date(date);
  if (Number.isNaN(moment.getTime())) return '';
  const key = `${language} ${zone} ${style}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(language, { ...STYLES[style], timeZone: zone })));
  return format.format(moment);
}
