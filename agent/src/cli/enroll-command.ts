import { hostname } from 'node:os';

import { enroll } from '../enroll.ts';
import { IdentityFile } from '../identity-file.ts';
import { isEnrolled } from '../identity.ts';
import { newHardwareId, platformName } from '../hardware.ts';
import { serverOrigin } from '../server-url.ts';
import { VERSION } from '../version.ts';
import { EXIT, type Invocation, UsageError, secretFrom } from './invocation.ts';

/** `mydesk-agent enroll`: registers the machine and keeps who it now is. */
export async function enrollCommand({ options, environment, identityPath, print }: Invocation): Promise<number> {
  const address = options.server ?? environment['MYDESK_SERVER'];
  const key = secretFrom(options.license, 'MYDESK_LICENSE', environment);
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
    ...(former && isEnrolled(former) && { clientId: former.clientId, token: former.token }),
  });
  await file.write({ server, hardwareId, ...enrolled });
  print(`Enrolled as ${enrolled.clientId} at ${server}. Next: mydesk-agent run`);
  return EXIT.done;
}
