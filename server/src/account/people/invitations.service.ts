import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { type DataSource, MoreThan } from 'typeorm';
import type { Clock, Origin } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import type { Idempotency } from '../../core/idempotency.ts';
import { hashOf, isUuid, newId, newSecret } from '../../core/ids.ts';
import { newLimiter, takeOne } from '../../core/limits/limiter.ts';
import { normalizedEmail } from '../../core/mail/mail-address.ts';
import type { Mailbox } from '../../core/mail/mailbox.ts';
import type { UserViewer } from '../../core/viewer.ts';
import { type Actor, ActorKind, actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { Account } from '../account.entity.ts';
import type { AccountService } from '../account.service.ts';
import { requireGoodPassword } from '../password/new-password.ts';
import type { Passwords } from '../password/passwords.ts';
import type { SignedIn, SignIns } from '../sign-in/sign-ins.ts';
import { User } from '../user.entity.ts';
import { Invitation } from './invitation.entity.ts';
import { INVITATION } from './invitation.mail.ts';
import type { OpenInvitation } from './invitation.type.ts';
import { MOST_PEOPLE, requireManager, requireMayTouch } from './people-rules.ts';
import type { AcceptInvitationInput, InviteUserInput } from './people.input.ts';

const HOLDS_DAYS = 7;
const DAY_MS = 86_400_000;
/** How many invitations an account mails in a day. */
export const INVITATIONS_A_DAY = 50;

const BY_SECRET = `
  SELECT i.account_id AS "accountId", i.id, i.email, i.role, i.language, a.name AS "accountName", u.name AS "invitedBy"
  FROM invitation_secret s
  JOIN invitation i ON i.account_id = s.account_id AND i.id = s.invitation_id
  JOIN account a ON a.id = i.account_id
  JOIN portal_user u ON u.account_id = i.account_id AND u.id = i.invited_by_id
  WHERE s.hash = $1 AND i.expires_at > $2 AND a.suspended_at IS NULL`;

type Found = OpenInvitation & Pick<Invitation, 'accountId' | 'id' | 'language'>;

/** Asks people to join an account, by a link that holds once. */
export class InvitationsService {
  private readonly limiter: RateLimiterPostgres;

  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly idempotency: Idempotency,
    private readonly accounts: AccountService,
    private readonly passwords: Passwords,
    private readonly signIns: SignIns,
    private readonly mailbox: Mailbox,
    private readonly now: Clock,
  ) {
    this.limiter = newLimiter(db, 'invitations', INVITATIONS_A_DAY, DAY_MS / 1000);
  }

  /** Those that still hold, the newest first. */
  list(accountId: string): Promise<Invitation[]> {
    const where = { accountId, expiresAt: MoreThan(this.now()) };
    return this.db.getRepository(Invitation).find({ where, order: { id: 'DESC' } });
  }

  /**
   * Mails an invitation. One that was mailed to the same address before holds no longer.
   *
   * @throws ApiError FORBIDDEN for an owner where the viewer is none, CONFLICT where the address is a user of the account
   *   already or the account has as many people as it may have, RATE_LIMITED after 50 in a day
   */
  async invite(viewer: UserViewer, input: InviteUserInput): Promise<Invitation> {
    const { accountId } = viewer;
    await takeOne(this.limiter, accountId, 'Too many invitations in a day');
    return this.ledger.write(accountId, async entry => {
      const manager = await requireManager(entry, viewer);
      requireMayTouch(manager, input.role);
      const by = actorOf(viewer);
      const wish = { accountId, by, operation: 'inviteUser', input };
      const { id } = await this.idempotency.once(entry, wish, () => this.insert(entry, manager, input, by));
      const invitation = await entry.sql.findOneBy(Invitation, { accountId, id });
      if (!invitation) throw new ApiError('NOT_FOUND', 'The invitation was accepted or withdrawn since');
      return invitation;
    });
  }

  /** Takes an invitation back, and answers it as it was. @throws ApiError NOT_FOUND where the account has no such open one */
  async withdraw(viewer: UserViewer, id: string): Promise<Invitation> {
    const { accountId } = viewer;
    return this.ledger.write(accountId, async entry => {
      const manager = await requireManager(entry, viewer);
      const invitation = isUuid(id) ? await entry.sql.findOneBy(Invitation, { accountId, id }) : null;
      if (!invitation) throw new ApiError('NOT_FOUND', 'The account has no such invitation');
      requireMayTouch(manager, invitation.role);
      await entry.sql.delete(Invitation, { accountId, id });
      const data = { invitationId: id, email: invitation.email };
      entry.append({ accountId, type: EventType.INVITATION_WITHDRAWN, actor: actorOf(viewer), data });
      return invitation;
    });
  }

  /** What the invitation of a link is to; null where the link holds no longer. */
  async opened(token: string): Promise<OpenInvitation | null> {
    return (await this.find(token)) ?? null;
  }

  /**
   * Makes the person a user of the account, and signs them in. Once.
   *
   * @throws ApiError NOT_FOUND where the link holds no longer; BAD_USER_INPUT for a password that others guess, CONFLICT where
   *   the address is in use: after both the link still holds
   */
  async accept({ token, name, password }: AcceptInvitationInput, origin: Origin): Promise<SignedIn> {
    // Looked at before the password is hashed, so that a stranger cannot keep the server busy with hashing.
    const found = await this.find(token);
    if (!found) throw notFound();
    const { accountId, id, email, role, language } = found;
    requireGoodPassword(password, email);
    const passwordHash = await this.passwords.hash(password);

    return this.ledger.write(accountId, async entry => {
      const { affected } = await entry.sql.delete(Invitation, { accountId, id });
      if (affected !== 1) throw notFound();
      const user = await this.accounts.addUser(entry, accountId, {
        name: name.trim(),
        email,
        passwordHash,
        role,
        language,
      });
      const actor = { kind: ActorKind.USER, id: user.id, name: user.name, ip: origin.ip };
      const data = { userId: user.id, role, invitationId: id };
      entry.append({ accountId, type: EventType.USER_JOINED, actor, data });
      return this.signIns.beginIn(entry, user, origin);
    });
  }

  /** Forgets invitations that hold no longer, of every account. */
  async clean(): Promise<void> {
    await this.db.query('DELETE FROM invitation WHERE expires_at <= $1', [this.now()]);
  }

  private async find(token: string): Promise<Found | undefined> {
    const [found]: Found[] = await this.db.query(BY_SECRET, [hashOf(token), this.now()]);
    return found;
  }

  private async insert(
    entry: Entry,
    manager: User,
    { email: typed, role, language }: InviteUserInput,
    actor: Actor,
  ): Promise<string> {
    const { accountId } = manager;
    const email = normalizedEmail(typed);
    if (await entry.sql.existsBy(User, { accountId, email })) {
      throw new ApiError('CONFLICT', 'The person belongs to the account already');
    }
    await entry.sql.delete(Invitation, { accountId, email });
    const [users, invited] = [
      await entry.sql.countBy(User, { accountId }),
      await entry.sql.countBy(Invitation, { accountId }),
    ];
    if (users + invited >= MOST_PEOPLE) {
      throw new ApiError('CONFLICT', 'The account has as many people as it may have', { limit: MOST_PEOPLE });
    }

    const secret = newSecret();
    const invitation = entry.sql.create(Invitation, {
      accountId,
      id: newId(),
      email,
      role,
      language: language ?? manager.language,
      invitedById: manager.id,
      createdAt: entry.now,
      expiresAt: new Date(entry.now.getTime() + HOLDS_DAYS * DAY_MS),
    });
    await entry.sql.insert(Invitation, invitation);
    await entry.sql.query('INSERT INTO invitation_secret (hash, account_id, invitation_id) VALUES ($1, $2, $3)', [
      hashOf(secret),
      accountId,
      invitation.id,
    ]);
    const data = { invitationId: invitation.id, email, role };
    entry.append({ accountId, type: EventType.USER_INVITED, actor, data });
    const { name: account } = await entry.sql.findOneByOrFail(Account, { id: accountId });
    await this.mailbox.queue(entry.sql, {
      accountId,
      to: { name: email, address: email, language: invitation.language, timeZone: manager.timeZone },
      texts: INVITATION,
      facts: { by: manager.name, account, secret, days: HOLDS_DAYS },
      until: invitation.expiresAt,
    });
    return invitation.id;
  }
}

const notFound = (): ApiError => new ApiError('NOT_FOUND', 'The invitation no longer holds; ask for another one');
