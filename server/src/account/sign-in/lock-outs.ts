import type { DataSource } from 'typeorm';
import type { Origin } from '../../core/context.ts';
import type { Errands } from '../../core/work/errands.ts';
import type { Mailbox } from '../../core/mail/mailbox.ts';
import { SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import { LOCKED_OUT } from '../password/password.mail.ts';
import { recipientOf, User } from '../user.entity.ts';
import { LockedOut } from './tries.ts';

const BY_EMAIL = 'SELECT account_id AS "accountId", user_id AS "userId" FROM user_email WHERE email = $1';

/** Tells a person, and the log, when others have tried too often to guess their password or code. */
export class LockOuts {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly errands: Errands,
    private readonly mailbox: Mailbox,
  ) {}

  /** Notes a refusal that has locked somebody out; any other is nothing new. @param email that was tried, in lower case */
  note(refusal: unknown, email: string, origin: Origin): void {
    if (refusal instanceof LockedOut) this.errands.run(() => this.tell(email, origin));
  }

  private async tell(email: string, { ip }: Origin): Promise<void> {
    const [found]: { accountId: string; userId: string }[] = await this.db.query(BY_EMAIL, [email]);
    if (!found) return;

    const { accountId, userId } = found;
    await this.ledger.write(accountId, async entry => {
      const user = await entry.sql.findOneBy(User, { accountId, id: userId });
      if (!user) return;
      entry.append({ accountId, type: EventType.SIGN_IN_LOCKED_OUT, actor: SYSTEM, data: { userId } });
      const facts = { name: user.name, at: entry.now, ip };
      await this.mailbox.queue(entry.sql, { accountId, to: recipientOf(user), texts: LOCKED_OUT, facts });
    });
  }
}
