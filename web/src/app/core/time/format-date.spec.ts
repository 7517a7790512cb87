import { formatDate } from './format-date';

describe('a date', () => {
  it('is shown in the zone it is asked for, and not in the browser’s', () => {
    const moment = '2026-07-01T22:30:00Z';

    expect(formatDate(moment, 'de-DE', 'Asia/Tokyo')).toBe('02.07.2026, 07:30');
    expect(formatDate(moment, 'de-DE', 'Europe/Berlin')).toBe('02.07.2026, 00:30');
    expect(formatDate(moment, 'en-GB', 'America/Los_Angeles')).toBe('1 Jul 2026, 15:30');
  });

  it('follows the zone’s summer time', () => {
    expect(formatDate('2026-01-01T22:30:00Z', 'de-DE', 'Europe/Berlin')).toContain('23:30');
    expect(formatDate('2026-07-01T22:30:00Z', 'de-DE', 'Europe/Berlin')).toContain('00:30');
  });

  it('can be the day alone, or the time alone', () => {
    const moment = '2026-07-01T22:30:05Z';

    expect(formatDate(moment, 'de-DE', 'Europe/Berlin', 'day')).toBe('02.07.2026');
    expect(formatDate(moment, 'en-GB', 'Europe/Berlin', 'time')).toBe('00:30:05');
  });

  it('that cannot be read is shown as nothing', () => {
    expect(formatDate('soon', 'en-GB', 'Europe/Berlin')).toBe('');
  });
});
