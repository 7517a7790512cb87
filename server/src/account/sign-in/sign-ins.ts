import type { Clock, Origin } from '../../core/context.ts';
import { hashOf, newId, newSecret } from '../../core/ids.ts';
import { CLOSE } from '../../core/socket/live-socket.ts';
import type { Sockets } from '../../core/socket/sockets.ts';
import type { Reader } from '../../core/sql.ts';
import { principalKey, type UserViewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { RIGHTS_OF } from '../roles.ts';
import { SignIn } from '../sign-in.entity.ts';
import type { User } from '../user.entity.ts';
import { KnownCookies } from './known-cookies.ts';

/** A sign-in ends when it was not used for so long, */
export const IDLE_MS = 7 * 86_400_000;
/** and in any case so long after its beginning. */
export const LIFETIME_MS = 30 * 86_400_000;
/** How old the last sign of life may be before a new one is written. */
const SEEN_EVERY_MS = 60_000;
const SECRET = /^[\w-]{43}$/;
const LONGEST_USER_AGENT = 300;

/** Somebody who has just signed in, with the secret for the cookie. */
export interface SignedIn {
  readonly viewer: UserViewer;
  readonly user: User;
  readonly secret: string;
  readonly expires: Date;
}

interface Row {
  accountId: string;
  id: string;
  lastSeenAt: Date;
  userId: string;
  name: string;
  role: User['role'];
}

const ROW = 's.account_id AS "accountId", s.id, s.last_seen_at AS "lastSeenAt", u.id AS "userId", u.name, u.role';
const WHOSE = `
  JOIN portal_user u ON u.account_id = s.account_id AND u.id = s.user_id
  JOIN account a ON a.id = s.account_id`;
const HOLDS = 's.ended_at IS NULL AND s.expires_at > $2 AND u.suspended_at IS NULL AND a.suspended_at IS NULL';
const BY_HASH = `
  SELECT ${ROW} FROM sign_in_token t
  JOIN sign_in s ON s.account_id = t.account_id AND s.id = t.sign_in_id ${WHOSE}
  WHERE t.hash = $1 AND ${HOLDS} AND s.last_seen_at > $3`;
const BY_ID = `SELECT ${ROW} FROM sign_in s ${WHOSE} WHERE s.account_id = $1 AND s.id = $3 AND ${HOLDS}`;
const SEEN = 'UPDATE sign_in SET last_seen_at = $3 WHERE account_id = $1 AND id = $2 AND ended_at IS NULL';
const END = 'UPDATE sign_in SET ended_at = $3 WHERE account_id = $1 AND id = $2 AND ended_at IS NULL';

/** Where people are signed in. Each is a row and a cookie that only the browser knows. */
export class SignIns {
  private readonly cookies = new KnownCookies();

  constructor(
    private readonly reader: Reader,
    private readonly ledger: Ledger,
    private readonly sockets: Sockets,
    private readonly now: Clock,
  ) {}

  /** Signs the user in, whose password (or whatever else there is) was right. */
  begin(user: User, origin: Origin): Promise<SignedIn> {
    return this.ledger.write(user.accountId, entry => this.beginIn(entry, user, origin));
  }

  /** `begin` inside a transaction that already holds the account. */
  async beginIn(entry: Entry, user: User, { ip, userAgent }: Origin): Promise<SignedIn> {
    const { accountId, id: userId, name, role } = user;
    const [signInId, secret, expires] = [newId(), newSecret(), new Date(entry.now.getTime() + LIFETIME_MS)];
    await entry.sql.insert(SignIn, {
      accountId,
      id: signInId,
      userId,
      createdAt: entry.now,
      lastSeenAt: entry.now,
      expiresAt: expires,
      ip,
      userAgent: userAgent.slice(0, LONGEST_USER_AGENT),
    });
    await entry.sql.query('INSERT INTO sign_in_token (hash, account_id, sign_in_id) VALUES ($1, $2, $3)', [
      hashOf(secret),
      accountId,
      signInId,
    ]);
    const viewer: UserViewer = { kind: 'user', accountId, userId, name, signInId, rights: RIGHTS_OF[role] };
    const data = { signInId, ip };
    entry.append({ accountId, type: EventType.USER_SIGNED_IN, actor: actorOf(viewer), data });
    return { viewer, user, secret, expires };
  }

  /** Whose cookie it is; null where it is none, or its sign-in has ended. Asked at every request. */
  async userOf(secret: string): Promise<UserViewer | null> {
    if (!SECRET.test(secret)) return null;
    const now = this.now();
    return this.cookies.viewerOf(secret, now, () => this.lookUp(secret, now));
  }

  private async lookUp(secret: string, now: Date): Promise<UserViewer | null> {
    const values = [hashOf(secret), now, new Date(now.getTime() - IDLE_MS)];
    const [row] = await this.reader.quickRows<Row>('sign-in-of-cookie', BY_HASH, values);
    if (!row) return null;

    const { accountId, id: signInId, lastSeenAt } = row;
    if (now.getTime() - lastSeenAt.getTime() >= SEEN_EVERY_MS) await this.seen(accountId, signInId);
    return viewerOf(row);
  }

  /** Who is signed in by a sign-in, with the rights of now; null where it has ended. Asks the database each time. */
  async holderOf(accountId: string, signInId: string): Promise<UserViewer | null> {
    const [row] = await this.reader.quickRows<Row>('sign-in-of-id', BY_ID, [accountId, this.now(), signInId]);
    return row ? viewerOf(row) : null;
  }

  /** Some sign-ins have ended in this process: every cookie is looked up anew. */
  forget(): void {
    this.cookies.forget();
  }

  /** Notes a sign of life. The log does not have it: it changes nothing that anybody watches. */
  async seen(accountId: string, signInId: string): Promise<void> {
    await this.reader.rows('sign-in-seen', SEEN, [accountId, signInId, this.now()]);
  }

  /** Ends the sign-in, and closes its sockets here before it answers; the event closes those of other processes. */
  async end(viewer: UserViewer): Promise<void> {
    const { accountId, signInId } = viewer;
    await this.ledger.write(accountId, async entry => {
      const [, ended]: [unknown, number] = await entry.sql.query(END, [accountId, signInId, entry.now]);
      if (ended === 0) return;
      await entry.sql.query('DELETE FROM sign_in_token WHERE account_id = $1 AND sign_in_id = $2', [
        accountId,
        signInId,
      ]);
      entry.append({ accountId, type: EventType.USER_SIGNED_OUT, actor: actorOf(viewer), data: { signInId } });
    });
    this.forget();
    this.sockets.closeAll(principalKey(viewer), CLOSE.FORBIDDEN, 'Signed out');
  }
}

const viewerOf = ({ accountId, id: signInId, userId, name, role }: Row): UserViewer => ({
  kind: 'user',
  accountId,
  userId,
  name,
  signInId,
  rights: RIGHTS_OF[role],
});
