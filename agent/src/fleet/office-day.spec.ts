import { activityAt, isSwitchedOn, roleOf } from './office-day.ts';

describe("an office's day", () => {
  const MACHINES = Array.from({ length: 300 }, (_, machine) => machine);
  const MONDAY = { day: 20_780, weekday: 1 };
  const SUNDAY = { day: 20_779, weekday: 0 };
  const on = (date: typeof MONDAY, hour: number): number =>
    MACHINES.filter(machine => isSwitchedOn(machine, { ...date, minute: hour * 60 })).length;

  it('has the same machines in the same roles', () => {
    const counts = new Map<string, number>();
    for (const machine of MACHINES) counts.set(roleOf(machine), (counts.get(roleOf(machine)) ?? 0) + 1);

    expect(Object.fromEntries(counts)).toEqual({ server: 30, office: 210, evening: 35, night: 25 });
  });

  it('begins in the morning and ends in the evening', () => {
    expect(on(MONDAY, 6)).toBeLessThan(90);
    expect(on(MONDAY, 11)).toBeGreaterThan(200);
    expect(on(MONDAY, 16)).toBeGreaterThan(150);
    expect(on(MONDAY, 20)).toBeLessThan(100);
  });

  it('comes in one by one', () => {
    expect(on(MONDAY, 7.5)).toBeLessThan(on(MONDAY, 8.5));
    expect(on(MONDAY, 8.5)).toBeLessThan(on(MONDAY, 10));
  });

  it('has somebody there at every hour, on Sundays too', () => {
    for (let hour = 0; hour < 24; hour += 0.5) {
      expect(on(MONDAY, hour))
        .withContext(`Monday ${String(hour)}`)
        .toBeGreaterThanOrEqual(40);
      expect(on(SUNDAY, hour))
        .withContext(`Sunday ${String(hour)}`)
        .toBeGreaterThanOrEqual(40);
    }
  });

  it('goes on past midnight for the night shift', () => {
    const nights = MACHINES.filter(machine => roleOf(machine) === 'night');
    const late = nights.filter(machine => isSwitchedOn(machine, { ...SUNDAY, minute: 23.5 * 60 }));
    const early = nights.filter(machine => isSwitchedOn(machine, { ...MONDAY, minute: 2 * 60 }));

    expect(late.length).toBeGreaterThan(15);
    expect(early).toEqual(late);
  });

  it('never switches a server off', () => {
    const servers = MACHINES.filter(machine => roleOf(machine) === 'server');

    for (let minute = 0; minute < 24 * 60; minute += 7) {
      expect(servers.every(machine => isSwitchedOn(machine, { ...SUNDAY, minute }))).toBeTrue();
    }
  });

  it('is quieter at the weekend, and never quiet', () => {
    expect(on(SUNDAY, 11)).toBeLessThan(on(MONDAY, 11));
    for (let hour = 0; hour < 24; hour += 1) {
      expect(activityAt({ ...MONDAY, minute: hour * 60 })).toBeGreaterThanOrEqual(0.6);
      expect(activityAt({ ...MONDAY, minute: hour * 60 })).toBeLessThanOrEqual(1);
    }
  });
});
