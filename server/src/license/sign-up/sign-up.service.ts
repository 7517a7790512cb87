import type { DataSource } from 'typeorm';
import type { AccountService } from '../../account/account.service.ts';
import type { MailLimits } from '../../account/mail-limits.ts';
import { requireGoodPassword } from '../../account/password/new-password.ts';
import type { Passwords } from '../../account/password/passwords.ts';
import type { SignedIn, SignIns } from '../../account/sign-in/sign-ins.ts';
import type { Clock, Origin } from '../../core/context.ts';
import type { Errands } from '../../core/work/errands.ts';
import { ApiError } from '../../core/errors.ts';
import { hashOf, newSecret } from '../../core/ids.ts';
import { normalizedEmail } from '../../core/mail/mail-address.ts';
import type { Mailbox } from '../../core/mail/mailbox.ts';
import type { Ledger } from '../../events/ledger.ts';
import type { LicenseService } from '../license.service.ts';
import { Product } from '../product.ts';
import type { CompleteSignUpInput, RequestSignUpInput } from './sign-up.input.ts';
import { SIGN_UP_KNOWN, SIGN_UP_LINK } from './sign-up.mail.ts';

const HOLDS_HOURS = 24;
const HOUR_MS = 3_600_000;
/** What somebody gets who opens an account by themselves. */
export const TRIAL = { product: Product.POWER, days: 30 } as const;

/** A later request with the same address takes the place of the one before. */
const ASK = `
  INSERT INTO sign_up (email, hash, company, language, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (email) DO UPDATE SET hash = $2, company = $3, language = $4, created_at = $5, expires_at = $6`;
const BY_SECRET = 'SELECT email, company, language FROM sign_up WHERE hash = $1 AND expires_at > $2';
const USE = 'DELETE FROM sign_up WHERE hash = $1 AND expires_at > $2';

interface Asked {
  readonly email: string;
  readonly company: string;
  readonly language: string;
}

/** Lets strangers open an account with a trial license, by a link that is mailed, where the operator lets them. */
export class SignUpService {
  constructor(
    /** Whether the operator lets them. */
    private readonly isLet: boolean,
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly limits: MailLimits,
    private readonly errands: Errands,
    private readonly accounts: AccountService,
    private readonly licenses: LicenseService,
    private readonly passwords: Passwords,
    private readonly signIns: SignIns,
    private readonly mailbox: Mailbox,
    private readonly now: Clock,
  ) {}

  /**
   * Mails a link, or, to a user, how to sign in. Answer and time are the same for both.
   *
   * @throws ApiError FORBIDDEN where sign-up is closed, RATE_LIMITED with retryAfterSeconds
   */
  async request({ email: typed, company, language }: RequestSignUpInput, origin: Origin): Promise<void> {
    await this.requireOpen();
    const email = normalizedEmail(typed);
    await this.limits.take(email, origin.ip);
    this.errands.run(() => this.mailLink({ email, company: company.trim(), language: language ?? 'en' }, origin));
  }

  /**
   * Makes account, owner and trial license, and signs the owner in; all of it or nothing, and once.
   *
   * @throws ApiError FORBIDDEN where sign-up is closed; NOT_FOUND where the link was used, is too old or never was: nobody learns
   *   which; BAD_USER_INPUT for a password that others guess, CONFLICT where the address has come into use: after both
   *   the link still holds
   */
  async complete({ token, name, password }: CompleteSignUpInput, origin: Origin): Promise<SignedIn> {
    await this.requireOpen();
    const hash = hashOf(token);
    // Looked at before the password is hashed, so that a stranger cannot keep the server busy with hashing.
    const [asked]: Asked[] = await this.db.query(BY_SECRET, [hash, this.now()]);
    if (!asked) throw notFound();
    const { email, company, language } = asked;
    requireGoodPassword(password, email);
    const passwordHash = await this.passwords.hash(password);

    return this.ledger.write([], async entry => {
      const [, used]: [unknown, number] = await entry.sql.query(USE, [hash, entry.now]);
      if (used === 0) throw notFound();
      const owner = { name: name.trim(), email, passwordHash, language };
      const made = await this.accounts.create(entry, { name: company, company, owner }, origin);
      const expiresAt = new Date(entry.now.getTime() + TRIAL.days * 24 * HOUR_MS);
      await this.licenses.create(entry, made.account.id, { product: TRIAL.product, expiresAt, isTrial: true });
      return this.signIns.beginIn(entry, made.owner, origin);
    });
  }

  /** Forgets what was asked for and not made in time. */
  async clean(): Promise<void> {
    await this.db.query('DELETE FROM sign_up WHERE expires_at <= $1', [this.now()]);
  }

  /** Whether strangers may open an account. The first one is the operator's, by the link that the first start prints. */
  async isOpen(): Promise<boolean> {
    return this.isLet && (await this.db.query<unknown[]>('SELECT FROM account LIMIT 1')).length > 0;
  }

  private async requireOpen(): Promise<void> {
    if (!(await this.isOpen())) {
      throw new ApiError('FORBIDDEN', 'This portal opens no accounts by itself; ask whoever runs it for one');
    }
  }

  private async mailLink({ email, company, language }: Asked, { ip }: Origin): Promise<void> {
    await this.db.transaction(async sql => {
      const at = this.now();
      const to = { name: email, address: email, language, timeZone: 'UTC' };
      const known: unknown[] = await sql.query('SELECT FROM user_email WHERE email = $1', [email]);
      if (known.length > 0) {
        await this.mailbox.queue(sql, { accountId: null, to, texts: SIGN_UP_KNOWN, facts: { company, ip } });
        return;
      }
      const secret = newSecret();
      const until = new Date(at.getTime() + HOLDS_HOURS * HOUR_MS);
      await sql.query(ASK, [email, hashOf(secret), company, language, at, until]);
      const facts = { company, ip, secret, hours: HOLDS_HOURS, trialDays: TRIAL.days };
      await this.mailbox.queue(sql, { accountId: null, to, texts: SIGN_UP_LINK, facts, until });
    });
  }
}

const notFound = (): ApiError => new ApiError('NOT_FOUND', 'The link no longer holds; ask for another one');
