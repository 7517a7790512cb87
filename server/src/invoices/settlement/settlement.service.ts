import type { DataSource } from 'typeorm';
import { ApiError } from '../../core/errors.ts';
import type { Actor } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { Invoice, InvoiceState } from '../invoice.entity.ts';
import { noInvoice } from '../invoice.service.ts';
import type { InvoiceWriter } from '../issue/invoice-writer.ts';

// Each step asks in its own WHERE whether it may still be taken.
const PAY = `UPDATE invoice SET state = 'PAID', paid_at = $3 WHERE account_id = $1 AND id = $2 AND state = 'OPEN'`;
const CANCEL = `
  UPDATE invoice SET state = 'CANCELLED' WHERE account_id = $1 AND id = $2 AND kind = 'INVOICE' AND state IN ('OPEN', 'PAID')`;

/** Writes down what became of invoices: the operator's part, who sees the bank account. Numbers are of the whole portal. */
export class SettlementService {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly writer: InvoiceWriter,
  ) {}

  /**
   * Writes an invoice down as paid, or a cancellation as paid back.
   *
   * @param at when the money came
   * @throws ApiError NOT_FOUND for a number that no invoice has; CONFLICT, with the state, where it is not open
   */
  async pay(number: string, at: Date, actor: Actor): Promise<Invoice> {
    return this.change(number, async (entry, invoice) => {
      const { accountId, id } = invoice;
      const [, paid]: [unknown, number] = await entry.sql.query(PAY, [accountId, id, at]);
      if (paid === 0) throw new ApiError('CONFLICT', 'The invoice is not open', { state: invoice.state });
      entry.append({ accountId, type: EventType.INVOICE_PAID, actor, data: { invoiceId: id, number } });
      return entry.sql.findOneByOrFail(Invoice, { accountId, id });
    });
  }

  /**
   * Takes an invoice back by a cancellation, which has a number of its own. Where it was paid, the cancellation stays open
   * until the money is paid back.
   *
   * @returns the cancellation
   * @throws ApiError NOT_FOUND for a number that no invoice has; CONFLICT for a cancellation, and for what was taken back
   */
  async cancel(number: string, actor: Actor): Promise<Invoice> {
    return this.change(number, async (entry, invoice) => {
      const { accountId, id, kind, state } = invoice;
      const [, cancelled]: [unknown, number] = await entry.sql.query(CANCEL, [accountId, id]);
      if (cancelled === 0) throw new ApiError('CONFLICT', 'The invoice cannot be taken back', { kind, state });
      const cancellation = await this.writer.cancel(entry, invoice, state === InvoiceState.PAID, actor);
      const data = { invoiceId: id, number, by: cancellation.number };
      entry.append({ accountId, type: EventType.INVOICE_CANCELLED, actor, data });
      return cancellation;
    });
  }

  private async change<T>(number: string, work: (entry: Entry, invoice: Invoice) => Promise<T>): Promise<T> {
    const [found]: { accountId: string; id: string }[] = await this.db.query(
      'SELECT account_id AS "accountId", invoice_id AS id FROM invoice_number WHERE number = $1',
      [number],
    );
    if (!found) throw noInvoice();
    return this.ledger.write(found.accountId, async entry => {
      return work(entry, await entry.sql.findOneByOrFail(Invoice, found));
    });
  }
}
