import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** By this a search for leaked secrets knows the portal's tokens. */
export const TOKEN_PREFIX = 'mdp_';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_BYTES = 32;
/** 32 bytes are at most so many digits to the base of 62, and a CRC32 so many. */
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;
const TOKEN = new RegExp(
  `^${TOKEN_PREFIX}([0-9A-Za-z]{${String(SECRET_LENGTH)}})([0-9A-Za-z]{${String(CHECK_LENGTH)}})$`,
);

/** A new API token of 256 random bits. It is shown once and stored as its `hashOf`. */
export function newTokenSecret(): string {
  const secret = inDigits(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), SECRET_LENGTH);
  return `${TOKEN_PREFIX}${secret}${checkOf(secret)}`;
}

/** Whether a text has the form of an API token, its check digits included: what is mistyped or cut off costs no look-up. */
export function isTokenSecret(text: string): boolean {
  const [, secret, check] = TOKEN.exec(text) ?? [];
  return secret !== undefined && check === checkOf(secret);
}

const checkOf = (secret: string): string => inDigits(BigInt(crc32(secret)), CHECK_LENGTH);

function inDigits(number: bigint, length: number): string {
  let digits = '';
  for (let rest = number; rest > 0n; rest /= 62n) digits = `${DIGITS.charAt(Number(rest % 62n))}${digits}`;
  return digits.padStart(length, '0');
}
