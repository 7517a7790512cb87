import { dayAfter, dayIn, isDay, startOfDay } from './zoned-day';

describe('a day in a time zone', () => {
  it('is another one where it is earlier', () => {
    const moment = new Date('2026-06-01T03:00:00Z');
    expect(dayIn('Europe/Berlin', moment)).toBe('2026-06-01');
    expect(dayIn('America/New_York', moment)).toBe('2026-05-31');
  });

  it('is counted over the ends of months and years', () => {
    expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01');
    expect(dayAfter('2026-01-01', -1)).toBe('2025-12-31');
  });

  const starts: [day: string, zone: string, start: string][] = [
    ['2026-06-01', 'UTC', '2026-06-01T00:00:00.000Z'],
    ['2026-06-01', 'Europe/Berlin', '2026-05-31T22:00:00.000Z'],
    ['2026-01-01', 'Europe/Berlin', '2025-12-31T23:00:00.000Z'],
    ['2026-06-01', 'America/New_York', '2026-06-01T04:00:00.000Z'],
    ['2026-06-01', 'Asia/Kolkata', '2026-05-31T18:30:00.000Z'],
    ['2026-06-01', 'Pacific/Kiritimati', '2026-05-31T10:00:00.000Z'],
    // The days on which the clock is changed, and those after.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    // There the clock goes from midnight to one: the day begins at one.
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ];

  for (const [day, zone, start] of starts) {
    it(`begins on ${day} in ${zone} at ${start}`, () => expect(startOfDay(day, zone).toISOString()).toBe(start));
  }

  it('is none where the month has not so many', () => {
    expect(isDay('2026-02-28')).toBeTrue();
    for (const text of ['2026-02-30', '2026-13-01', '26-1-1', 'today', ''])
      expect(isDay(text)).withContext(text).toBeFalse();
  });
});
