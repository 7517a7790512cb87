import type { DataSource } from 'typeorm';
import type { AccountSuspension } from '../account/account-suspension.ts';
import type { AccountService } from '../account/account.service.ts';
import type { PasswordResets } from '../account/password/password-resets.ts';
import type { Passwords } from '../account/password/passwords.ts';
import type { SecondFactorService } from '../account/second-factor/second-factor.service.ts';
import type { Config } from '../core/settings/config.ts';
import type { Clock } from '../core/context.ts';
import type { Ledger } from '../events/ledger.ts';
import type { SettlementService } from '../invoices/settlement/settlement.service.ts';
import type { LicenseService } from '../license/license.service.ts';
import type { Namespaces } from '../license/namespace/namespaces.ts';
import type { SupportService } from '../support/support.service.ts';

/** A database that is connected, whatever is in it. */
export interface OpenDatabase {
  readonly db: DataSource;
  readonly url: string;
  /** Whether it is the one that comes with the portal. */
  readonly isEmbedded: boolean;
}

/** The services that commands call, on a database with every table. */
export interface Desk {
  readonly db: DataSource;
  readonly now: Clock;
  readonly portalUrl: URL;
  readonly ledger: Ledger;
  readonly accounts: AccountService;
  readonly suspension: AccountSuspension;
  readonly passwords: Passwords;
  readonly resets: PasswordResets;
  readonly secondFactors: SecondFactorService;
  readonly licenses: LicenseService;
  readonly namespaces: Namespaces;
  readonly settlement: SettlementService;
  readonly support: SupportService;
}

/** What the desk needs of all services, and what they stand on. */
export interface DeskGround extends Pick<
  Desk,
  'db' | 'now' | 'portalUrl' | 'ledger' | 'accounts' | 'licenses' | 'support'
> {
  readonly people: Pick<Desk, 'suspension' | 'passwords' | 'resets' | 'secondFactors'>;
  readonly ofInvoices: Pick<Desk, 'namespaces' | 'settlement'>;
}

export function deskOf(ground: DeskGround): Desk {
  const { db, now, portalUrl, ledger, accounts, licenses, support, people, ofInvoices } = ground;
  const { suspension, passwords, resets, secondFactors } = people;
  const { namespaces, settlement } = ofInvoices;
  return {
    ...{ db, now, portalUrl, ledger, accounts, licenses, support },
    ...{ suspension, passwords, resets, secondFactors, namespaces, settlement },
  };
}

/** What commands work with. Each part is opened when a command asks for it, once. */
export interface Office {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The settings. @throws ConfigError where they are wrong */
  config(): Config;
  /** @throws Error where it cannot be reached */
  database(): Promise<OpenDatabase>;
  /** Makes the tables that the database lacks. Answers the names of the migrations that ran. */
  migrate(): Promise<string[]>;
  /** The migrations that the database lacks, in their order. */
  pendingMigrations(): Promise<string[]>;
  /** @throws Refusal MIGRATIONS_PENDING where the database lacks tables */
  desk(): Promise<Desk>;
}
