import type { EntityManager } from 'typeorm';
import { DAY_MS } from '../core/time/dates.ts';
import type { Billing } from '../core/settings/seller.ts';
import { SYSTEM } from '../events/actor.ts';
import { Entry } from '../events/ledger.ts';
import type { Invoice } from '../invoices/invoice.entity.ts';
import { InvoiceNumbers } from '../invoices/issue/invoice-numbers.ts';
import { InvoiceWriter, type NewLine } from '../invoices/issue/invoice-writer.ts';
import { yearOf } from '../invoices/order/offers.ts';
import { restCents, restOf } from '../license/prices.ts';
import { namespaceYearlyCents, PRODUCTS } from '../license/products.ts';
import type { AccountPlan, DemoBill } from './demo-accounts.ts';

const PAID_AFTER_DAYS = 6;
const REMINDED_AFTER_DAYS = 28;

const SETTLE = `
  UPDATE invoice SET state = $3, paid_at = $4, mailed_at = issued_at, reminders = $5, reminded_at = $6
  WHERE account_id = $1 AND id = $2`;

interface Billed {
  readonly accountId: string;
  readonly plan: AccountPlan;
}

/** Writes what the accounts were billed in two years, in the order in which it came, by the code that bills. */
export async function writeInvoices(
  sql: EntityManager,
  accounts: readonly Billed[],
  billing: Billing,
  now: Date,
): Promise<void> {
  if (!billing.seller) return;
  const writer = new InvoiceWriter(billing, new InvoiceNumbers(billing));
  const bills = accounts.flatMap(({ accountId, plan }) => plan.bills.map(bill => ({ accountId, plan, bill })));
  bills.sort((one, other) => other.bill.daysAgo - one.bill.daysAgo);
  for (const { accountId, plan, bill } of bills) {
    const at = new Date(now.getTime() - bill.daysAgo * DAY_MS);
    // Never posted: what the log says of the last days is written elsewhere.
    const entry = new Entry(sql, at, new Map());
    const invoice = await writer.write(entry, accountId, linesOf(plan, bill, at, now), SYSTEM);
    if (invoice) await settle(entry, writer, invoice, bill);
  }
}

async function settle(entry: Entry, writer: InvoiceWriter, invoice: Invoice, { fate }: DemoBill): Promise<void> {
  const { accountId, id, issuedAt, dueAt } = invoice;
  const after = (moment: Date, days: number) => new Date(moment.getTime() + days * DAY_MS);
  const paidAt = fate === 'paid' ? after(issuedAt, PAID_AFTER_DAYS) : null;
  const reminders = fate === 'forgotten' ? 3 : 0;
  const state = { paid: 'PAID', open: 'OPEN', forgotten: 'OPEN', cancelled: 'CANCELLED' }[fate];
  const remindedAt = reminders > 0 ? after(dueAt, REMINDED_AFTER_DAYS) : null;
  await entry.sql.query(SETTLE, [accountId, id, state, paidAt, reminders, remindedAt]);
  if (fate !== 'cancelled') return;
  const cancellation = await writer.cancel(entry, invoice, false, SYSTEM);
  await entry.sql.query(SETTLE, [accountId, cancellation.id, 'PAID', issuedAt, 0, null]);
}

function linesOf(plan: AccountPlan, bill: DemoBill, at: Date, now: Date): NewLine[] {
  const name = plan.namespace ?? '';
  if ('year' in bill) {
    const namespace = bill.aliases > 0 ? { name, maxAliases: bill.aliases, isBought: true } : null;
    return yearOf(bill.year, PRODUCTS[bill.year].yearlyCents, namespace, at);
  }
  const to = endOfYear(plan, at, now);
  const rest = restOf(at, to);
  const line = (yearlyCents: number, text: NewLine['text']): NewLine[] => [
    { text, from: at, to, netCents: restCents(yearlyCents, rest) },
  ];
  if ('upgradeFrom' in bill) {
    const difference = PRODUCTS[plan.product].yearlyCents - PRODUCTS[bill.upgradeFrom].yearlyCents;
    return line(difference, texts => texts.upgrade(bill.upgradeFrom, plan.product, rest));
  }
  const { aliasesFrom, aliases } = bill;
  if (aliasesFrom === 0) return line(namespaceYearlyCents(aliases), texts => texts.namespace(name, aliases, rest));
  const difference = namespaceYearlyCents(aliases) - namespaceYearlyCents(aliasesFrom);
  return line(difference, texts => texts.moreAliases(name, aliasesFrom, aliases, rest));
}

/** The end of the year of the contract in which `at` lies. */
function endOfYear({ holdsForDays }: AccountPlan, at: Date, now: Date): Date {
  let end = now.getTime() + holdsForDays * DAY_MS;
  while (end - 365 * DAY_MS > at.getTime()) end -= 365 * DAY_MS;
  return new Date(end);
}
