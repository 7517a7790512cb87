import { type Random, mostlySmall, oneByWeight, oneOf, wholeBetween } from './random.ts';

const DAY_MS = 86_400_000;

/** A client as the demo knows it. */
export interface DemoClient {
  readonly id: string;
  /** What the device says its hardware is: `<prefix>-0001` and so on, which the demo fleet says too. */
  readonly hardware: string;
  readonly alias: string | null;
  readonly platform: string;
  readonly hostName: string;
  readonly version: string;
  readonly comment: string | null;
  readonly enrolledAt: Date;
  /** Until when it was in use; null for one that is still. */
  readonly goneAt: Date | null;
  /** Runs day and night. */
  readonly isServer: boolean;
  /** Whoever sits there helps the others. */
  readonly isSupport: boolean;
}

export interface FleetPlan {
  readonly hardwarePrefix: string;
  /** What the host names of other systems than Windows end in. */
  readonly domain: string;
  readonly namespace: string | null;
  readonly count: number;
  readonly aliases: number;
  readonly supporters: number;
  /** How many at the end of the row were given up months ago. */
  readonly gone: number;
  readonly begunAt: Date;
  readonly now: Date;
}

// The order in which the demo fleet's machines have their platforms.
const PLATFORMS = ['WINDOWS', 'WINDOWS', 'WINDOWS', 'MACOS', 'LINUX'] as const;
const SITES = ['BER', 'HAM', 'MUC', 'VIE', 'ZRH', 'LON', 'SEA'] as const;
const DEPARTMENTS = ['SALES', 'ACCT', 'HR', 'LOGI', 'MKTG', 'LAB', 'PROD', 'DESK'] as const;
const VERSIONS = [
  ['9.6.1', 60],
  ['9.6.0', 20],
  ['9.5.4', 12],
  ['9.0.7', 5],
  ['8.1.0', 3],
] as const;
const COMMENTS = [
  'Front desk, second screen is on the left',
  'Checkout 3; call the shop before connecting',
  'Runs the label printer of the loading bay',
  'Meeting room, always on',
  'Replacement until the laptop is back from repair',
  'Do not restart during month-end closing',
  'Measures in the lab; ask Dr. Lindqvist first',
  'Loaned to the trade-fair team',
  'Belongs to the night shift',
];

/** The clients of an account: supporters first, then offices and servers, and at the end those that are no longer used. */
export function demoClients(random: Random, plan: FleetPlan): DemoClient[] {
  const numbers = new Set<string>();
  while (numbers.size < plan.count) numbers.add(String(wholeBetween(random, 100_000_000, 1_900_000_000)));
  return [...numbers].map((id, place) => demoClient(random, plan, id, place));
}

function demoClient(random: Random, plan: FleetPlan, id: string, place: number): DemoClient {
  const { count, supporters, gone, begunAt, now, namespace, hardwarePrefix, domain } = plan;
  const isSupport = place < supporters;
  const isGone = place >= count - gone;
  const isServer = !isSupport && !isGone && place % 9 === 4;
  const platform = PLATFORMS[place % PLATFORMS.length] ?? 'OTHER';
  const [site, number] = [oneOf(random, SITES), String(place + 1).padStart(3, '0')];
  const part = isSupport ? 'SUPPORT' : isServer ? 'SRV' : oneOf(random, DEPARTMENTS);
  const name = `${site}-${part}-${number}`;

  // The fleet has grown evenly; its supporters were there first, and nobody came in the last week.
  const term = now.getTime() - begunAt.getTime() - 7 * DAY_MS;
  const enrolledMs =
    begunAt.getTime() + term * (isSupport ? 0.01 : 0.01 + 0.98 * ((isGone ? place / 3 : place) / count));
  const goneMs = now.getTime() - mostlySmall(random, 60, 240) * DAY_MS;
  return {
    id,
    hardware: `${hardwarePrefix}-${String(place + 1).padStart(4, '0')}`,
    alias: namespace !== null && place < plan.aliases ? `${name.toLowerCase()}@${namespace}` : null,
    platform,
    hostName: platform === 'WINDOWS' ? name : `${name.toLowerCase()}.${domain}`,
    version: isGone ? '8.1.0' : oneByWeight(random, VERSIONS),
    comment: random() < 0.18 ? oneOf(random, COMMENTS) : null,
    enrolledAt: new Date(Math.floor(enrolledMs + random() * 3_600_000)),
    goneAt: isGone ? new Date(Math.floor(Math.max(goneMs, enrolledMs + 5 * DAY_MS))) : null,
    isServer,
    isSupport,
  };
}
