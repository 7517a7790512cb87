import { type KeyObject, createHash, createPublicKey } from 'node:crypto';

import { Tampered } from './tampered.ts';

/** A public key of the account's: what it has signed, the account means. */
export interface AccountKey {
  /** The key's RFC 7638 thumbprint, so that no other key can go by this name. */
  readonly kid: string;
  /** 32 bytes of Ed25519, base64url. */
  readonly publicKey: string;
}

const BASE64URL_32_BYTES = /^[\w-]{43}$/;

/**
 * A list of keys, as it came from a file or the portal.
 *
 * @throws Tampered where it is none, or a key does not go by its own name
 */
export function readAccountKeys(value: unknown): AccountKey[] {
  if (!Array.isArray(value)) throw new Tampered('it names no keys');
  return value.map((item: unknown) => {
    const { kid, publicKey } = (item ?? {}) as Record<string, unknown>;
    const isKey = typeof publicKey === 'string' && BASE64URL_32_BYTES.test(publicKey) && kid === kidOf(publicKey);
    if (!isKey) throw new Tampered('a key does not go by its own name');
    return { kid, publicKey };
  });
}

/** The name of a key: the SHA-256 of its canonical JWK (RFC 7638, RFC 8037). */
export const kidOf = (publicKey: string): string =>
  createHash('sha256')
    .update(JSON.stringify(jwkOf(publicKey)))
    .digest('base64url');

export const keyObjectOf = ({ publicKey }: AccountKey): KeyObject =>
  createPublicKey({ key: jwkOf(publicKey), format: 'jwk' });

/** Its members stand in the order of their names, as the thumbprint wants it. */
const jwkOf = (publicKey: string) => ({ crv: 'Ed25519', kty: 'OKP', x: publicKey });
