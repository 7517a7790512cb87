import type { Origin } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import type { Mailbox } from '../../core/mail/mailbox.ts';
import type { UserViewer } from '../../core/viewer.ts';
import { type Actor, actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { signInRenewed } from '../../events/live/endings.ts';
import type { Revocation } from '../principals/revocation.ts';
import type { RenewedCookie, SignIns } from '../sign-in/sign-ins.ts';
import { recipientOf, User } from '../user.entity.ts';
import type { Confirmations } from './confirmations.ts';
import { requireGoodPassword } from './new-password.ts';
import type { ChangePasswordInput } from './password.input.ts';
import { PASSWORD_CHANGED } from './password.mail.ts';
import type { Passwords } from './passwords.ts';

const SET =
  'UPDATE portal_user SET password_hash = $3 WHERE account_id = $1 AND id = $2 AND ($4::text IS NULL OR password_hash = $4)';

/** Changes passwords. */
export class PasswordService {
  constructor(
    private readonly ledger: Ledger,
    private readonly passwords: Passwords,
    private readonly confirmations: Confirmations,
    private readonly signIns: SignIns,
    private readonly revocation: Revocation,
    private readonly mailbox: Mailbox,
  ) {}

  /**
   * Changes the viewer's own password. All other sign-ins end, and this one gets another cookie.
   *
   * @throws ApiError BAD_USER_INPUT where the present one is wrong or the new one is easily guessed, RATE_LIMITED
   */
  async change(viewer: UserViewer, input: ChangePasswordInput, origin: Origin): Promise<RenewedCookie> {
    const { passwordHash: before, email } = await this.confirmations.require(viewer, input.current, 'current');
    requireGoodPassword(input.new, email, 'new');
    if (input.new === input.current) {
      throw new ApiError('BAD_USER_INPUT', 'Invalid input', {
        fields: { new: ['new must be another one than before'] },
      });
    }
    const passwordHash = await this.passwords.hash(input.new);

    const { accountId, userId, signInId } = viewer;
    const { renewed, endings } = await this.ledger.write(accountId, async entry => {
      const user = await this.setIn(
        entry,
        { accountId, userId, passwordHash, before },
        actorOf(viewer),
        origin,
        signInId,
      );
      if (!user) throw new ApiError('CONFLICT', 'The password was changed at the same time');
      const endings = await this.signIns.endIn(entry, { accountId, userId, but: signInId }, actorOf(viewer));
      return { renewed: await this.signIns.renewIn(entry, viewer), endings };
    });
    await this.revocation.enforce([...endings, signInRenewed(signInId)]);
    return renewed;
  }

  /**
   * Sets a password inside a transaction, with its event and its mail. Links for a forgotten one and half sign-ins hold no
   * longer.
   *
   * @param signInId the sign-in that goes on, where one does
   * @returns null where there is no such user, or the password is another one than `before` by now
   */
  async setIn(
    entry: Entry,
    set: { accountId: string; userId: string; passwordHash: string; before?: string },
    actor: Actor,
    { ip }: Origin,
    signInId?: string,
  ): Promise<User | null> {
    const { accountId, userId, passwordHash, before } = set;
    const [, changed]: [unknown, number] = await entry.sql.query(SET, [
      accountId,
      userId,
      passwordHash,
      before ?? null,
    ]);
    const user = changed === 1 ? await entry.sql.findOneBy(User, { accountId, id: userId }) : null;
    if (!user) return null;

    for (const table of ['password_reset', 'half_sign_in']) {
      await entry.sql.query(`DELETE FROM ${table} WHERE account_id = $1 AND user_id = $2`, [accountId, userId]);
    }
    const data = { userId, ...(signInId && { signInId }) };
    entry.append({ accountId, type: EventType.PASSWORD_CHANGED, actor, data });
    const facts = { name: user.name, at: entry.now, ip };
    await this.mailbox.queue(entry.sql, { accountId, to: recipientOf(user), texts: PASSWORD_CHANGED, facts });
    return user;
  }
}
