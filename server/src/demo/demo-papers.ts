import { v7 } from 'uuid';
import { InvoiceState } from '../invoices/invoice.entity.ts';
import type { Row } from './insert.ts';
import { bytes, type Random } from './random.ts';

const DAY_MS = 86_400_000;
const QUARTER_DAYS = 91;
const DUE_DAYS = 14;
const VAT_PERCENT = 19;

/** An invoice a quarter, the oldest first. The newest is open, the one before it was forgotten, the others are paid. */
export function demoInvoices(
  random: Random,
  accountId: string,
  yearlyCents: number,
  quarters: number,
  now: Date,
): Row[] {
  return Array.from({ length: quarters }, (_, i) => {
    const age = quarters - 1 - i;
    const issuedAt = new Date(now.getTime() - (5 + age * QUARTER_DAYS) * DAY_MS);
    const net = Math.round(yearlyCents / 4);
    const vat = Math.round((net * VAT_PERCENT) / 100);
    return {
      account_id: accountId,
      id: idAt(random, issuedAt),
      number: `${String(issuedAt.getUTCFullYear())}-${String(10_347 + i * 211)}`,
      issued_at: issuedAt,
      due_at: new Date(issuedAt.getTime() + DUE_DAYS * DAY_MS),
      service_from: issuedAt,
      service_to: new Date(issuedAt.getTime() + QUARTER_DAYS * DAY_MS),
      net_cents: net,
      vat_cents: vat,
      gross_cents: net + vat,
      currency: 'EUR',
      state: age < 2 ? InvoiceState.OPEN : InvoiceState.PAID,
    };
  });
}

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
