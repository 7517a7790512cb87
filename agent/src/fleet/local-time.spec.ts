import { localTimeIn } from './local-time.ts';

describe('the local time', () => {
  const cases: [what: string, zone: string, at: string, weekday: number, minute: number][] = [
    ['in UTC', 'UTC', '2026-11-22T12:30:15Z', 0, 750.25],
    ['in winter', 'Europe/Berlin', '2026-11-23T08:00:00Z', 1, 540],
    ['in summer', 'Europe/Berlin', '2026-07-01T08:00:00Z', 3, 600],
    ['on another day than in UTC', 'Pacific/Auckland', '2026-11-22T12:00:00Z', 1, 60],
    ['at midnight', 'America/New_York', '2026-11-22T05:00:00Z', 0, 0],
  ];
  for (const [what, zone, at, weekday, minute] of cases) {
    it(`${what} is what the wall shows`, () => {
      expect(localTimeIn(zone)(new Date(at))).toEqual(jasmine.objectContaining({ weekday, minute }));
    });
  }

  it('counts days by the local calendar', () => {
    const { day } = localTimeIn('America/New_York')(new Date('2026-11-22T04:59:59Z'));

    expect(new Date(day * 24 * 60 * 60 * 1000).toISOString()).toBe('2026-11-21T00:00:00.000Z');
  });

  it('has no zone on another planet', () => {
    expect(() => localTimeIn('Mars/Phobos')).toThrowError(RangeError);
  });
});
