import { newDateWriter } from './csv-dates.ts';
import { CsvDateFormat } from './csv-options.ts';

describe('a date in a CSV file', () => {
  const cases: [format: keyof typeof CsvDateFormat, zone: string, moment: string, written: string][] = [
    ['ISO_8601', 'Europe/Berlin', '2026-11-22T17:05:09.999Z', '2026-11-22T18:05:09+01:00'],
    ['ISO_8601', 'UTC', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00+00:00'],
    ['ISO_8601', 'America/St_Johns', '2026-07-01T00:00:00Z', '2026-06-30T21:30:00-02:30'],
    ['ISO_8601', 'Asia/Kathmandu', '2026-07-01T00:00:00Z', '2026-07-01T05:45:00+05:45'],
    ['YEAR_MONTH_DAY', 'Europe/Berlin', '2026-11-22T17:05:09Z', '2026-11-22 18:05:09'],
    ['DAY_MONTH_YEAR_DOTS', 'Europe/Berlin', '2026-11-22T17:05:09Z', '22.11.2026 18:05:09'],
    ['DAY_MONTH_YEAR', 'Europe/London', '2026-06-05T17:05:09Z', '05/06/2026 18:05:09'],
    ['MONTH_DAY_YEAR', 'America/New_York', '2026-11-22T17:05:09Z', '11/22/2026 12:05:09 PM'],
    ['MONTH_DAY_YEAR', 'America/New_York', '2026-11-22T05:00:00Z', '11/22/2026 12:00:00 AM'],
    ['MONTH_DAY_YEAR', 'America/New_York', '2026-11-22T23:59:59Z', '11/22/2026 06:59:59 PM'],
    // The hour that comes twice, and the one that is left out.
    ['ISO_8601', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
    ['ISO_8601', 'Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
    ['ISO_8601', 'Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29T01:59:59+01:00'],
    ['ISO_8601', 'Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
    // A day that a zone has left out.
    ['ISO_8601', 'Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31T00:00:00+14:00'],
    ['YEAR_MONTH_DAY', 'Pacific/Kiritimati', '2028-02-28T10:00:00Z', '2028-02-29 00:00:00'],
  ];
  for (const [format, zone, moment, written] of cases) {
    it(`is ${written} for ${moment} in ${zone}`, () => {
      expect(newDateWriter(CsvDateFormat[format], zone)(new Date(moment))).toBe(written);
    });
  }
});
