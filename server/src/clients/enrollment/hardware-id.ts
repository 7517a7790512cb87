import type { Secrets } from '../../core/secrets/secrets.ts';

/** What is stored of a device's hardware id: enough to know the machine again, and nothing to tell another portal of it. */
export const storedHardwareId = (secrets: Secrets, hardwareId: string): string =>
  secrets.keyedHash('hardware-id', hardwareId).toString('base64url');
