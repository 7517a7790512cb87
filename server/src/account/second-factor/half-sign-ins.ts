import type { DataSource } from 'typeorm';
import type { Clock, Origin } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import { hashOf, newSecret } from '../../core/ids.ts';
import type { Mailbox } from '../../core/mail/mailbox.ts';
import { ActorKind } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import type { KnownBrowsers } from '../sign-in/known-browsers.ts';
import type { LockOuts } from '../sign-in/lock-outs.ts';
import type { SignedIn, SignIns } from '../sign-in/sign-ins.ts';
import type { Tries } from '../sign-in/tries.ts';
import { recipientOf, User } from '../user.entity.ts';
import type { FactorCheck } from './factor-check.ts';
import { RECOVERY_CODE_USED } from './second-factor.mail.ts';
import { wrongCode } from './second-factor.service.ts';

const HOLDS_MS = 10 * 60_000;

const BY_SECRET = `
  SELECT h.account_id AS "accountId", h.user_id AS "userId", u.email
  FROM half_sign_in h
  JOIN portal_user u ON u.account_id = h.account_id AND u.id = h.user_id
  JOIN account a ON a.id = h.account_id
  WHERE h.hash = $1 AND h.expires_at > $2 AND u.suspended_at IS NULL AND a.suspended_at IS NULL`;

/** What a half sign-in is held by. */
export interface HalfSignedIn {
  readonly secret: string;
  readonly expires: Date;
}

/**
 * Sign-ins whose password was right, and that wait for the second factor. To every door such a caller is a stranger: the
 * cookie is another one than a sign-in's, and good for the second step alone.
 */
export class HalfSignIns {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly check: FactorCheck,
    private readonly tries: Tries,
    private readonly lockOuts: LockOuts,
    private readonly browsers: KnownBrowsers,
    private readonly signIns: SignIns,
    private readonly mailbox: Mailbox,
    private readonly now: Clock,
  ) {}

  async begin({ accountId, id: userId }: User): Promise<HalfSignedIn> {
    const [secret, expires] = [newSecret(), new Date(this.now().getTime() + HOLDS_MS)];
    await this.db.query('INSERT INTO half_sign_in (hash, account_id, user_id, expires_at) VALUES ($1, $2, $3, $4)', [
      hashOf(secret),
      accountId,
      userId,
      expires,
    ]);
    return { secret, expires };
  }

  /**
   * Makes a whole sign-in of a half one, once.
   *
   * @param secret of the half sign-in
   * @param code of the authenticator app, or a recovery code
   * @throws ApiError UNAUTHENTICATED where the half sign-in holds no longer, BAD_USER_INPUT for a wrong code, RATE_LIMITED after 5
   */
  async complete(secret: string | null, code: string, origin: Origin, knownBrowser: string | null): Promise<SignedIn> {
    const hash = hashOf(secret ?? '');
    const now = this.now();
    const [half]: { accountId: string; userId: string; email: string }[] = await this.db.query(BY_SECRET, [hash, now]);
    if (!half) throw new ApiError('UNAUTHENTICATED', 'Begin with the password');

    const { accountId, userId, email } = half;
    const tried = { whom: userId, ip: origin.ip, browser: this.browsers.browserOf(knownBrowser, email, now) };
    await this.tries.take(tried).catch((refusal: unknown) => {
      this.lockOuts.note(refusal, email, origin);
      throw refusal;
    });
    const signedIn = await this.ledger.write(accountId, async entry => {
      const used = await this.check.use(entry, half, code);
      if (!used) throw wrongCode();
      const user = await this.take(entry, { accountId, userId, hash });
      if (used === 'RECOVERY_CODE') await this.noteRecovery(entry, user, origin);
      return this.signIns.beginIn(entry, user, origin, used);
    });
    await this.tries.giveBack(tried);
    return signedIn;
  }

  /** Gives a half sign-in up. Answers whether there was one. */
  async leave(secret: string): Promise<boolean> {
    const [, left]: [unknown, number] = await this.db.query('DELETE FROM half_sign_in WHERE hash = $1', [
      hashOf(secret),
    ]);
    return left === 1;
  }

  /** Forgets what holds no longer, of every account. */
  async clean(): Promise<void> {
    await this.db.query('DELETE FROM half_sign_in WHERE expires_at <= $1', [this.now()]);
  }

  /** Uses the half sign-in up, in the transaction that makes the whole one. */
  private async take(entry: Entry, half: { accountId: string; userId: string; hash: Buffer }): Promise<User> {
    const { accountId, userId, hash } = half;
    const [, taken]: [unknown, number] = await entry.sql.query(
      'DELETE FROM half_sign_in WHERE account_id = $1 AND user_id = $2 AND hash = $3',
      [accountId, userId, hash],
    );
    const user = taken === 1 ? await entry.sql.findOneBy(User, { accountId, id: userId }) : null;
    if (!user || user.suspendedAt) throw new ApiError('UNAUTHENTICATED', 'Begin with the password');
    return user;
  }

  private async noteRecovery(entry: Entry, user: User, { ip }: Origin): Promise<void> {
    const { accountId, id: userId, name } = user;
    const actor = { kind: ActorKind.USER, id: userId, name, ip };
    entry.append({ accountId, type: EventType.RECOVERY_CODE_USED, actor, data: { userId } });
    const facts = { name, at: entry.now, ip };
    await this.mailbox.queue(entry.sql, { accountId, to: recipientOf(user), texts: RECOVERY_CODE_USED, facts });
  }
}
