import type { DataSource } from 'typeorm';
import { isUuid } from '../../core/ids.ts';
import { normalizedEmail } from '../../core/mail/mail-address.ts';
import { Refusal } from '../cli/refusals.ts';

/** An account that the operator has named, or one of its users. */
export interface Named {
  readonly accountId: string;
  readonly customerNumber: string;
  readonly name: string;
}

/** A user that the operator has named by the address. */
export interface NamedUser {
  readonly accountId: string;
  readonly userId: string;
  readonly email: string;
}

// Of every account: it is what is looked for.
const BY = `SELECT a.id AS "accountId", a.customer_number AS "customerNumber", a.name FROM account a`;
const BY_ID = `${BY} WHERE a.id = $1`;
const BY_NUMBER = `${BY} WHERE a.customer_number = $1`;
const BY_EMAIL = `${BY} JOIN user_email e ON e.account_id = a.id WHERE e.email = $1`;
const USER = 'SELECT account_id AS "accountId", user_id AS "userId", email FROM user_email WHERE email = $1';

/**
 * The account with an id, a customer number, or a user's address.
 *
 * @throws Refusal NOT_FOUND
 */
export async function findAccount(db: DataSource, typed: string): Promise<Named> {
  const isAddress = typed.includes('@');
  const by = isAddress ? BY_EMAIL : isUuid(typed) ? BY_ID : BY_NUMBER;
  const [found]: Named[] = await db.query(by, [isAddress ? normalizedEmail(typed) : typed]);
  if (found) return found;
  throw new Refusal(
    'NOT_FOUND',
    `No account has the id, the customer number or a user with the address ${JSON.stringify(typed)}`,
    'Look it up by `accounts list --search TEXT`.',
  );
}

/** @throws Refusal NOT_FOUND */
export async function findUser(db: DataSource, typed: string): Promise<NamedUser> {
  const [found]: NamedUser[] = await db.query(USER, [normalizedEmail(typed)]);
  if (found) return found;
  const message = `No user of any account has the address ${JSON.stringify(typed)}`;
  throw new Refusal('NOT_FOUND', message, 'Look it up by `users list ACCOUNT`.');
}
