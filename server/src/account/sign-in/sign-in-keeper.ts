import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import type { Sockets } from '../../core/socket/sockets.ts';
import { SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import { signedOut } from '../../events/live/endings.ts';
import type { Revocation } from '../principals/revocation.ts';
import type { CookieDoor } from './cookie-door.ts';
import { IDLE_MS } from './sign-ins.ts';
import type { Tries } from './tries.ts';

/** For so long one can see where one was signed in. */
const KEPT_MS = 30 * 86_400_000;

const EXPIRED = `
  SELECT s.account_id AS "accountId", s.id FROM account a JOIN sign_in s ON s.account_id = a.id
  WHERE s.ended_at IS NULL AND (s.expires_at <= $1 OR s.last_seen_at <= $2)`;
// Asked again under the lock of the account: it may have been used just now.
const END = `
  UPDATE sign_in SET ended_at = $3
  WHERE account_id = $1 AND id = $2 AND ended_at IS NULL AND (expires_at <= $3 OR last_seen_at <= $4)`;

/**
 * Once a minute: an open socket keeps its sign-in from falling idle, sign-ins whose time is over end (and with them, by the
 * event, their sockets in every process), those that ended long ago are deleted, and counts of tries that no longer hold
 * are forgotten.
 */
export class SignInKeeper {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly sockets: Sockets,
    private readonly door: CookieDoor,
    private readonly revocation: Revocation,
    private readonly tries: Tries,
    private readonly now: Clock,
  ) {}

  async run(): Promise<void> {
    await this.keepOpenOnes();
    await this.endExpired();
    // Of every account: no account_id.
    const now = this.now();
    await this.db.query('DELETE FROM sign_in WHERE ended_at <= $1', [new Date(now.getTime() - KEPT_MS)]);
    await this.db.query('DELETE FROM sign_in_token WHERE until <= $1', [now]);
    await this.tries.clean();
  }

  private async keepOpenOnes(): Promise<void> {
    for (const accountId of this.sockets.ofAccounts()) {
      const viewers = this.sockets.ofAccount(accountId).map(socket => socket.viewer);
      const open = new Set(viewers.flatMap(viewer => (viewer.kind === 'user' ? [viewer.signInId] : [])));
      for (const signInId of open) await this.door.seen(accountId, signInId);
    }
  }

  private async endExpired(): Promise<void> {
    const now = this.now();
    const idleSince = new Date(now.getTime() - IDLE_MS);
    const expired: { accountId: string; id: string }[] = await this.db.query(EXPIRED, [now, idleSince]);
    for (const { accountId, id } of expired) {
      await this.ledger.write(accountId, async entry => {
        const [, ended]: [unknown, number] = await entry.sql.query(END, [accountId, id, entry.now, idleSince]);
        if (ended === 0) return;
        await entry.sql.query('DELETE FROM sign_in_token WHERE account_id = $1 AND sign_in_id = $2', [accountId, id]);
        entry.append({ accountId, type: EventType.USER_SIGNED_OUT, actor: SYSTEM, data: { signInId: id } });
      });
    }
    await this.revocation.enforce(expired.map(({ id }) => signedOut(id)));
  }
}
