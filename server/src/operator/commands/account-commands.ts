import type { DataSource } from 'typeorm';
import { addYears } from '../../core/time/dates.ts';
import { newSecret } from '../../core/ids.ts';
import { Product } from '../../license/product.ts';
import type { Call } from '../cli/call.ts';
import type { Command, Outcome } from '../cli/command.ts';
import { UsageError } from '../cli/refusals.ts';
import { amount, facts, table } from '../cli/shown.ts';
import type { Desk } from '../office.ts';
import { findAccount } from './find-account.ts';
import { LINK_DAYS, oneTimeLink } from './one-time-link.ts';
import { PAGE_OPTIONS, pageOf, pageSize, uuidAfter } from './paging.ts';

const YEARS = 1;

const COLUMNS = `
  a.id, a.customer_number AS "customerNumber", a.name, a.email, a.created_at AS "createdAt",
  a.suspended_at AS "suspendedAt", l.product, l.expires_at AS "expiresAt", coalesce(t.clients, 0) AS clients`;
const FROM = `
  FROM account a LEFT JOIN license l ON l.account_id = a.id LEFT JOIN account_tally t ON t.account_id = a.id`;
// Of every account: that is what is asked for.
const LIST = `
  SELECT ${COLUMNS} ${FROM}
  WHERE ($1::uuid IS NULL OR a.id < $1) AND (NOT $2 OR a.suspended_at IS NOT NULL)
    AND ($3::text IS NULL OR concat_ws(' ', a.name, a.company, a.email, a.customer_number) ILIKE '%' || $3 || '%')
  ORDER BY a.id DESC LIMIT $4`;
const SHOW = `
  SELECT ${COLUMNS}, a.company, a.contact_name AS "contactName", a.country, a.vat_id AS "vatId", a.payment_kind AS "paymentKind",
    t.clients_online AS "clientsOnline", t.sessions_active AS "sessionsActive",
    (SELECT count(*)::int FROM portal_user u WHERE u.account_id = a.id) AS users,
    (SELECT count(*)::int FROM invoice i WHERE i.account_id = a.id) AS invoices,
    (SELECT coalesce(sum(i.gross_cents), 0)::int FROM invoice i WHERE i.account_id = a.id AND i.state = 'OPEN') AS "openCents"
  ${FROM} WHERE a.id = $1`;

interface Row {
  readonly id: string;
  readonly customerNumber: string;
  readonly name: string;
  readonly email: string;
  readonly createdAt: Date;
  readonly suspendedAt: Date | null;
  readonly product: Product | null;
  readonly expiresAt: Date | null;
  readonly clients: number;
}

/** What the operator does with accounts. */
export const ACCOUNT_COMMANDS: readonly Command[] = [
  {
    name: 'accounts create',
    about: 'make an account with its owner and its license; prints the link by which the owner chooses a password',
    options: {
      name: { value: 'TEXT', about: 'what the account is called', isRequired: true },
      email: { value: 'ADDRESS', about: 'of its owner, who signs in with it', isRequired: true },
      product: { value: 'PRODUCT', about: 'essentials, performance, power or enterprise', isRequired: true },
      owner: { value: 'TEXT', about: "the owner's name; the account's where it is not given" },
      expires: { value: 'DATE', about: `until when the license holds (UTC); ${YEARS} year from now by default` },
      renews: { value: 'yes|no', about: 'whether it then goes on by an invoice; no by default' },
      trial: { about: 'the license is given for nothing, to try the portal' },
    },
    example: 'accounts create --name "Acme GmbH" --email ada@acme.example --product performance',
    run: async (call, office) => create(call, await office.desk()),
  },
  {
    name: 'accounts list',
    about: 'list the accounts, the newest first',
    options: {
      search: { value: 'TEXT', about: 'only those with this in name, company, address or customer number' },
      suspended: { about: 'only those that are suspended' },
      ...PAGE_OPTIONS,
    },
    example: 'accounts list --search acme',
    run: async (call, office) => list(call, await office.desk()),
  },
  {
    name: 'accounts show',
    about: 'show an account',
    takes: ['ACCOUNT'],
    example: 'accounts show 123456789',
    run: async (call, office) => {
      const { db } = await office.desk();
      return shownAccount(db, (await findAccount(db, call.at(0))).accountId);
    },
  },
  {
    name: 'accounts suspend',
    about: 'shut an account: nobody and nothing of it is let in, and what is connected is closed',
    takes: ['ACCOUNT'],
    example: 'accounts suspend 123456789',
    run: async (call, office) => {
      const { db, suspension } = await office.desk();
      const { accountId } = await findAccount(db, call.at(0));
      await suspension.suspend(accountId, call.actor);
      return shownAccount(db, accountId);
    },
  },
  {
    name: 'accounts unsuspend',
    about: 'open an account again',
    takes: ['ACCOUNT'],
    example: 'accounts unsuspend 123456789',
    run: async (call, office) => {
      const { db, suspension } = await office.desk();
      const { accountId } = await findAccount(db, call.at(0));
      await suspension.unsuspend(accountId, call.actor);
      return shownAccount(db, accountId);
    },
  },
];

async function create(call: Call, desk: Desk): Promise<Outcome> {
  const { ledger, accounts, passwords, licenses, now } = desk;
  const name = call.line('name') ?? '';
  const product = call.choice('product', Object.values(Product)) ?? Product.ESSENTIALS;
  const expiresAt = call.day('expires') ?? addYears(now(), YEARS);
  const [renews, isTrial] = [call.isYes('renews') ?? false, call.isFlag('trial')];
  if (renews && isTrial) throw new UsageError('A trial does not renew: leave out --renews or --trial');
  // Nobody's: the owner chooses one by the link.
  const passwordHash = await passwords.hash(newSecret());
  const owner = { name: call.line('owner') ?? name, email: call.email('email') ?? '', passwordHash };

  const made = await ledger.write([], async entry => {
    const { account, owner: user } = await accounts.create(entry, { name, company: name, owner }, { by: call.actor });
    await licenses.create(entry, account.id, { product, expiresAt, renews, isTrial });
    const link = await oneTimeLink(desk, entry, { accountId: account.id, userId: user.id }, call.actor);
    return {
      id: account.id,
      customerNumber: account.customerNumber,
      name,
      email: user.email,
      product,
      expiresAt,
      ...link,
    };
  });
  const { link, ...rest } = made;
  return {
    json: made,
    text: `${facts(rest)}\n\nPass this link on to the owner. It holds once, for ${LINK_DAYS} days:\n\n  ${link}\n`,
  };
}

async function list(call: Call, { db }: Desk): Promise<Outcome> {
  const size = pageSize(call);
  const search = call.text('search')?.replace(/[\\%_]/g, '\\$&') ?? null;
  const rows: Row[] = await db.query(LIST, [uuidAfter(call), call.isFlag('suspended'), search, size + 1]);
  const { items, next, more } = pageOf(rows, size, row => row.id);
  const titles = ['Customer', 'Name', 'E-mail', 'Product', 'Expires', 'Clients', 'Suspended'];
  const cells = items.map(row => [
    row.customerNumber,
    row.name,
    row.email,
    row.product,
    row.expiresAt,
    row.clients,
    row.suspendedAt,
  ]);
  return { json: { accounts: items, next }, text: table(titles, cells) + more };
}

async function shownAccount(db: DataSource, accountId: string): Promise<Outcome> {
  const [row]: (Row & { readonly openCents: number })[] = await db.query(SHOW, [accountId]);
  if (!row) throw new Error('The account was removed at this moment');
  const { openCents, ...rest } = row;
  return { json: row, text: facts({ ...rest, open: amount(openCents) }) };
}
