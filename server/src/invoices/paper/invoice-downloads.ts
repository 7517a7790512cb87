import type { DownloadSource } from '../../core/download/download.ts';
import { Right } from '../../core/viewer.ts';
import type { InvoiceService } from '../invoice.service.ts';
import type { Papers } from './papers.ts';

/** `/my/invoices/<id>`: the PDF of an invoice, for those who see invoices. */
export const invoiceDownloads = (invoices: InvoiceService, papers: Papers): DownloadSource => ({
  kind: 'invoices',
  right: Right.INVOICES_READ,
  open: async ({ accountId }, id) => {
    const { fileName, pdf } = await papers.of(await invoices.get(accountId, id));
    return { fileName, type: 'application/pdf', content: pdf };
  },
});
