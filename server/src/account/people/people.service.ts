import type { DataSource } from 'typeorm';
import { ApiError } from '../../core/errors.ts';
import { inOrderOf } from '../../core/graphql/loaders.ts';
import type { UserViewer } from '../../core/viewer.ts';
import { type Actor, actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { type Ending, personEnded, rightsChanged } from '../../events/live/endings.ts';
import type { Revocation } from '../principals/revocation.ts';
import { RIGHTS_OF } from '../roles.ts';
import type { SignIns } from '../sign-in/sign-ins.ts';
import type { ApiTokensService } from '../tokens/api-tokens.service.ts';
import { User, type UserRole } from '../user.entity.ts';
import { Right } from '../../core/viewer.ts';
import { keepingAnOwner, requireManager, requireMayTouch, requireUser } from './people-rules.ts';

/** What the list of people shows of a user besides the user's own row. */
export interface UserFacts {
  readonly accountId: string;
  readonly id: string;
  readonly hasSecondFactor: boolean;
  readonly lastSeenAt: Date | null;
}

const FACTS = `
  SELECT u.account_id AS "accountId", u.id, f.user_id IS NOT NULL AS "hasSecondFactor",
    (SELECT max(s.last_seen_at) FROM sign_in s WHERE s.account_id = u.account_id AND s.user_id = u.id) AS "lastSeenAt"
  FROM portal_user u
  LEFT JOIN second_factor f ON f.account_id = u.account_id AND f.user_id = u.id AND f.confirmed_at IS NOT NULL
  WHERE (u.account_id, u.id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`;
const WITHDRAW = 'DELETE FROM invitation WHERE account_id = $1 AND invited_by_id = $2';

/** The people of an account: what they are in it, and whether they may come in. */
export class PeopleService {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly signIns: SignIns,
    private readonly tokens: ApiTokensService,
    private readonly revocation: Revocation,
  ) {}

  /** For `Loaders.by`: the facts of each `<account id> <user id>`. */
  readonly factsByKeys = async (keys: readonly string[]): Promise<(UserFacts | null)[]> => {
    const pairs = keys.map(key => key.split(' '));
    const facts: UserFacts[] = await this.db.query(FACTS, [
      pairs.map(([account]) => account),
      pairs.map(([, id]) => id),
    ]);
    return inOrderOf(keys, facts, ({ accountId, id }) => `${accountId} ${id}`);
  };

  /** Everybody who belongs to the account, by name. */
  list(accountId: string): Promise<User[]> {
    return this.db.getRepository(User).find({ where: { accountId }, order: { name: 'ASC', id: 'ASC' } });
  }

  /**
   * Lets a user be something else from now on. It counts at once on every door: sockets come back with the new rights.
   *
   * @throws ApiError NOT_FOUND, FORBIDDEN where owners are meant and the viewer is none, CONFLICT for the last owner
   */
  updateRole(viewer: UserViewer, id: string, role: UserRole): Promise<User> {
    return this.change(viewer, id, async (entry, user, actor, manager) => {
      requireMayTouch(manager, user.role, role);
      if (user.role === role) return [];
      const { accountId, role: before } = user;
      await entry.sql.update(User, { accountId, id }, { role });
      user.role = role;
      if (!RIGHTS_OF[role].has(Right.PEOPLE)) await entry.sql.query(WITHDRAW, [accountId, id]);
      entry.append({ accountId, type: EventType.USER_ROLE_CHANGED, actor, data: { userId: id, before, role } });
      return [rightsChanged(id)];
    });
  }

  /**
   * Keeps a user out until further notice: every sign-in ends, and the tokens that the user has made do not hold.
   *
   * @throws ApiError as `updateRole`, and CONFLICT for oneself
   */
  suspend(viewer: UserViewer, id: string): Promise<User> {
    return this.change(viewer, id, async (entry, user, actor, manager) => {
      requireMayTouch(manager, user.role);
      if (id === viewer.userId) throw new ApiError('CONFLICT', 'Nobody suspends themselves');
      if (user.suspendedAt) return [];
      const { accountId } = user;
      user.suspendedAt = entry.now;
      await entry.sql.update(User, { accountId, id }, { suspendedAt: entry.now });
      await entry.sql.query(WITHDRAW, [accountId, id]);
      entry.append({ accountId, type: EventType.USER_SUSPENDED, actor, data: { userId: id } });
      return [personEnded(id), ...(await this.signIns.endIn(entry, { accountId, userId: id }, actor))];
    });
  }

  /** Lets a suspended user in again, with the role as it was. The tokens hold again. @throws ApiError as `updateRole` */
  unsuspend(viewer: UserViewer, id: string): Promise<User> {
    return this.change(viewer, id, async (entry, user, actor, manager) => {
      requireMayTouch(manager, user.role);
      if (!user.suspendedAt) return [];
      user.suspendedAt = null;
      await entry.sql.update(User, { accountId: user.accountId, id }, { suspendedAt: null });
      entry.append({ accountId: user.accountId, type: EventType.USER_UNSUSPENDED, actor, data: { userId: id } });
      return [];
    });
  }

  /**
   * Removes a user from the account, with the sign-ins and tokens. The address is free again. Answers the user as it was.
   *
   * @throws ApiError as `updateRole`
   */
  remove(viewer: UserViewer, id: string): Promise<User> {
    return this.change(viewer, id, async (entry, user, actor, manager) => {
      if (id !== viewer.userId) requireMayTouch(manager, user.role);
      const { accountId, name, role } = user;
      const endings = [
        personEnded(id),
        ...(await this.signIns.endIn(entry, { accountId, userId: id }, actor)),
        ...(await this.tokens.revokeOf(entry, accountId, id, actor)),
      ];
      await entry.sql.delete(User, { accountId, id });
      entry.append({ accountId, type: EventType.USER_REMOVED, actor, data: { userId: id, name, role } });
      return endings;
    });
  }

  private async change(
    viewer: UserViewer,
    id: string,
    work: (entry: Entry, user: User, actor: Actor, manager: User) => Promise<Ending[]>,
  ): Promise<User> {
    const { accountId } = viewer;
    const { user, endings } = await keepingAnOwner(() =>
      this.ledger.write(accountId, async entry => {
        const manager = await requireManager(entry, viewer);
        const user = await requireUser(entry, accountId, id);
        return { user, endings: await work(entry, user, actorOf(viewer), manager) };
      }),
    );
    await this.revocation.enforce(endings);
    return user;
  }
}
