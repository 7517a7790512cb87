import { verify } from 'node:crypto';

import { type AccountKey, keyObjectOf, readAccountKeys } from './account-key.ts';
import { Tampered } from './tampered.ts';

/** Longer texts are not looked at, in characters. */
const LONGEST = 64 * 1024;
/** An account has few keys at once: one, and those that it is about to retire. */
const MOST_SIGNATURES = 8;

/** What an account has signed, with the keys that it wants to be known by from then on. */
export interface SignedPayload extends Readonly<Record<string, unknown>> {
  readonly keys: readonly AccountKey[];
}

interface Signature {
  readonly kid: string;
  /** What is signed: header and payload as they stand. */
  readonly content: string;
  readonly payload: string;
  readonly bytes: Buffer;
}

/**
 * What stands in a signed text: one JWS (RFC 7515, compact) a line, all of them of the same payload, each by another key of
 * the account. It holds where a trusted key has signed it, and where every other signature is by a key that the payload
 * itself names; so no byte of it can be changed unnoticed.
 *
 * @param trusted keys that the account was known by until now
 * @throws Tampered for any other text
 */
export function verifiedPayload(text: string, trusted: readonly AccountKey[]): SignedPayload {
  const signatures = signaturesOf(text);
  const trustedOne = signatures.find(({ kid }) => trusted.some(key => key.kid === kid));
  if (!trustedOne) throw new Tampered('it is signed with no key that this device trusts');
  requireGood(trustedOne, trusted);

  const payload = parsed(trustedOne.payload);
  const keys = readAccountKeys(payload['keys']);
  // Whoever trusted nobody could never be told anything again.
  if (keys.length === 0) throw new Tampered('it names no keys');
  // Keys that it is no longer known by from then on, but that those still trust who have not heard of the new one.
  const formerKeys = readAccountKeys(payload['formerKeys'] ?? []);
  for (const signature of signatures) requireGood(signature, [...keys, ...formerKeys, ...trusted]);
  return { ...payload, keys };
}

function signaturesOf(text: string): Signature[] {
  if (text.length > LONGEST || !text.endsWith('\n')) throw new Tampered('it is no signed text');
  const lines = text.slice(0, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw new Tampered('it has too many signatures');
  const signatures = lines.map(signatureOf);
  const isOnePayload = signatures.every(({ payload }) => payload === signatures[0]?.payload);
  if (!isOnePayload) throw new Tampered('its signatures are of different texts');
  return signatures;
}

function signatureOf(line: string): Signature {
  const [header, payload, signature, ...more] = line.split('.');
  if (!header || !payload || !signature || more.length > 0) throw new Tampered('it is no signed text');
  const { alg, kid } = parsed(header);
  if (alg !== 'EdDSA' || typeof kid !== 'string') throw new Tampered('it is signed in a way that is not known here');
  return { kid, payload, content: `${header}.${payload}`, bytes: decoded(signature) };
}

function requireGood({ kid, content, bytes }: Signature, keys: readonly AccountKey[]): void {
  const key = keys.find(each => each.kid === kid);
  if (!key || !verify(null, Buffer.from(content), keyObjectOf(key), bytes)) {
    throw new Tampered('its signature does not fit');
  }
}

function parsed(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(decoded(part).toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Tampered) throw error;
  }
  throw new Tampered('it is no signed text');
}

/** Bytes that are written in one way only: base64url leaves bits over, of which a reader would take any. */
function decoded(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url');
  if (bytes.toString('base64url') !== part) throw new Tampered('it is no signed text');
  return bytes;
}
