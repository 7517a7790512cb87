import { generateKeyPairSync, sign } from 'node:crypto';

import { type AccountKey, kidOf } from '../src/custom/account-key.ts';

/** A key of an account that a spec plays: it signs as the portal does. */
export interface SigningKey extends AccountKey {
  readonly sign: (content: string) => string;
}

export function newSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    kid: kidOf(x),
    publicKey: x,
    sign: content => sign(null, Buffer.from(content), privateKey).toString('base64url'),
  };
}

/** The keys without what they sign with. */
export const publicOf = (...keys: readonly SigningKey[]): AccountKey[] =>
  keys.map(({ kid, publicKey }) => ({ kid, publicKey }));

/** A text that is signed with these keys. @param payload names them as the account's, unless it names others */
export function signedText(signers: readonly SigningKey[], payload: object): string {
  const body = encoded({ keys: publicOf(...signers), ...payload });
  const lines = signers.map(({ kid, sign: signWith }) => {
    const content = `${encoded({ alg: 'EdDSA', kid })}.${body}`;
    return `${content}.${signWith(content)}\n`;
  });
  return lines.join('');
}

/** What a configuration says, where a spec does not. */
export const CONFIGURATION = {
  format: 1,
  customClient: '019abcde-0000-7000-8000-000000000001',
  version: 1,
  server: 'https://portal.example.com',
  enrollmentKey: 'XXXXX',
  programName: 'Acme Help',
  prefix: 'ad_acme12',
  connectionType: 'BOTH',
  allowInstallation: true,
  colors: { background: '#ffffff', accent: '#1f6feb' },
  options: {},
};

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
