import type { Policy } from './policy.ts';
import { POLICY_FILES, readPolicyFile } from './policy-file.ts';
import { readPolicyRegistry } from './registry.ts';

/** What whoever manages this machine allows. @throws Error where that cannot be read for certain */
export function readPolicy(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Policy> {
  if (platform === 'win32') return readPolicyRegistry(environment);
  const file = POLICY_FILES[platform];
  return file ? readPolicyFile(file) : Promise.resolve({});
}
