import type { DataSource, EntityManager } from 'typeorm';
import { AccountService } from '../account/account.service.ts';
import { Passwords } from '../account/password/passwords.ts';
import type { Secrets } from '../core/secrets/secrets.ts';
import type { Billing } from '../core/settings/seller.ts';
import { Reader } from '../core/postgres/sql.ts';
import { Entry } from '../events/ledger.ts';
import { EnrollmentKeys } from '../license/key/enrollment-keys.ts';
import { LicenseService } from '../license/license.service.ts';
import { type AccountPlan, CASCADE, DEMO_EMAIL, DEMO_PASSWORD, NORTHWIND } from './demo-accounts.ts';
import { writeInvoices } from './demo-invoices.ts';
import { pastOf } from './demo-past.ts';
import { writeTickets } from './demo-tickets.ts';
import { writePast } from './demo-writing.ts';
import { OfficeHours } from './office-hours.ts';

const DAY_MS = 86_400_000;
const TERM_DAYS = 730;

/** The demo's account, ready to be shown and to be enrolled in. */
export interface Demo {
  readonly email: string;
  readonly password: string;
  readonly licenseKey: string;
}

export interface SeedOptions {
  readonly db: DataSource;
  readonly secrets: Secrets;
  readonly billing: Billing;
  readonly now: Date;
  /** Whose office hours the past keeps, by its IANA name; the users' preference too. */
  readonly timeZone: string;
}

/**
 * Fills an empty database with two years of two accounts, all or nothing. Where the demo is there already, it stays as it
 * is. But for the accounts' ids and the secrets it is the same each time, seen from `now`.
 */
export async function seedDemo({ db, secrets, billing, now, timeZone }: SeedOptions): Promise<Demo> {
  const reader = new Reader(db);
  const licenses = new LicenseService(db, reader, new EnrollmentKeys(reader, secrets), secrets);
  const accounts = new AccountService(db);

  const accountId = (await demoAccount(db)) ?? (await db.transaction(fill));
  return { email: DEMO_EMAIL, password: DEMO_PASSWORD, licenseKey: licenses.keyOf(await licenses.of(accountId)) };

  async function fill(sql: EntityManager): Promise<string> {
    const begunAt = new Date(now.getTime() - TERM_DAYS * DAY_MS);
    const entry = new Entry(sql, begunAt, new Map());
    const passwordHash = await new Passwords().hash(DEMO_PASSWORD);
    const [cascadeId, northwindId] = [await open(CASCADE), await open(NORTHWIND)];
    await entry.post();

    const hours = new OfficeHours(timeZone);
    const cascade = { accountId: cascadeId, ...pastOf(CASCADE, { seed: 2, begunAt, now, hours, neighbors: [] }) };
    const neighbors = cascade.clients;
    const northwind = { accountId: northwindId, ...pastOf(NORTHWIND, { seed: 1, begunAt, now, hours, neighbors }) };
    await writePast(sql, NORTHWIND, northwind, cascade, { secrets, hours, now });
    await writePast(sql, CASCADE, cascade, northwind, { secrets, hours, now });
    await writeInvoices(
      sql,
      [
        { accountId: northwindId, plan: NORTHWIND },
        { accountId: cascadeId, plan: CASCADE },
      ],
      billing,
      now,
    );
    await writeTickets(sql, northwindId, now);
    return northwindId;

    async function open({ account, owner, others, product, limits, holdsForDays }: AccountPlan): Promise<string> {
      const made = await accounts.create(entry, { ...account, owner: { ...owner, passwordHash } });
      for (const user of others) await accounts.addUser(entry, made.account.id, { ...user, passwordHash });
      const expiresAt = new Date(now.getTime() + holdsForDays * DAY_MS);
      await licenses.create(entry, made.account.id, { product, expiresAt, renews: true, ...limits });
      await sql.query('UPDATE portal_user SET time_zone = $2 WHERE account_id = $1', [made.account.id, timeZone]);
      return made.account.id;
    }
  }
}

async function demoAccount(db: DataSource): Promise<string | undefined> {
  const rows: { id: string }[] = await db.query('SELECT account_id AS id FROM user_email WHERE email = $1', [
    DEMO_EMAIL,
  ]);
  return rows[0]?.id;
}
