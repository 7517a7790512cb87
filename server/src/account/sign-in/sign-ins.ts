import type { Origin } from '../../core/context.ts';
import { hashOf, newId, newSecret } from '../../core/ids.ts';
import type { UserViewer } from '../../core/viewer.ts';
import { type Actor, actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { type Ending, signedOut } from '../../events/live/endings.ts';
import type { Revocation } from '../revocation.ts';
import { RIGHTS_OF } from '../roles.ts';
import { SignIn } from '../sign-in.entity.ts';
import type { User } from '../user.entity.ts';

/** A sign-in ends when it was not used for so long, */
export const IDLE_MS = 7 * 86_400_000;
/** and in any case so long after its beginning. */
export const LIFETIME_MS = 30 * 86_400_000;
const LONGEST_USER_AGENT = 300;

/** Somebody who has just signed in, with the secret for the cookie. */
export interface SignedIn {
  readonly viewer: UserViewer;
  readonly user: User;
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

const END = `
  UPDATE sign_in SET ended_at = $5
  WHERE account_id = $1 AND user_id = $2 AND ended_at IS NULL AND ($3::uuid IS NULL OR id = $3) AND ($4::uuid IS NULL OR id <> $4)
  RETURNING id`;

/** Where people are signed in. Each is a row and a cookie that only the browser knows. */
export class SignIns {
  constructor(
    private readonly ledger: Ledger,
    private readonly revocation: Revocation,
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

  /** Ends the sign-in, and closes its sockets before it answers. */
  async end(viewer: UserViewer): Promise<void> {
    const which = { accountId: viewer.accountId, userId: viewer.userId, only: viewer.signInId };
    await this.revocation.enforce(
      await this.ledger.write(viewer.accountId, entry => this.endIn(entry, which, actorOf(viewer))),
    );
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
}
