import { isUuid } from '../../core/ids.ts';
import { cursorOf, readCursor } from '../../core/graphql/page.ts';
import { type Invoice, InvoiceState } from '../../invoices/invoice.entity.ts';
import type { Call } from '../cli/call.ts';
import type { Command, Outcome } from '../cli/command.ts';
import { UsageError } from '../cli/refusals.ts';
import { amount, facts, table } from '../cli/shown.ts';
import type { Desk } from '../office.ts';
import { findAccount } from './find-account.ts';
import { PAGE_OPTIONS, pageOf, pageSize } from './paging.ts';

const STATE = `CASE WHEN i.state = 'OPEN' AND i.kind = 'INVOICE' AND i.due_at <= $1 THEN 'OVERDUE' ELSE i.state END`;
// Of every account, unless one is named: that is what is asked for.
const LIST = `
  SELECT * FROM (
    SELECT i.id, i.number, i.kind, ${STATE} AS state, i.issued_at AS "issuedAt", i.due_at AS "dueAt", i.paid_at AS "paidAt",
      i.gross_cents AS "grossCents", i.currency, i.account_id AS "accountId", a.customer_number AS "customerNumber", a.name
    FROM invoice i JOIN account a ON a.id = i.account_id WHERE $2::uuid IS NULL OR i.account_id = $2) v
  WHERE ($3::text IS NULL OR state = $3) AND ($4::timestamptz IS NULL OR ("issuedAt", id) < ($4, $5::uuid))
  ORDER BY "issuedAt" DESC, id DESC LIMIT $6`;

interface Row {
  readonly id: string;
  readonly number: string;
  readonly state: InvoiceState;
  readonly issuedAt: Date;
  readonly dueAt: Date;
  readonly paidAt: Date | null;
  readonly grossCents: number;
  readonly currency: string;
  readonly customerNumber: string;
  readonly name: string;
}

/** What the operator does with invoices. */
export const INVOICE_COMMANDS: readonly Command[] = [
  {
    name: 'invoices list',
    about: 'list the invoices of all accounts, or of one, the newest first',
    options: {
      account: { value: 'ACCOUNT', about: 'only those of one account' },
      state: { value: 'STATE', about: 'only those that are open, overdue, paid or cancelled' },
      ...PAGE_OPTIONS,
    },
    example: 'invoices list --state overdue',
    run: async (call, office) => list(call, await office.desk()),
  },
  {
    name: 'invoices pay',
    about: 'write an invoice down as paid, or a cancellation as paid back',
    takes: ['NUMBER'],
    options: { on: { value: 'DATE', about: 'the day (UTC) on which the money came; today by default' } },
    example: 'invoices pay 2026-00042 --on 2026-11-20',
    run: async (call, office) => pay(call, await office.desk()),
  },
  {
    name: 'invoices cancel',
    about: 'take an invoice back, by a cancellation with a number of its own',
    takes: ['NUMBER'],
    example: 'invoices cancel 2026-00042',
    run: async (call, office) => {
      const { settlement } = await office.desk();
      return shownInvoice(await settlement.cancel(call.at(0), call.actor));
    },
  },
];

async function list(call: Call, { db, now }: Desk): Promise<Outcome> {
  const size = pageSize(call);
  const account = call.text('account');
  const accountId = account === undefined ? null : (await findAccount(db, account)).accountId;
  const state = call.choice('state', Object.values(InvoiceState)) ?? null;
  const rows: Row[] = await db.query(LIST, [now(), accountId, state, ...after(call), size + 1]);
  const { items, next, more } = pageOf(rows, size, row => cursorOf([row.issuedAt.toISOString(), row.id]));
  const titles = ['Number', 'Issued', 'Due', 'State', 'Gross', 'Customer', 'Name'];
  const cells = items.map(row => [
    row.number,
    row.issuedAt,
    row.dueAt,
    row.state,
    amount(row.grossCents, row.currency),
    row.customerNumber,
    row.name,
  ]);
  return { json: { invoices: items, next }, text: table(titles, cells) + more };
}

async function pay(call: Call, { settlement, now }: Desk): Promise<Outcome> {
  const at = call.day('on') ?? now();
  if (at > now()) throw new UsageError('--on must be a day that has come');
  return shownInvoice(await settlement.pay(call.at(0), at, call.actor));
}

function after(call: Call): readonly [Date, string] | readonly [null, null] {
  const cursor = call.text('after');
  if (cursor === undefined) return [null, null];
  const [at, id] = readCursor(cursor, 2);
  const moment = new Date(at ?? Number.NaN);
  if (Number.isNaN(moment.getTime()) || !isUuid(id))
    throw new UsageError('--after must be what a page printed as next');
  return [moment, id];
}

function shownInvoice(invoice: Invoice): Outcome {
  const { id, accountId, number, kind, state, issuedAt, dueAt, paidAt, netCents, vatCents, grossCents, currency } =
    invoice;
  const known = { number, kind, state, issuedAt, dueAt, paidAt };
  return {
    json: { id, accountId, ...known, netCents, vatCents, grossCents, currency },
    text: facts({ ...known, gross: amount(grossCents, currency) }),
  };
}
