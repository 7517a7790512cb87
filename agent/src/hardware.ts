import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

export type PlatformName = 'WINDOWS' | 'MACOS' | 'LINUX' | 'ANDROID' | 'OTHER';

const PLATFORMS: Partial<Record<NodeJS.Platform, PlatformName>> = {
  win32: 'WINDOWS',
  darwin: 'MACOS',
  linux: 'LINUX',
  android: 'ANDROID',
};

/** The portal's name for an operating system. */
export function platformName(platform: NodeJS.Platform): PlatformName {
  return PLATFORMS[platform] ?? 'OTHER';
}

/**
 * An id by which the portal knows this machine again: 32 hexadecimal digits made from the machine's own id, or a random UUID
 * where it has none. The machine's own id is confidential (machine-id(5)), so that only a keyed hash of it leaves the machine.
 */
export async function newHardwareId(machineIdPath = '/etc/machine-id'): Promise<string> {
  const machineId = await readFile(machineIdPath, 'utf8').then(
    text => text.trim(),
    () => '',
  );
  if (!/^[0-9a-f]{32}$/.test(machineId)) return randomUUID();
  return createHmac('sha256', machineId).update('mydesk-agent').digest('hex').slice(0, 32);
}
