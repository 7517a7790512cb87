import type { DataSource } from 'typeorm';
import type { Clock } from '../core/context.ts';
import type { Idempotency } from '../core/idempotency.ts';
import type { Billing } from '../core/seller.ts';
import type { Reader } from '../core/sql.ts';
import type { Ledger } from '../events/ledger.ts';
import type { LicenseService } from '../license/license.service.ts';
import { Namespaces } from '../license/namespace/namespaces.ts';
import { InvoiceResolver } from './invoice.resolver.ts';
import { InvoiceService } from './invoice.service.ts';
import { InvoiceNumbers } from './issue/invoice-numbers.ts';
import { InvoiceWriter } from './issue/invoice-writer.ts';
import { OrderResolver } from './order/order.resolver.ts';
import { OrdersService } from './order/orders.service.ts';
import { Renewals } from './renewal/renewals.ts';
import { SettlementService } from './settlement/settlement.service.ts';

/** What invoices need of the floors below. */
export interface InvoicesGround {
  readonly db: DataSource;
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly idempotency: Idempotency;
  readonly licenses: LicenseService;
  readonly billing: Billing;
  readonly now: Clock;
  /** Is told the faults that nobody waits for. */
  readonly report: (fault: unknown) => void;
}

/** Makes what sells and bills: a part of `newServices`. */
export function newInvoices({ db, reader, ledger, idempotency, licenses, billing, now, report }: InvoicesGround) {
  const invoices = new InvoiceService(reader, now);
  const writer = new InvoiceWriter(billing, new InvoiceNumbers(billing));
  const namespaces = new Namespaces();
  const orders = new OrdersService({ db, ledger, idempotency, licenses, namespaces, invoices, writer, now });
  const renewals = new Renewals(db, ledger, writer, now, report);
  return {
    invoices,
    renewals,
    jobs: [renewals],
    settlement: new SettlementService(db, ledger, writer),
    writer,
    resolvers: [new InvoiceResolver(invoices), new OrderResolver(orders)],
  };
}
