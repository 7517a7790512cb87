import { randomBytes } from 'node:crypto';
import speakeasy from 'speakeasy';

// The only file that calls speakeasy, which nobody maintains any more: what it gets is checked here, and its answers are
// compared with another implementation by the spec.

const STEP_SECONDS = 30;
/** How many steps before and after the present one count, as clocks differ. */
const WINDOW = 1;
const SECRET_BYTES = 20;
const CODE = /^[0-9]{6}$/;
const SECRET = /^[A-Z2-7]{32,}$/;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret of 160 random bits, in base32, as authenticator apps take it. */
export function newTotpSecret(): string {
  let bits = '';
  for (const byte of randomBytes(SECRET_BYTES)) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map(five => BASE32.charAt(parseInt(five, 2))).join('');
}

/** What a QR code says to an authenticator app. */
export function totpUri(secret: string, account: string, portal: string): string {
  // A colon would end the issuer's name within the label.
  const issuer = portal.replaceAll(':', '');
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const facts = {
    secret,
    issuer: encodeURIComponent(issuer),
    algorithm: 'SHA1',
    digits: '6',
    period: String(STEP_SECONDS),
  };
  return `otpauth://totp/${label}?${Object.entries(facts)
    .map(pair => pair.join('='))
    .join('&')}`;
}

/** Whether it could be a code of an authenticator app: six ASCII digits. */
export const isTotpCode = (code: unknown): code is string => typeof code === 'string' && CODE.test(code);

/**
 * The step of time (30 s each, since 1970) for which it is the code: the present one, the one before or the one after;
 * null where it is none of them. A step counts once only: whoever calls sees to that.
 *
 * @throws Error where the secret is none of ours, as an empty one would have codes that anybody can compute
 */
export function stepOfCode(code: unknown, secret: string, now: Date): number | null {
  if (!SECRET.test(secret)) throw new Error('Not a secret of 20 bytes or more in base32');
  if (!isTotpCode(code)) return null;
  const time = Math.floor(now.getTime() / 1000);
  const found: { delta: number } | undefined = speakeasy.totp.verifyDelta({
    secret,
    encoding: 'base32',
    algorithm: 'sha1',
    token: code,
    digits: 6,
    step: STEP_SECONDS,
    window: WINDOW,
    time,
  });
  return found ? Math.floor(time / STEP_SECONDS) + found.delta : null;
}
