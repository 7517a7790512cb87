import type { InvoiceRowFragment, InvoiceSheetFragment, InvoiceAddressFragment } from '../app/core/graphql/generated';

/** An invoice as lists show it: 119 euros for June 2026, open. */
export function invoiceRow(changes: Partial<InvoiceRowFragment> = {}): InvoiceRowFragment & { __typename: 'Invoice' } {
  return {
    __typename: 'Invoice',
    id: 'invoice-1',
    number: '2026-0042',
    kind: 'INVOICE',
    state: 'OPEN',
    issuedAt: '2026-05-20T10:00:00Z',
    dueAt: '2026-06-03T10:00:00Z',
    serviceFrom: '2026-05-31T22:00:00Z',
    serviceTo: '2027-05-31T22:00:00Z',
    grossCents: 11_900,
    currency: 'EUR',
    pdfUrl: '/my/invoices/invoice-1.pdf',
    ...changes,
  };
}

export function party(
  changes: Partial<InvoiceAddressFragment> = {},
): InvoiceAddressFragment & { __typename: 'InvoiceParty' } {
  return {
    __typename: 'InvoiceParty',
    company: 'Northwind Traders',
    name: null,
    street: 'Speicherstraße 12',
    postalCode: '20457',
    city: 'Hamburg',
    country: 'DE',
    vatId: 'DE136695976',
    ...changes,
  };
}

/** The same invoice with all that its page shows. */
export function invoice(changes: Partial<InvoiceRowFragment & InvoiceSheetFragment> = {}) {
  return {
    ...invoiceRow(),
    paidAt: null,
    reminders: 0,
    netCents: 10_000,
    vatCents: 1_900,
    vatBasisPoints: 1_900,
    payment: { kind: 'SEPA_DEBIT', summary: 'DE•• 3000', mandateReference: 'M-1' },
    cancels: null,
    cancelledBy: null,
    lines: [{ text: 'MyDesk Power', from: '2026-05-31T22:00:00Z', to: '2027-05-31T22:00:00Z', netCents: 10_000 }],
    seller: party({ company: 'MyDesk Sales GmbH' }),
    buyer: party(),
    ...changes,
  } satisfies InvoiceRowFragment & InvoiceSheetFragment;
}
