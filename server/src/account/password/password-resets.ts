import type { DataSource } from 'typeorm';
import type { Clock, Origin } from '../../core/context.ts';
import type { Errands } from '../../core/work/errands.ts';
import { ApiError } from '../../core/errors.ts';
import { hashOf, newSecret } from '../../core/ids.ts';
import { normalizedEmail } from '../../core/mail/mail-address.ts';
import type { Mailbox } from '../../core/mail/mailbox.ts';
import { type Actor, ActorKind, SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import type { MailLimits } from '../mail-limits.ts';
import type { Revocation } from '../principals/revocation.ts';
import type { SignIns } from '../sign-in/sign-ins.ts';
import type { Tries } from '../sign-in/tries.ts';
import { recipientOf, User } from '../user.entity.ts';
import { requireGoodPassword } from './new-password.ts';
import type { ResetPasswordInput } from './password.input.ts';
import { PASSWORD_RESET_LINK } from './password.mail.ts';
import type { PasswordService } from './password.service.ts';
import type { Passwords } from './passwords.ts';

const HOLDS_MINUTES = 30;

const BY_EMAIL = `
  SELECT u.account_id AS "accountId", u.id AS "userId"
  FROM user_email e
  JOIN portal_user u ON u.account_id = e.account_id AND u.id = e.user_id
  JOIN account a ON a.id = u.account_id
  WHERE e.email = $1 AND u.suspended_at IS NULL AND a.suspended_at IS NULL`;
const BY_SECRET = `
  SELECT r.account_id AS "accountId", r.user_id AS "userId", u.email, u.name
  FROM password_reset r
  JOIN portal_user u ON u.account_id = r.account_id AND u.id = r.user_id
  JOIN account a ON a.id = u.account_id
  WHERE r.hash = $1 AND r.expires_at > $2 AND u.suspended_at IS NULL AND a.suspended_at IS NULL`;
const USE = 'DELETE FROM password_reset WHERE account_id = $1 AND user_id = $2 AND hash = $3 AND expires_at > $4';

interface Reset {
  readonly accountId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** Replaces forgotten passwords, for whoever reads the person's mail. A second factor stays what it is. */
export class PasswordResets {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly limits: MailLimits,
    private readonly errands: Errands,
    private readonly passwords: Passwords,
    private readonly service: PasswordService,
    private readonly signIns: SignIns,
    private readonly tries: Tries,
    private readonly revocation: Revocation,
    private readonly mailbox: Mailbox,
    private readonly now: Clock,
  ) {}

  /**
   * Mails a link, where there is somebody to mail it to. Answer and time are the same where there is not.
   *
   * @throws ApiError RATE_LIMITED with retryAfterSeconds
   */
  async request(typed: string, origin: Origin): Promise<void> {
    const email = normalizedEmail(typed);
    await this.limits.take(email, origin.ip);
    this.errands.run(() => this.mailLink(email, origin));
  }

  /**
   * Sets the password by a link, once. Every sign-in ends, and none begins.
   *
   * @throws ApiError NOT_FOUND where the link was used, is too old or never was: nobody learns which; BAD_USER_INPUT for a
   *   password that others guess, after which the link still holds
   */
  async reset({ token, password }: ResetPasswordInput, origin: Origin): Promise<void> {
    const hash = hashOf(token);
    // Looked at before the password is hashed, so that a stranger cannot keep the server busy with hashing.
    const [reset]: Reset[] = await this.db.query(BY_SECRET, [hash, this.now()]);
    if (!reset) throw notFound();
    const { accountId, userId, email, name } = reset;
    requireGoodPassword(password, email);
    const passwordHash = await this.passwords.hash(password);

    const actor = { kind: ActorKind.USER, id: userId, name, ip: origin.ip };
    const endings = await this.ledger.write(accountId, async entry => {
      const [, used]: [unknown, number] = await entry.sql.query(USE, [accountId, userId, hash, entry.now]);
      if (used === 0) throw notFound();
      await this.service.setIn(entry, { accountId, userId, passwordHash }, actor, origin);
      return this.signIns.endIn(entry, { accountId, userId }, actor);
    });
    await this.revocation.enforce(endings);
    await this.tries.forgive(email);
  }

  /** A link by which a person can choose a password until then, once. Answers its secret, which is stored as a hash. */
  async issue(
    entry: Entry,
    { accountId, userId }: Pick<Reset, 'accountId' | 'userId'>,
    until: Date,
    actor: Actor,
  ): Promise<string> {
    const secret = newSecret();
    await entry.sql.query(
      'INSERT INTO password_reset (hash, account_id, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [hashOf(secret), accountId, userId, entry.now, until],
    );
    entry.append({ accountId, type: EventType.PASSWORD_RESET_REQUESTED, actor, data: { userId } });
    return secret;
  }

  /** Forgets links that are too old, of every account. */
  async clean(): Promise<void> {
    await this.db.query('DELETE FROM password_reset WHERE expires_at <= $1', [this.now()]);
  }

  private async mailLink(email: string, { ip }: Origin): Promise<void> {
    const [found]: Pick<Reset, 'accountId' | 'userId'>[] = await this.db.query(BY_EMAIL, [email]);
    if (!found) return;

    const { accountId, userId } = found;
    await this.ledger.write(accountId, async entry => {
      const user = await entry.sql.findOneBy(User, { accountId, id: userId });
      if (!user) return;
      const until = new Date(entry.now.getTime() + HOLDS_MINUTES * 60_000);
      const secret = await this.issue(entry, { accountId, userId }, until, SYSTEM);
      const facts = { name: user.name, at: entry.now, ip, secret, minutes: HOLDS_MINUTES };
      await this.mailbox.queue(entry.sql, {
        accountId,
        to: recipientOf(user),
        texts: PASSWORD_RESET_LINK,
        facts,
        until,
      });
    });
  }
}

const notFound = (): ApiError => new ApiError('NOT_FOUND', 'The link no longer holds; ask for another one');
