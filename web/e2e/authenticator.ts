import { createHmac } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

/** An authenticator app: the codes of a secret (RFC 6238: SHA-1, six digits, 30 seconds). */
export class Authenticator {
  private readonly key: Buffer;

  /** @param secret in base32 */
  constructor(secret: string) {
    const bits = [...secret].map(digit => BASE32.indexOf(digit).toString(2).padStart(5, '0')).join('');
    this.key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => parseInt(byte, 2)));
  }

  /** @param steps how many codes later than the present one: the portal takes the next one too, and none twice */
  code(steps = 0): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + steps));
    const digest = createHmac('sha1', this.key).update(counter).digest();
    const offset = (digest.at(-1) ?? 0) & 15;
    const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
    return String(number % 1_000_000).padStart(6, '0');
  }
}
