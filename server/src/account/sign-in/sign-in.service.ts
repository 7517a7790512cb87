import type { Clock, Origin } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import { normalizedEmail } from '../../core/mail/mail-address.ts';
import type { HalfSignedIn, HalfSignIns } from '../second-factor/half-sign-ins.ts';
import type { User } from '../user.entity.ts';
import type { KnownBrowsers } from './known-browsers.ts';
import type { Passwords } from '../password/passwords.ts';
import type { LockOuts } from './lock-outs.ts';
import type { SignInInput } from './sign-in.input.ts';
import type { SignedIn, SignIns } from './sign-ins.ts';
import type { Tries, Try } from './tries.ts';

// One statement whether the address is known or not, as the time must not tell.
const BY_EMAIL = `
  SELECT u.account_id AS "accountId", u.id, u.email, u.name, u.role, u.password_hash AS "passwordHash", u.language,
    u.time_zone AS "timeZone", u.created_at AS "createdAt", u.suspended_at AS "suspendedAt",
    f.user_id IS NOT NULL AS "hasSecondFactor"
  FROM user_email e
  JOIN portal_user u ON u.account_id = e.account_id AND u.id = e.user_id
  JOIN account a ON a.id = u.account_id
  LEFT JOIN second_factor f ON f.account_id = u.account_id AND f.user_id = u.id AND f.confirmed_at IS NOT NULL
  WHERE e.email = $1 AND u.suspended_at IS NULL AND a.suspended_at IS NULL`;

/** Signs people in by e-mail address and password. */
export class SignInService {
  constructor(
    private readonly reader: Reader,
    private readonly passwords: Passwords,
    private readonly tries: Tries,
    private readonly lockOuts: LockOuts,
    private readonly browsers: KnownBrowsers,
    private readonly signIns: SignIns,
    private readonly halves: HalfSignIns,
    private readonly now: Clock,
  ) {}

  /**
   * Begins a sign-in, or half of one where the user has a second factor. Answer and time are the same whether the address is unknown, the user suspended or the password wrong.
   *
   * @param knownBrowser the cookie of a browser that has signed in before
   * @throws ApiError UNAUTHENTICATED, RATE_LIMITED or OVERLOADED (both with retryAfterSeconds)
   */
  async signIn(input: SignInInput, origin: Origin, knownBrowser: string | null): Promise<SignedIn | HalfSignedIn> {
    const email = normalizedEmail(input.email);
    const browser = this.browsers.browserOf(knownBrowser, email, this.now());
    const tried: Try = { whom: email, ip: origin.ip, browser };
    await this.tries.take(tried).catch((refusal: unknown) => {
      this.lockOuts.note(refusal, email, origin);
      throw refusal;
    });

    const [user] = await this.reader.rows<User & { hasSecondFactor: boolean }>('user-of-email', BY_EMAIL, [email]);
    const isRight = await this.passwords.isRight(input.password, user?.passwordHash).catch(async (error: unknown) => {
      await this.tries.giveBack(tried);
      throw error;
    });
    if (!user || !isRight) throw new ApiError('UNAUTHENTICATED', 'No user has this address and password');
    await this.tries.giveBack(tried);
    return user.hasSecondFactor ? this.halves.begin(user) : this.signIns.begin(user, origin);
  }
}
