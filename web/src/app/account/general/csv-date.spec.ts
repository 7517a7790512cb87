import { csvDate } from './csv-date';

describe('a date in a CSV file', () => {
  const moment = new Date('2026-11-22T17:05:09Z');

  const cases = [
    ['ISO_8601', '2026-11-22T18:05:09+01:00'],
    ['YEAR_MONTH_DAY', '2026-11-22 18:05:09'],
    ['DAY_MONTH_YEAR_DOTS', '22.11.2026 18:05:09'],
    ['DAY_MONTH_YEAR', '22/11/2026 18:05:09'],
    ['MONTH_DAY_YEAR', '11/22/2026 06:05:09 PM'],
  ] as const;
  for (const [format, text] of cases) {
    it(`is ${text} as ${format}`, () => expect(csvDate(moment, format, 'Europe/Berlin')).toBe(text));
  }

  it('knows midnight and noon', () => {
    expect(csvDate(new Date('2026-11-22T00:00:00Z'), 'MONTH_DAY_YEAR', 'UTC')).toBe('11/22/2026 12:00:00 AM');
    expect(csvDate(new Date('2026-11-22T12:00:00Z'), 'MONTH_DAY_YEAR', 'UTC')).toBe('11/22/2026 12:00:00 PM');
    expect(csvDate(new Date('2026-11-22T00:00:00Z'), 'ISO_8601', 'UTC')).toBe('2026-11-22T00:00:00+00:00');
  });
});
