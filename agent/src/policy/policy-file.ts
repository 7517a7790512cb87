import { readFile, stat } from 'node:fs/promises';

import { type Policy, checkedPolicy } from './policy.ts';

/** Where the file stands that only an administrator may write; undefined where settings stand elsewhere. */
export const POLICY_FILES: Partial<Record<NodeJS.Platform, string>> = {
  linux: '/etc/mydesk-agent/policy.json',
  darwin: '/Library/Application Support/MyDesk Agent/policy.json',
};

const OTHERS_MAY_WRITE = 0o022;

/**
 * The settings of a policy file; none where there is no file.
 *
 * @throws Error where others than its owner may write it, or it holds no settings
 */
export async function readPolicyFile(path: string): Promise<Policy> {
  try {
    const { mode } = await stat(path);
    if (mode & OTHERS_MAY_WRITE) throw new Error(`${path} may be written by others; mend it with: chmod 644 '${path}'`);
    return checkedPolicy(parsed(await readFile(path, 'utf8'), path), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

function parsed(text: string, path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below, as for anything else that is no list of settings.
  }
  throw new Error(`${path} is no JSON object`);
}
