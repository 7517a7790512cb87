import type { DataSource } from 'typeorm';
import type { Clock, Origin } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import type { Mailbox } from '../../core/mail/mailbox.ts';
import type { MailTexts } from '../../core/mail/mail-texts.ts';
import type { UserViewer } from '../../core/viewer.ts';
import { type Actor, actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { type Ending, signInRenewed } from '../../events/live/endings.ts';
import type { Confirmations } from '../password/confirmations.ts';
import type { Revocation } from '../principals/revocation.ts';
import type { RenewedCookie, SignIns } from '../sign-in/sign-ins.ts';
import type { Tries } from '../sign-in/tries.ts';
import { recipientOf, User } from '../user.entity.ts';
import type { FactorCheck, Holder } from './factor-check.ts';
import { newRecoveryCode, RECOVERY_CODES } from './recovery-code.ts';
import * as mails from './second-factor.mail.ts';
import type { RecoveryCodes, SecondFactor, TotpEnrollment } from './second-factor.type.ts';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

/** How long one may take to confirm what was begun. */
const CONFIRM_WITHIN_MS = 60 * 60_000;

const BEGIN = `
  INSERT INTO second_factor AS f (account_id, user_id, secret_encrypted, begun_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (account_id, user_id) DO UPDATE SET secret_encrypted = $3, begun_at = $4, last_step = 0
  WHERE f.confirmed_at IS NULL RETURNING 1`;
const BEGUN = `
  SELECT secret_encrypted AS sealed FROM second_factor
  WHERE account_id = $1 AND user_id = $2 AND confirmed_at IS NULL AND begun_at > $3`;
const CONFIRM = `
  UPDATE second_factor SET confirmed_at = $3, last_step = $4
  WHERE account_id = $1 AND user_id = $2 AND confirmed_at IS NULL AND last_step < $4`;
const STATE = `
  SELECT f.confirmed_at AS "enabledAt",
    (SELECT count(*)::int FROM recovery_code c WHERE c.account_id = $1 AND c.user_id = $2 AND c.used_at IS NULL) AS "recoveryCodesLeft"
  FROM second_factor f WHERE f.account_id = $1 AND f.user_id = $2 AND f.confirmed_at IS NOT NULL`;

/** Sets up, renews and takes away the second factor of a person: the codes of an authenticator app (TOTP, RFC 6238). */
export class SecondFactorService {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly check: FactorCheck,
    private readonly confirmations: Confirmations,
    private readonly tries: Tries,
    private readonly signIns: SignIns,
    private readonly revocation: Revocation,
    private readonly mailbox: Mailbox,
    private readonly brand: string,
    private readonly now: Clock,
  ) {}

  async state({ accountId, userId }: Holder): Promise<SecondFactor> {
    const [state]: SecondFactor[] = await this.db.query(STATE, [accountId, userId]);
    return state ?? { enabledAt: null, recoveryCodesLeft: 0 };
  }

  /**
   * Begins anew with another secret. It counts for nothing until it is confirmed.
   *
   * @throws ApiError CONFLICT where the person has a second factor already, BAD_USER_INPUT for a wrong password
   */
  async begin(viewer: UserViewer, password: string): Promise<TotpEnrollment> {
    const { email } = await this.confirmations.require(viewer, password);
    const { accountId, userId } = viewer;
    const secret = newTotpSecret();
    await this.ledger.write(accountId, async entry => {
      const values = [accountId, userId, this.check.seal(viewer, secret), entry.now];
      const begun: unknown[] = await entry.sql.query(BEGIN, values);
      if (begun.length === 0) throw new ApiError('CONFLICT', 'Two-factor authentication is on already');
      entry.append({ accountId, type: EventType.SECOND_FACTOR_BEGUN, actor: actorOf(viewer), data: { userId } });
    });
    return { secret, uri: totpUri(secret, email, this.brand) };
  }

  /**
   * Lets the second factor count from now on. All other sign-ins end, as they were begun without it.
   *
   * @throws ApiError BAD_USER_INPUT for a wrong code, CONFLICT where nothing was begun within the last hour
   */
  async confirm(viewer: UserViewer, code: string, origin: Origin): Promise<RecoveryCodes & { cookie: RenewedCookie }> {
    return this.counted(viewer, () =>
      this.change(viewer, async entry => {
        const { accountId, userId } = viewer;
        const since = new Date(entry.now.getTime() - CONFIRM_WITHIN_MS);
        const [begun]: { sealed: Buffer }[] = await entry.sql.query(BEGUN, [accountId, userId, since]);
        if (!begun) throw new ApiError('CONFLICT', 'Begin anew: there is no secret to be confirmed');
        const step = stepOfCode(code, this.check.open(viewer, begun.sealed), entry.now);
        if (step === null) throw wrongCode();
        await entry.sql.query(CONFIRM, [accountId, userId, entry.now, step]);
        const codes = await this.newCodes(entry, viewer);
        await this.note(entry, viewer, EventType.SECOND_FACTOR_ENABLED, mails.SECOND_FACTOR_ENABLED, origin);
        return { codes };
      }),
    );
  }

  /**
   * Gives the person ten new recovery codes instead of those before.
   *
   * @throws ApiError CONFLICT where the person has no second factor, BAD_USER_INPUT for a wrong password
   */
  async renewCodes(viewer: UserViewer, password: string, origin: Origin): Promise<RecoveryCodes> {
    await this.confirmations.require(viewer, password);
    return this.ledger.write(viewer.accountId, async entry => {
      const [on]: unknown[] = await entry.sql.query(STATE, [viewer.accountId, viewer.userId]);
      if (!on) throw new ApiError('CONFLICT', 'Two-factor authentication is off');
      const codes = await this.newCodes(entry, viewer);
      await this.note(entry, viewer, EventType.RECOVERY_CODES_RENEWED, mails.RECOVERY_CODES_RENEWED, origin);
      return { codes };
    });
  }

  /**
   * Takes the second factor away. All other sign-ins end.
   *
   * @param code of the authenticator app, or a recovery code
   * @throws ApiError BAD_USER_INPUT for a wrong password or code, CONFLICT where the person has no second factor
   */
  async disable(viewer: UserViewer, password: string, code: string, origin: Origin): Promise<RenewedCookie> {
    await this.confirmations.require(viewer, password);
    const { cookie } = await this.counted(viewer, () =>
      this.change(viewer, async entry => {
        const [on]: unknown[] = await entry.sql.query(STATE, [viewer.accountId, viewer.userId]);
        if (!on) throw new ApiError('CONFLICT', 'Two-factor authentication is off');
        if (!(await this.check.use(entry, viewer, code))) throw wrongCode();
        await this.remove(entry, viewer);
        await this.note(entry, viewer, EventType.SECOND_FACTOR_DISABLED, mails.SECOND_FACTOR_DISABLED, origin);
        return {};
      }),
    );
    return cookie;
  }

  /**
   * Takes away the second factor of somebody who has lost it, and ends their sign-ins: for the operator, who has made sure
   * by other means who asks.
   *
   * @throws ApiError NOT_FOUND where there is no such user, CONFLICT where the user has no second factor
   */
  async reset(holder: Holder, actor: Actor): Promise<void> {
    const endings = await this.ledger.write(holder.accountId, async entry => {
      if (!(await this.remove(entry, holder))) throw new ApiError('CONFLICT', 'The user has no second factor');
      const { accountId, userId } = holder;
      entry.append({ accountId, type: EventType.SECOND_FACTOR_RESET, actor, data: { userId } });
      await this.mail(entry, holder, mails.SECOND_FACTOR_RESET, null);
      return this.signIns.endIn(entry, holder, actor);
    });
    await this.revocation.enforce(endings);
  }

  /** Forgets what was begun and never confirmed, of every account. */
  async clean(): Promise<void> {
    await this.db.query('DELETE FROM second_factor WHERE confirmed_at IS NULL AND begun_at <= $1', [
      new Date(this.now().getTime() - CONFIRM_WITHIN_MS),
    ]);
  }

  /** Changes what it takes to sign in: every other sign-in ends, and this one gets another cookie. */
  private async change<T>(
    viewer: UserViewer,
    work: (entry: Entry) => Promise<T>,
  ): Promise<T & { cookie: RenewedCookie }> {
    const { accountId, userId, signInId } = viewer;
    const endings: Ending[] = [signInRenewed(signInId)];
    const changed = await this.ledger.write(accountId, async entry => {
      const result = await work(entry);
      endings.push(...(await this.signIns.endIn(entry, { accountId, userId, but: signInId }, actorOf(viewer))));
      return { ...result, cookie: await this.signIns.renewIn(entry, viewer) };
    });
    await this.revocation.enforce(endings);
    return changed;
  }

  /** Counts a try before the code is looked at: five in 15 minutes for each sign-in. */
  private async counted<T>({ userId, signInId }: UserViewer, work: () => Promise<T>): Promise<T> {
    const tried = { whom: userId, ip: '', browser: signInId };
    await this.tries.take(tried);
    try {
      const result = await work();
      await this.tries.giveBack(tried);
      return result;
    } catch (error) {
      const isWrong = error instanceof ApiError && error.code === 'BAD_USER_INPUT';
      if (!isWrong) await this.tries.giveBack(tried);
      throw error;
    }
  }

  private async newCodes(entry: Entry, { accountId, userId }: Holder): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const hashes = codes.map(code => this.check.hashOf({ accountId, userId }, code));
    await entry.sql.query('DELETE FROM recovery_code WHERE account_id = $1 AND user_id = $2', [accountId, userId]);
    await entry.sql.query(
      'INSERT INTO recovery_code (account_id, user_id, hash) SELECT $1, $2, hash FROM unnest($3::bytea[]) hash',
      [accountId, userId, hashes],
    );
    return codes;
  }

  private async remove(entry: Entry, { accountId, userId }: Holder): Promise<boolean> {
    const [, removed]: [unknown, number] = await entry.sql.query(
      'DELETE FROM second_factor WHERE account_id = $1 AND user_id = $2 AND confirmed_at IS NOT NULL',
      [accountId, userId],
    );
    await entry.sql.query('DELETE FROM recovery_code WHERE account_id = $1 AND user_id = $2', [accountId, userId]);
    return removed === 1;
  }

  private async note(
    entry: Entry,
    viewer: UserViewer,
    type: EventType,
    texts: MailTexts<{ name: string; at: Date; ip: string | null }>,
    { ip }: Origin,
  ): Promise<void> {
    const { accountId, userId, signInId } = viewer;
    entry.append({ accountId, type, actor: actorOf(viewer), data: { userId, signInId } });
    await this.mail(entry, viewer, texts, ip);
  }

  private async mail(
    entry: Entry,
    { accountId, userId }: Holder,
    texts: MailTexts<{ name: string; at: Date; ip: string | null }>,
    ip: string | null,
  ): Promise<void> {
    const user = await entry.sql.findOneBy(User, { accountId, id: userId });
    if (!user) throw new ApiError('NOT_FOUND', 'The account has no such user');
    const facts = { name: user.name, at: entry.now, ip };
    await this.mailbox.queue(entry.sql, { accountId, to: recipientOf(user), texts, facts });
  }
}

/** The refusal of a code that is wrong, was used, or is too old: nobody learns which. */
export const wrongCode = (): ApiError =>
  new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { code: ['is not right, or was used before'] } });
