import type { DataSource } from 'typeorm';
import type { Clock } from '../core/context.ts';
import type { Idempotency } from '../core/idempotency.ts';
import type { Mailbox } from '../core/mail/mailbox.ts';
import type { Secrets } from '../core/secrets/secrets.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { Ledger } from '../events/ledger.ts';
import { ContractResolver } from './contract/contract.resolver.ts';
import { ContractService } from './contract/contract.service.ts';
import { ExpiryWarnings } from './expiry/expiry-warnings.ts';
import { EnrollmentKeys } from './key/enrollment-keys.ts';
import { LicenseKeyResolver } from './key/license-key.resolver.ts';
import { LicenseKeyService } from './key/license-key.service.ts';
import { AccountLicenseResolver, LicenseResolver } from './license.resolver.ts';
import { LicenseService } from './license.service.ts';
import { Places } from './places.ts';

/** What licenses need of the floors below. */
export interface LicensesGround {
  readonly db: DataSource;
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly secrets: Secrets;
  readonly idempotency: Idempotency;
  readonly mailbox: Mailbox;
  readonly now: Clock;
  /** Is told the faults that nobody waits for. */
  readonly report: (fault: unknown) => void;
}

/** Makes what licenses are kept by: a part of `newServices`, which would be long with it. */
export function newLicenses({ db, reader, ledger, secrets, idempotency, mailbox, now, report }: LicensesGround) {
  const keys = new EnrollmentKeys(reader, secrets);
  const licenses = new LicenseService(db, reader, keys, secrets);
  const keyService = new LicenseKeyService(ledger, licenses, keys, secrets, idempotency);
  const expiryWarnings = new ExpiryWarnings(db, ledger, mailbox, now, report);
  return {
    expiryWarnings,
    keys,
    licenses,
    places: new Places(),
    resolvers: [
      new AccountLicenseResolver(licenses),
      new ContractResolver(licenses, new ContractService(ledger)),
      new LicenseKeyResolver(licenses, keyService),
      new LicenseResolver(licenses, now),
    ],
  };
}
