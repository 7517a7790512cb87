import { invoicePdf } from './invoice-pdf.ts';
import type { Paper } from './paper.ts';

// A process of its own: laying out a page takes so long that everybody else would wait for it. It ends with its parent.
process.on('message', ({ id, paper }: { id: number; paper: Paper }) => {
  invoicePdf(paper).then(
    pdf => process.send?.({ id, pdf }),
    (fault: unknown) => process.send?.({ id, fault: fault instanceof Error ? fault.message : String(fault) }),
  );
});
