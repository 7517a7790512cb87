import { v7 } from 'uuid';
import type { Row } from './insert.ts';
import { bytes, type Random } from './random.ts';

const DAY_MS = 86_400_000;

const CUSTOM_CLIENTS = [
  ['Northwind Quick Support', 'WINDOWS', '9.6.1', 540],
  ['Northwind Quick Support', 'MACOS', '9.6.0', 410],
  ['Loading bay terminals', 'LINUX', '9.5.4', 220],
  ['Field service notebooks', 'WINDOWS', '8.1.0', 45],
] as const;

const PLAIN = {
  program_name: 'Northwind Help',
  connection_type: 'BOTH',
  allow_installation: true,
  background_color: '#ffffff',
  accent_color: '#1f6feb',
  options: '',
};

export const demoCustomClients = (random: Random, accountId: string, now: Date): Row[] =>
  CUSTOM_CLIENTS.map(([name, platform, version, daysAgo]) => {
    const createdAt = new Date(now.getTime() - daysAgo * DAY_MS);
    return {
      account_id: accountId,
      id: idAt(random, createdAt),
      ...PLAIN,
      name,
      platform,
      version,
      created_at: createdAt,
      updated_at: createdAt,
    };
  });

/** A UUIDv7 of that moment. */
const idAt = (random: Random, moment: Date): string => v7({ msecs: moment.getTime(), random: bytes(random, 16) });
