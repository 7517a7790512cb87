import type { Billing } from '../../core/settings/seller.ts';
import type { Invoice } from '../invoice.entity.ts';
import type { InvoiceService } from '../invoice.service.ts';
import { fileNameOf, type Paper } from './paper.ts';
import type { Press } from './press.ts';

/** The PDF of an invoice, with its name. */
export interface InvoiceFile {
  readonly fileName: string;
  readonly pdf: () => Promise<Buffer>;
}

/** The papers of invoices, made when they are asked for. */
export class Papers {
  constructor(
    private readonly invoices: InvoiceService,
    private readonly press: Press,
    private readonly billing: Pick<Billing, 'timeZone'>,
  ) {}

  async of(invoice: Invoice): Promise<InvoiceFile> {
    const cancelled = invoice.cancels ? await this.invoices.get(invoice.accountId, invoice.cancels) : null;
    const paper: Paper = {
      invoice,
      cancelled: cancelled && { number: cancelled.number, issuedAt: cancelled.issuedAt },
      timeZone: this.billing.timeZone,
    };
    return { fileName: fileNameOf(invoice), pdf: () => this.press.print(paper) };
  }
}
