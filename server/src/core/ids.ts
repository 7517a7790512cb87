import { createHash, randomBytes, randomInt } from 'node:crypto';
import { v7 } from 'uuid';

/** The moment from which the time in a session's id counts: 1 January 2020, UTC. */
const SESSION_EPOCH_MS = Date.UTC(2020, 0, 1);
const RANDOM_BITS = 22;

/** A new id of a thing, time-ordered (UUIDv7). */
export const newId = (): string => v7();

/** Makes ids of requests: unique among all processes, and made without asking for randomness each time. */
export function newRequestIds(): () => string {
  const process = newId();
  let count = 0;
  return () => `${process}-${(count++).toString(36)}`;
}

/** A new session id at `now`: 41 bits of milliseconds and 22 random ones, a decimal number below 2^63 that sorts by time. */
export function newSessionId(now: Date, chance = randomInt(2 ** RANDOM_BITS)): string {
  const milliseconds = BigInt(Math.max(0, now.getTime() - SESSION_EPOCH_MS));
  return String((milliseconds << BigInt(RANDOM_BITS)) | BigInt(chance));
}

/** A new secret of 256 random bits, URL-safe. It is shown once and stored as its `hashOf`. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** The SHA-256 under which a secret of full entropy is stored and found. Never for passwords. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Whether it is the text of a UUID, so that what callers send as one can be asked for. */
export const isUuid = (id: unknown): id is string =>
  typeof id === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
