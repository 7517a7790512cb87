const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How busy the hours of a working day are, from midnight on; 1 is the busiest. */
const WORKDAY = [
  0.02, 0.02, 0.01, 0.01, 0.02, 0.04, 0.12, 0.38, 0.78, 1, 1, 0.9, 0.6, 0.82, 0.95, 0.88, 0.7, 0.42, 0.2, 0.12, 0.08,
  0.06, 0.04, 0.03,
];
/** How busy a day of the week is, from Sunday on. */
const WEEK = [0.1, 1.05, 1, 1, 0.98, 0.85, 0.14];
/** How much is left of a working day between Christmas Eve and New Year. */
const HOLIDAYS = 0.15;

/** Tells how busy an office is. */
export class OfficeHours {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  /** @param timeZone where the office stands, by its IANA name */
  constructor(timeZone: string) {
    const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    this.format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...fields });
  }

  /** From 0 to some 1.05, at a moment. */
  activityAt(moment: Date): number {
    const local = this.localTimeOf(moment);
    const hour = local.getUTCHours() + local.getUTCMinutes() / 60;
    // Between the middles of two hours the one passes into the other.
    const before = Math.floor(hour - 0.5);
    const part = hour - 0.5 - before;
    const curve = (WORKDAY[(before + 24) % 24] ?? 0) * (1 - part) + (WORKDAY[(before + 1) % 24] ?? 0) * part;
    return curve * (WEEK[local.getUTCDay()] ?? 1) * (isHoliday(local) ? HOLIDAYS : 1);
  }

  /** Local midnight of the day in which the moment lies. */
  midnightOf(moment: Date): Date {
    const local = this.localTimeOf(moment).getTime();
    return new Date(moment.getTime() - (((local % DAY_MS) + DAY_MS) % DAY_MS));
  }

  /** What clock and calendar on the wall show, read as if it were UTC. */
  private localTimeOf(moment: Date): Date {
    // The offset changes on a full hour only, and asking for it is slow.
    const hour = Math.floor(moment.getTime() / HOUR_MS);
    let offset = this.offsets.get(hour);
    if (offset === undefined) {
      offset = this.offsetOf(new Date(hour * HOUR_MS));
      this.offsets.set(hour, offset);
    }
    return new Date(moment.getTime() + offset);
  }

  private offsetOf(moment: Date): number {
    const parts = new Map(this.format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
    return local - moment.getTime();
  }
}

const isHoliday = (local: Date): boolean => {
  const [month, day] = [local.getUTCMonth(), local.getUTCDate()];
  return (month === 11 && day >= 24) || (month === 0 && day === 1);
};
