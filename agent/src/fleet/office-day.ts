import type { LocalTime } from './local-time.ts';
import { between, seededRandom } from './random.ts';

/** Servers never sleep, offices keep hours, and shifts watch the evening and the night. */
export type Role = 'server' | 'office' | 'evening' | 'night';

const HOUR = 60;
const DAY = 24 * HOUR;

/** The first machines are those of the people who help the others. */
const SUPPORTERS = 25;
const SUPPORT_SHIFTS = ['office', 'office', 'evening', 'night'] as const;

/** Whether people sit there who help the others. */
export function isSupport(machine: number): boolean {
  return machine < SUPPORTERS;
}

/** What a machine is used for; the demo's data names its hosts accordingly. */
export function roleOf(machine: number): Role {
  if (isSupport(machine)) return SUPPORT_SHIFTS[machine % SUPPORT_SHIFTS.length] ?? 'office';
  if (machine % 9 === 4) return 'server';
  const place = machine % 25;
  if (place === 3 || place === 10 || place === 17) return 'evening';
  return place === 6 || place === 14 ? 'night' : 'office';
}

/** Whether a machine is switched on at a moment. The same machine answers the same for the same day. */
export function isSwitchedOn(machine: number, { day, weekday, minute }: LocalTime): boolean {
  if (roleOf(machine) === 'server') return true;
  // A night's shift began on the day before.
  return isOnDuty(machine, day, weekday, minute) || isOnDuty(machine, day - 1, (weekday + 6) % 7, minute + DAY);
}

/** How busy the support is, 0.6 to 1; an office's working hours are 1. */
export function activityAt({ weekday, minute }: LocalTime): number {
  if (isWeekend(weekday)) return 0.7;
  const hour = minute / HOUR;
  if (hour < 6 || hour >= 21) return 0.6;
  if (hour < 8 || hour >= 18) return 0.75;
  return hour >= 12 && hour < 13 ? 0.85 : 1;
}

/** @param minute since the midnight on which the day began, beyond 1,440 for the hours after it */
function isOnDuty(machine: number, day: number, weekday: number, minute: number): boolean {
  const random = seededRandom(machine * 7919 + day * 104_729);
  const role = roleOf(machine);
  const isComing = random() < (role !== 'office' ? 0.9 : isWeekend(weekday) ? 0.35 : 0.93);
  if (!isComing) return false;

  const from = between(random, ...BEGINS[role]);
  const to = from + between(random, ...LENGTHS[role]);
  // One in three is switched off over lunch.
  const lunch = random() < 0.33 ? between(random, 11.75 * HOUR, 12.75 * HOUR) : undefined;
  const isAtLunch = lunch !== undefined && minute >= lunch && minute < lunch + between(random, 25, 50);
  return minute >= from && minute < to && !(role === 'office' && isAtLunch);
}

const BEGINS: Record<Role, [earliest: number, latest: number]> = {
  server: [0, 0],
  office: [7 * HOUR, 9.75 * HOUR],
  evening: [15 * HOUR, 17 * HOUR],
  night: [20.5 * HOUR, 22 * HOUR],
};

const LENGTHS: Record<Role, [shortest: number, longest: number]> = {
  server: [DAY, DAY],
  office: [7 * HOUR, 9.5 * HOUR],
  evening: [7.5 * HOUR, 9.5 * HOUR],
  night: [9.5 * HOUR, 11 * HOUR],
};

function isWeekend(weekday: number): boolean {
  return weekday === 0 || weekday === 6;
}
