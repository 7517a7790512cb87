import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

/** The public half of a key that an account signs with, as agents know it. */
export interface PublicKey {
  readonly kid: string;
  /** 32 bytes of Ed25519, base64url. */
  readonly publicKey: string;
}

/** Both halves. */
export interface Signer extends PublicKey {
  /** 32 bytes, base64url. */
  readonly privateKey: string;
}

/** A new pair of keys. It goes by its RFC 7638 thumbprint, so that no other key can go by its name. */
export function newSigner(): Signer {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const kid = createHash('sha256')
    .update(JSON.stringify(jwkOf(x)))
    .digest('base64url');
  return { kid, publicKey: x, privateKey: d };
}

/**
 * `payload` as an account signs it: one JWS (RFC 7515, compact) a line, by each of its keys, all of the same payload. The
 * newest key is the one to be trusted from then on (`keys`); the others (`formerKeys`) sign for those who have not heard of
 * it yet. Ed25519 leaves nothing to chance: the same payload and keys are the same text.
 *
 * @param signers the newest last
 */
export function signedText(payload: object, signers: readonly Signer[]): string {
  const keys = signers.slice(-1).map(publicOf);
  const formerKeys = signers.slice(0, -1).map(publicOf);
  const body = encoded({ ...payload, keys, formerKeys });
  const lines = signers.map(signer => {
    const content = `${encoded({ alg: 'EdDSA', kid: signer.kid })}.${body}`;
    return `${content}.${sign(null, Buffer.from(content), keyObjectOf(signer)).toString('base64url')}\n`;
  });
  return lines.join('');
}

/** By what a package is to be trusted before its device has spoken with the portal. */
export const trustText = (signers: readonly PublicKey[]): string =>
  `${JSON.stringify({ keys: signers.slice(-1).map(publicOf) })}\n`;

const publicOf = ({ kid, publicKey }: PublicKey): PublicKey => ({ kid, publicKey });

const keyObjectOf = ({ publicKey, privateKey }: Signer) =>
  createPrivateKey({ key: { ...jwkOf(publicKey), d: privateKey }, format: 'jwk' });

/** Its members stand in the order of their names, as the thumbprint wants it. */
const jwkOf = (publicKey: string) => ({ crv: 'Ed25519', kty: 'OKP', x: publicKey });

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
