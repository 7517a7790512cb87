import { timingSafeEqual } from 'node:crypto';
import { newSecret } from '../../core/ids.ts';
import type { Secrets } from '../../core/secrets/secrets.ts';

const PURPOSE = 'known-browser';
/** How long a browser is known after it last signed in. */
const KNOWN_FOR_MS = 180 * 86_400_000;
const LONGEST = 200;

/**
 * Knows the browsers in which an address has signed in before, by a cookie that only this portal can make. It opens
 * nothing; it gives the browser tries of its own, so that others' tries lock nobody out of their own account.
 */
export class KnownBrowsers {
  constructor(private readonly secrets: Secrets) {}

  /** The cookie for a browser in which `email` has just signed in. */
  issue(email: string, now: Date): { secret: string; expires: Date } {
    const expires = new Date(now.getTime() + KNOWN_FOR_MS);
    const claim = `${newSecret()}.${String(expires.getTime())}`;
    return { secret: `${claim}.${this.seal(claim, email)}`, expires };
  }

  /** Which browser the cookie is of; null where it is not of one that is known for `email`, or was so too long ago. */
  browserOf(cookie: string | null, email: string, now: Date): string | null {
    const [browser, expires, seal, ...rest] = cookie && cookie.length <= LONGEST ? cookie.split('.') : [];
    if (!browser || !expires || !seal || rest.length > 0) return null;

    const [given, due] = [Buffer.from(seal), Buffer.from(this.seal(`${browser}.${expires}`, email))];
    const isOurs = given.length === due.length && timingSafeEqual(given, due);
    return isOurs && Number(expires) > now.getTime() ? browser : null;
  }

  private seal(claim: string, email: string): string {
    return this.secrets.keyedHash(PURPOSE, `${claim}.${email}`).toString('base64url');
  }
}
