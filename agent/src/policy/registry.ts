import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { type Policy, checkedPolicy } from './policy.ts';

const run = promisify(execFile);

/** Where Group Policy writes what `mydesk-agent.admx` sets. */
export const POLICY_KEY = 'HKLM\\SOFTWARE\\Policies\\MyDesk\\Agent';

const VALUE = /^ {4}(\w+) {4}(REG_\w+) {4}(.*)$/;

/** The settings that Group Policy made on this Windows machine; none where it made none. */
export async function readPolicyRegistry(environment: NodeJS.ProcessEnv): Promise<Policy> {
  const reg = join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  try {
    const { stdout } = await run(reg, ['query', POLICY_KEY, '/reg:64'], { windowsHide: true });
    return policyOf(stdout);
  } catch (error) {
    // What `reg` answers where there is no such key.
    if ((error as { code?: unknown }).code === 1) return {};
    throw error;
  }
}

/** The settings in what `reg query` prints. @throws Error where one does not exist or is malformed */
export function policyOf(printed: string): Policy {
  const values = printed
    .split(/\r?\n/)
    .map(line => VALUE.exec(line))
    .flatMap(match => (match ? [[match[1] ?? '', valueOf(match[2] ?? '', match[3] ?? '')] as const] : []));
  return checkedPolicy(Object.fromEntries(values), POLICY_KEY);
}

function valueOf(type: string, text: string): unknown {
  if (type === 'REG_DWORD') return Number(text) !== 0;
  // `reg` writes the end of each text of a list as a backslash and a zero.
  if (type === 'REG_MULTI_SZ') return text.split('\\0').filter(part => part !== '');
  return text;
}
