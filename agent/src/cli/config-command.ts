import { currentConfiguration } from '../custom/current.ts';
import { IdentityFile } from '../identity-file.ts';
import { isEnrolled } from '../identity.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { EXIT, type Invocation } from './invocation.ts';

/** `mydesk-agent config`: what this client is configured to be, and what the machine's policy makes of it. */
export async function configCommand({ identityPath, pack, print }: Invocation): Promise<number> {
  const identity = await new IdentityFile(identityPath).read();
  const configuration = currentConfiguration(identity && isEnrolled(identity) ? identity : undefined, pack);
  const policy = await readPolicy();
  if (configuration) {
    // The key would let whoever reads the screen enroll further devices.
    const { enrollmentKey: _, ...shown } = configuration;
    print(JSON.stringify({ configuration: shown, policy }));
  } else {
    print(JSON.stringify({ configuration: null, policy }));
  }
  return EXIT.done;
}
