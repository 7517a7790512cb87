import { randomInt } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { ApiError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { inOrderOf } from '../core/graphql/loaders.ts';
import { type Actor, ActorKind } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { Entry } from '../events/ledger.ts';
import { Account } from './account.entity.ts';
import { normalizedEmail } from '../core/mail/mail-address.ts';
import { DEFAULT_PREFERENCES } from './preferences/preferences.type.ts';
import { User, UserRole } from './user.entity.ts';

/** What an account is made of, and its first user, who owns it. */
export interface NewAccount extends Partial<Omit<Account, 'email' | 'contactName' | 'createdAt'>> {
  /** What the account is called. */
  readonly name: string;
  readonly owner: { readonly name: string; readonly email: string; readonly passwordHash: string };
}

/** A user that has just been made. */
export interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly role: UserRole;
  readonly language?: string;
}

/** Makes accounts and their users, and reads accounts. */
export class AccountService {
  constructor(private readonly db: DataSource) {}

  /** For `Loaders.by`: the account of each id. */
  readonly byIds = async (ids: readonly string[]): Promise<(Account | null)[]> =>
    inOrderOf(ids, await this.db.getRepository(Account).findBy({ id: In([...ids]) }), account => account.id);

  /**
   * Makes an account with its log, its counters and its owner. For a transaction that was opened with no account.
   *
   * @param origin by whom it is made, or else from which address the owner makes it
   * @throws ApiError CONFLICT where a user of any account has the owner's address
   */
  async create(
    entry: Entry,
    { owner, ...account }: NewAccount,
    origin: { readonly by?: Actor; readonly ip?: string } = {},
  ): Promise<{ account: Account; owner: User }> {
    const made = entry.sql.create(Account, {
      id: newId(),
      ...account,
      email: normalizedEmail(owner.email),
      contactName: owner.name,
      customerNumber: account.customerNumber ?? (await freeCustomerNumber(entry.sql)),
      createdAt: entry.now,
    });
    await entry.sql.insert(Account, made);
    await entry.open(made.id);
    const user = await this.addUser(entry, made.id, { ...owner, role: UserRole.OWNER });
    const actor = origin.by ?? { kind: ActorKind.USER, id: user.id, name: user.name, ip: origin.ip };
    entry.append({ accountId: made.id, type: EventType.ACCOUNT_CREATED, actor });
    return { account: made, owner: user };
  }

  /** @throws ApiError CONFLICT where a user of any account has the address */
  async addUser(entry: Entry, accountId: string, user: NewUser): Promise<User> {
    const made = entry.sql.create(User, {
      ...DEFAULT_PREFERENCES,
      ...user,
      accountId,
      id: newId(),
      email: normalizedEmail(user.email),
      createdAt: entry.now,
    });
    await entry.sql.insert(User, made);
    const listed: unknown[] = await entry.sql.query(
      'INSERT INTO user_email (email, account_id, user_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1',
      [made.email, accountId, made.id],
    );
    if (listed.length === 0) throw new ApiError('CONFLICT', 'The address is in use');
    return made;
  }
}

/** Nine random digits that no account has. */
async function freeCustomerNumber(sql: EntityManager): Promise<string> {
  for (;;) {
    const customerNumber = String(randomInt(100_000_000, 1_000_000_000));
    if (!(await sql.existsBy(Account, { customerNumber }))) return customerNumber;
  }
}
