import type { UserRole } from '../../account/user.entity.ts';
import type { Call } from '../cli/call.ts';
import type { Command, Outcome } from '../cli/command.ts';
import { table } from '../cli/shown.ts';
import type { Desk } from '../office.ts';
import { findAccount, findUser } from './find-account.ts';
import { LINK_DAYS, oneTimeLink } from './one-time-link.ts';

const LIST = `
  SELECT u.id, u.email, u.name, u.role, u.created_at AS "createdAt", u.suspended_at AS "suspendedAt",
    f.confirmed_at IS NOT NULL AS "hasSecondFactor",
    (SELECT max(s.last_seen_at) FROM sign_in s WHERE s.account_id = u.account_id AND s.user_id = u.id) AS "lastSeenAt"
  FROM portal_user u LEFT JOIN second_factor f ON f.account_id = u.account_id AND f.user_id = u.id
  WHERE u.account_id = $1 ORDER BY u.email`;

interface Row {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  readonly suspendedAt: Date | null;
  readonly hasSecondFactor: boolean;
  readonly lastSeenAt: Date | null;
}

/** What the operator does with the users of accounts. */
export const USER_COMMANDS: readonly Command[] = [
  {
    name: 'users list',
    about: 'list the users of an account',
    takes: ['ACCOUNT'],
    example: 'users list 123456789',
    run: async (call, office) => list(call, await office.desk()),
  },
  {
    name: 'users reset-two-factor',
    about: 'take away the second factor of somebody who has lost it; ends their sign-ins, and mails them',
    takes: ['E-MAIL'],
    example: 'users reset-two-factor ada@acme.example --by "Grace, by telephone"',
    run: async (call, office) => {
      const { db, secondFactors } = await office.desk();
      const user = await findUser(db, call.at(0));
      await secondFactors.reset(user, call.actor);
      return { json: user, text: `${user.email} signs in by password alone from now on, and is told so by mail.` };
    },
  },
  {
    name: 'users password-link',
    about: 'print a link by which a user chooses a password, once; a second factor stays what it is',
    takes: ['E-MAIL'],
    example: 'users password-link ada@acme.example',
    run: async (call, office) => passwordLink(call, await office.desk()),
  },
];

async function list(call: Call, { db }: Desk): Promise<Outcome> {
  const { accountId } = await findAccount(db, call.at(0));
  const users: Row[] = await db.query(LIST, [accountId]);
  const titles = ['E-mail', 'Name', 'Role', 'Second factor', 'Last seen', 'Suspended'];
  const cells = users.map(row => [row.email, row.name, row.role, row.hasSecondFactor, row.lastSeenAt, row.suspendedAt]);
  return { json: { users }, text: table(titles, cells) };
}

async function passwordLink(call: Call, desk: Desk): Promise<Outcome> {
  const user = await findUser(desk.db, call.at(0));
  const made = await desk.ledger.write(user.accountId, entry => oneTimeLink(desk, entry, user, call.actor));
  const text = `Pass this link on to ${user.email}. It holds once, for ${LINK_DAYS} days:\n\n  ${made.link}\n`;
  return { json: { ...user, ...made }, text };
}
