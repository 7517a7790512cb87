import { dayIn } from '../../core/time/dates.ts';
import type { Billing } from '../../core/settings/seller.ts';
import type { Entry } from '../../events/ledger.ts';

/** A number for an invoice, and the moment of its writing. */
export interface InvoiceNumber {
  readonly number: string;
  readonly issuedAt: Date;
}

const NEXT = `
  INSERT INTO invoice_counter AS c (year, last, issued_at) VALUES ($1, 1, $2)
  ON CONFLICT (year) DO UPDATE SET last = c.last + 1, issued_at = greatest(c.issued_at, $2)
  RETURNING last, issued_at AS "issuedAt"`;

/**
 * Numbers the invoices of the portal: one series a year, from 1, without a gap or a repeat. The counter is a row, which the
 * transaction that writes the invoice holds to its end: what is undone gives its number back, and a killed process does too.
 * A later number is never dated earlier.
 */
export class InvoiceNumbers {
  constructor(private readonly billing: Pick<Billing, 'invoicePrefix' | 'timeZone'>) {}

  /** The next number. Every other account's invoices wait until the transaction ends: take it as late as can be. */
  async take(entry: Entry): Promise<InvoiceNumber & { readonly year: number; readonly place: number }> {
    const year = Number(dayIn(this.billing.timeZone, entry.now).slice(0, 4));
    const [next]: { last: number; issuedAt: Date }[] = await entry.sql.query(NEXT, [year, entry.now]);
    if (!next) throw new Error('No number for the invoice');
    const number = `${this.billing.invoicePrefix}${String(year)}-${String(next.last).padStart(5, '0')}`;
    return { number, issuedAt: next.issuedAt, year, place: next.last };
  }

  /** Lists an invoice in the directory of numbers. */
  async list(
    entry: Entry,
    { number, year, place }: { number: string; year: number; place: number },
    accountId: string,
    invoiceId: string,
  ): Promise<void> {
    await entry.sql.query(
      'INSERT INTO invoice_number (number, year, place, account_id, invoice_id) VALUES ($1, $2, $3, $4, $5)',
      [number, year, place, accountId, invoiceId],
    );
  }
}
