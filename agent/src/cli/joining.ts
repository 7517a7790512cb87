import { hostname } from 'node:os';

import { readConfiguration } from '../custom/configuration.ts';
import { Tampered } from '../custom/tampered.ts';
import { enroll } from '../enroll.ts';
import { newHardwareId, platformName } from '../hardware.ts';
import { IdentityFile } from '../identity-file.ts';
import { type Identity, isEnrolled } from '../identity.ts';
import { serverOrigin } from '../server-url.ts';
import { VERSION } from '../version.ts';
import { type Invocation, UsageError, secretFrom } from './invocation.ts';

/**
 * Enrolls this machine: with what the caller gave, or else what the package beside the program says. Keeps who it is from
 * then on.
 *
 * @throws UsageError where nobody says where and with what key, or the machine belongs to another portal
 * @throws Tampered where the portal does not know the key that the package is signed with; the machine is not enrolled then
 * @throws Refusal, NotConnected as `enroll` does
 */
export async function join({ options, environment, identityPath, pack }: Invocation): Promise<Identity> {
  const { configuration } = pack ?? {};
  const address = options.server ?? environment['MYDESK_SERVER'] ?? configuration?.server;
  const key = secretFrom(options.license, 'MYDESK_LICENSE', environment) ?? configuration?.enrollmentKey;
  if (!address || !key)
    throw new UsageError('enroll needs --server and --license (or MYDESK_SERVER and MYDESK_LICENSE)');

  const server = serverOrigin(address, options['allow-http']);
  const file = new IdentityFile(identityPath);
  const former = await file.read();
  if (former && isEnrolled(former) && former.server !== server) {
    throw new UsageError(`${file.path} belongs to ${former.server}: give another file by --identity`);
  }
  const hardwareId = options['hardware-id'] ?? former?.hardwareId ?? (await newHardwareId());
  // Kept before the portal is asked: should its answer be lost, the next try is the same device and costs no second seat.
  if (!former) await file.write({ hardwareId });

  const enrolled = await enroll(server, {
    key: key.trim(),
    hardwareId,
    platform: platformName(process.platform),
    hostName: options['host-name'] ?? hostname(),
    version: VERSION,
    ...(configuration && { configurationVersion: configuration.version }),
    ...(former && isEnrolled(former) && { clientId: former.clientId, token: former.token }),
  });
  if (pack) requireAccounts(pack.text, enrolled.keys);
  const identity = { server, hardwareId, ...enrolled };
  await file.write(identity);
  return identity;
}

/** The keys in a package came with it. Only the portal knows whether they are the account's. */
function requireAccounts(text: string, keys: Identity['keys'] = []): void {
  try {
    readConfiguration(text, keys);
  } catch (error) {
    if (!(error instanceof Tampered)) throw error;
    throw new Tampered(`The portal does not know who signed this configuration (${error.message}). Download it anew`);
  }
}
