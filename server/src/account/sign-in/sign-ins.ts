import { type DataSource, IsNull, MoreThan } from 'typeorm';
import type { Clock, Origin } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import { hashOf, isUuid, newId, newSecret } from '../../core/ids.ts';
import type { UserViewer } from '../../core/viewer.ts';
import { type Actor, actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { type Ending, signedOut } from '../../events/live/endings.ts';
import type { Revocation } from '../principals/revocation.ts';
import { RIGHTS_OF } from '../roles.ts';
import { SignIn } from '../sign-in.entity.ts';
import type { User } from '../user.entity.ts';

/** A sign-in ends when it was not used for so long, */
export const IDLE_MS = 7 * 86_400_000;
/** and in any case so long after its beginning. */
export const LIFETIME_MS = 30 * 86_400_000;
/** For so long the cookie before still holds, as a page has calls under way that were sent with it. */
const RENEWAL_MS = 10_000;
const LONGEST_USER_AGENT = 300;
const MOST_SHOWN = 100;

/** Somebody who has just signed in, with the secret for the cookie. */
export interface SignedIn {
  readonly viewer: UserViewer;
  readonly user: User;
  readonly secret: string;
  readonly expires: Date;
}

/** The cookie of a sign-in that goes on under another secret. */
export interface RenewedCookie {
  readonly secret: string;
  readonly expires: Date;
}

/** Which sign-ins of a user are meant: one, all, or all but one. */
export interface Which {
  readonly accountId: string;
  readonly userId: string;
  readonly only?: string;
  readonly but?: string;
}

const PUT_SECRET = 'INSERT INTO sign_in_token (hash, account_id, sign_in_id) VALUES ($1, $2, $3)';
const REPLACE_SECRET = `
  UPDATE sign_in_token SET until = $3 WHERE account_id = $1 AND sign_in_id = $2 AND (until IS NULL OR until > $3)`;
const END = `
  UPDATE sign_in SET ended_at = $5
  WHERE account_id = $1 AND user_id = $2 AND ended_at IS NULL AND ($3::uuid IS NULL OR id = $3) AND ($4::uuid IS NULL OR id <> $4)
  RETURNING id`;

/** Where people are signed in. Each is a row and a cookie that only the browser knows. */
export class SignIns {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly revocation: Revocation,
    private readonly now: Clock,
  ) {}

  /** Signs the user in, whose password (or whatever else there is) was right. */
  begin(user: User, origin: Origin): Promise<SignedIn> {
    return this.ledger.write(user.accountId, entry => this.beginIn(entry, user, origin));
  }

  /** `begin` inside a transaction that already holds the account. @param secondFactor which one was shown, where one was */
  async beginIn(entry: Entry, user: User, { ip, userAgent }: Origin, secondFactor?: string): Promise<SignedIn> {
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
    await entry.sql.query(PUT_SECRET, [hashOf(secret), accountId, signInId]);
    const viewer: UserViewer = { kind: 'user', accountId, userId, name, signInId, rights: RIGHTS_OF[role], ip };
    const data = { signInId, ip, ...(secondFactor && { secondFactor }) };
    entry.append({ accountId, type: EventType.USER_SIGNED_IN, actor: actorOf(viewer), data });
    return { viewer, user, secret, expires };
  }

  /** Where the user is signed in now, where last first. */
  list({ accountId, userId }: UserViewer): Promise<SignIn[]> {
    const now = this.now();
    const holds = {
      endedAt: IsNull(),
      expiresAt: MoreThan(now),
      lastSeenAt: MoreThan(new Date(now.getTime() - IDLE_MS)),
    };
    return this.db
      .getRepository(SignIn)
      .find({ where: { accountId, userId, ...holds }, order: { lastSeenAt: 'DESC', id: 'DESC' }, take: MOST_SHOWN });
  }

  /** Gives the sign-in another cookie, inside a transaction that holds the account. What it was before holds for 10 s more. */
  async renewIn(entry: Entry, { accountId, signInId }: UserViewer): Promise<RenewedCookie> {
    const signIn = await entry.sql.findOneBy(SignIn, { accountId, id: signInId, endedAt: IsNull() });
    if (!signIn) throw new ApiError('UNAUTHENTICATED', 'The sign-in has ended');
    const secret = newSecret();
    await entry.sql.query(REPLACE_SECRET, [accountId, signInId, new Date(entry.now.getTime() + RENEWAL_MS)]);
    await entry.sql.query(PUT_SECRET, [hashOf(secret), accountId, signInId]);
    return { secret, expires: signIn.expiresAt };
  }

  /**
   * Ends one of the viewer's sign-ins.
   *
   * @throws ApiError NOT_FOUND where it is none of the viewer's, or has ended
   */
  async endOne(viewer: UserViewer, id: string): Promise<void> {
    if (!isUuid(id) || (await this.endWhere(viewer, { only: id })) === 0) {
      throw new ApiError('NOT_FOUND', 'You are not signed in there');
    }
  }

  /** Ends every sign-in of the viewer but this one. Answers how many those were. */
  endOthers(viewer: UserViewer): Promise<number> {
    return this.endWhere(viewer, { but: viewer.signInId });
  }

  /** Ends the sign-in, and closes its sockets before it answers. */
  async end(viewer: UserViewer): Promise<void> {
    await this.endWhere(viewer, { only: viewer.signInId });
  }

  /** Ends sign-ins inside a transaction that holds the account; what it answers is to be enforced after the commit. */
  async endIn(entry: Entry, { accountId, userId, only, but }: Which, actor: Actor): Promise<Ending[]> {
    const [ended]: [{ id: string }[], number] = await entry.sql.query(END, [
      accountId,
      userId,
      only ?? null,
      but ?? null,
      entry.now,
    ]);
    const ids = ended.map(({ id }) => id);
    if (ids.length === 0) return [];

    await entry.sql.query('DELETE FROM sign_in_token WHERE account_id = $1 AND sign_in_id = ANY ($2)', [
      accountId,
      ids,
    ]);
    for (const signInId of ids) {
      entry.append({ accountId, type: EventType.USER_SIGNED_OUT, actor, data: { signInId } });
    }
    return ids.map(signedOut);
  }

  private async endWhere(viewer: UserViewer, which: Pick<Which, 'only' | 'but'>): Promise<number> {
    const { accountId, userId } = viewer;
    const endings = await this.ledger.write(accountId, entry =>
      this.endIn(entry, { accountId, userId, ...which }, actorOf(viewer)),
    );
    await this.revocation.enforce(endings);
    return endings.length;
  }
}
