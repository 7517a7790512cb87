import type { Secrets } from '../core/secrets.ts';
import type { Reader } from '../core/sql.ts';
import type { LicenseService } from '../license/license.service.ts';
import { ClientCustomClientResolver } from './custom-client/client-custom-client.resolver.ts';
import { CustomClientFieldsResolver } from './custom-client/custom-client-fields.resolver.ts';
import { CustomClientResolver } from './custom-client/custom-client.resolver.ts';
import { CustomClientService } from './custom-client/custom-client.service.ts';
import { Prefixes } from './custom-client/prefixes.ts';
import { EnrolledKeysResolver } from './signing/enrolled-keys.resolver.ts';
import { SigningKeyResolver } from './signing/signing-key.resolver.ts';
import { SigningKeys } from './signing/signing-keys.ts';

/** What custom clients need of the floors below. */
export interface FilesGround {
  readonly reader: Reader;
  readonly secrets: Secrets;
  readonly licenses: LicenseService;
}

/** Makes what custom clients are made by: a part of `newServices`, which would be long with it. */
export function newFiles({ reader, secrets, licenses }: FilesGround) {
  const signing = new SigningKeys(reader, secrets);
  const prefixes = new Prefixes(reader);
  const customClients = new CustomClientService(reader, licenses);
  return {
    signing,
    resolvers: [
      new ClientCustomClientResolver(customClients),
      new CustomClientFieldsResolver(customClients, prefixes),
      new CustomClientResolver(customClients),
      new EnrolledKeysResolver(signing),
      new SigningKeyResolver(signing),
    ],
  };
}
