import { type AccountKey, readAccountKeys } from './custom/account-key.ts';

/** Who this device is: kept in one file, and shown to nobody but the server that gave it. */
export interface Identity {
  /** The portal's origin, such as `https://portal.example.com`. */
  server: string;
  /** The device's number: 9 or 10 digits. */
  clientId: string;
  /** The secret that signs the device in. */
  token: string;
  /** By which the portal knows the machine again when it enrolls anew. */
  hardwareId: string;
  /** The name that the portal gave the device. */
  alias?: string;
  /** The keys by which the account is known: pinned at enrollment, and renewed only by what they have signed. */
  keys?: readonly AccountKey[];
  /** The newest configuration that the portal sent, as it was signed. */
  configuration?: string;
  /** When the portal removed the device (RFC 3339); the token is dead then. */
  removedAt?: string;
}

/** What the file holds: before the portal has answered for the first time only the hardware id. */
export type StoredIdentity = Identity | { hardwareId: string };

/** Whether the device was enrolled. */
export function isEnrolled(stored: StoredIdentity): stored is Identity {
  return 'token' in stored;
}

/**
 * Reads what a file says.
 *
 * @throws Error where a field is missing or no text; Tampered where a key is none
 */
export function parseIdentity(text: string): StoredIdentity {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || typeof value['hardwareId'] !== 'string') throw new Error('it names no hardware id');

  const { hardwareId, server, clientId, token } = value;
  if (token === undefined) return { hardwareId };
  if (typeof server !== 'string' || typeof clientId !== 'string' || typeof token !== 'string') {
    throw new Error('it lacks the server, the client id or the token');
  }
  return {
    server,
    clientId,
    token,
    hardwareId,
    ...(typeof value['alias'] === 'string' && { alias: value['alias'] }),
    ...(value['keys'] !== undefined && { keys: readAccountKeys(value['keys']) }),
    ...(typeof value['configuration'] === 'string' && { configuration: value['configuration'] }),
    ...(typeof value['removedAt'] === 'string' && { removedAt: value['removedAt'] }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
