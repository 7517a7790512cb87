import type { PaymentMethodKind } from '../../account/account.type.ts';
import type { Invoice, InvoiceKind } from '../invoice.entity.ts';
import type { InvoicePayment } from '../invoice.type.ts';

// The enums by their values alone: what prints knows neither the API nor the database, and so begins quickly.
type Printed = Omit<Invoice, 'kind' | 'payment' | 'state'> & {
  readonly kind: `${InvoiceKind}`;
  readonly payment: (Omit<InvoicePayment, 'kind'> & { readonly kind: `${PaymentMethodKind}` }) | null;
};

/** An invoice with what else stands on its paper. The same paper gives the same bytes, always. */
export interface Paper {
  readonly invoice: Printed;
  /** The invoice that it takes back. */
  readonly cancelled: { readonly number: string; readonly issuedAt: Date } | null;
  /** By which clock its days are, by its IANA name. */
  readonly timeZone: string;
}

export type PaperInvoice = Paper['invoice'];

/** What the file is called. */
export const fileNameOf = ({ number, language }: Pick<Invoice, 'number' | 'language'>): string =>
  `${language === 'de' ? 'Rechnung' : 'Invoice'}-${number}.pdf`;
