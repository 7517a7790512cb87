import type { DataSource } from 'typeorm';
import type { Clock } from '../core/context.ts';
import type { Idempotency } from '../core/idempotency.ts';
import type { Mailbox } from '../core/mail/mailbox.ts';
import { Repeated } from '../core/work/repeated.ts';
import type { Billing } from '../core/settings/seller.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { Ledger } from '../events/ledger.ts';
import type { LicenseService } from '../license/license.service.ts';
import { Namespaces } from '../license/namespace/namespaces.ts';
import { InvoiceResolver } from './invoice.resolver.ts';
import { InvoiceService } from './invoice.service.ts';
import { InvoiceNumbers } from './issue/invoice-numbers.ts';
import { InvoiceWriter } from './issue/invoice-writer.ts';
import { OrderResolver } from './order/order.resolver.ts';
import { OrdersService } from './order/orders.service.ts';
import { invoiceDownloads } from './paper/invoice-downloads.ts';
import { Papers } from './paper/papers.ts';
import { Press } from './paper/press.ts';
import { InvoicePost } from './post/invoice-post.ts';
import { Reminders } from './post/reminders.ts';
import { Renewals } from './renewal/renewals.ts';
import { SettlementService } from './settlement/settlement.service.ts';

const RENEW_EVERY_MS = 60_000;
const MAIL_EVERY_MS = 15_000;
const REMIND_EVERY_MS = 10 * 60_000;

/** What invoices need of the floors below. */
export interface InvoicesGround {
  readonly db: DataSource;
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly idempotency: Idempotency;
  readonly licenses: LicenseService;
  readonly mailbox: Mailbox;
  readonly billing: Billing;
  readonly now: Clock;
  /** Is told the faults that nobody waits for. */
  readonly report: (fault: unknown) => void;
}

/** Makes what sells and bills: a part of `newServices`. */
export function newInvoices(ground: InvoicesGround) {
  const { db, reader, ledger, idempotency, licenses, mailbox, billing, now, report } = ground;
  const invoices = new InvoiceService(reader, now);
  const writer = new InvoiceWriter(billing, new InvoiceNumbers(billing));
  const namespaces = new Namespaces();
  const orders = new OrdersService({ db, ledger, idempotency, licenses, namespaces, invoices, writer, now });
  const renewals = new Renewals(db, ledger, writer, now, report);
  const press = new Press();
  const papers = new Papers(invoices, press, billing);
  const post = new InvoicePost(db, invoices, papers, mailbox, billing, now, report);
  const reminders = new Reminders(db, ledger, invoices, post, now, report);
  return {
    downloads: [invoiceDownloads(invoices, papers)],
    invoices,
    namespaces,
    papers,
    post,
    press,
    reminders,
    renewals,
    settlement: new SettlementService(db, ledger, writer),
    writer,
    jobs: [
      press,
      new Repeated(() => renewals.run(), RENEW_EVERY_MS, report),
      new Repeated(() => post.run(), MAIL_EVERY_MS, report),
      new Repeated(() => reminders.run(), REMIND_EVERY_MS, report),
    ],
    resolvers: [new InvoiceResolver(invoices), new OrderResolver(orders)],
  };
}
