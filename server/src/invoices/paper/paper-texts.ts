import { VatCategory } from '../issue/tax.ts';
import type { InvoiceLanguage } from '../issue/line-texts.ts';

/** What stands on the paper of an invoice besides its facts. */
export interface PaperTexts {
  readonly invoice: string;
  readonly cancellation: string;
  readonly number: string;
  readonly date: string;
  readonly dueDate: string;
  readonly customerNumber: string;
  readonly service: string;
  readonly yourVatId: string;
  readonly position: string;
  readonly description: string;
  readonly period: string;
  readonly amount: string;
  readonly net: string;
  readonly vat: (percent: string) => string;
  readonly gross: string;
  readonly vatNote: Readonly<Record<VatCategory, string | null>>;
  /** Why money is written in whole cents as it is. */
  readonly rounding: string;
  readonly cancels: (number: string) => string;
  readonly transfer: (due: string, number: string) => string;
  readonly debit: (facts: { summary: string; mandate: string; creditor: string; due: string }) => string;
  readonly card: (summary: string) => string;
  readonly phone: string;
  readonly vatId: string;
  readonly taxNumber: string;
  readonly page: (page: number, of: number) => string;
}

export const PAPER_TEXTS: Readonly<Record<InvoiceLanguage, PaperTexts>> = {
  en: {
    invoice: 'Invoice',
    cancellation: 'Cancellation invoice',
    number: 'Number',
    date: 'Date',
    dueDate: 'Due date',
    customerNumber: 'Customer no.',
    service: 'Service period',
    yourVatId: 'Your VAT id',
    position: 'No.',
    description: 'Description',
    period: 'Period',
    amount: 'Net amount',
    net: 'Net total',
    vat: percent => `VAT ${percent} %`,
    gross: 'Total',
    vatNote: {
      [VatCategory.STANDARD]: null,
      [VatCategory.REVERSE_CHARGE]: 'Reverse charge: the recipient of the service owes the VAT.',
      [VatCategory.OUTSIDE_SCOPE]: 'Not subject to VAT here: the service is taxed where its recipient is.',
      [VatCategory.EXEMPT]: 'No VAT is charged.',
    },
    rounding: 'All amounts in euro. VAT is computed for each line and rounded half up to whole cents.',
    cancels: number => `This cancels invoice ${number}.`,
    transfer: (due, number) => `Please transfer the total by ${due}, quoting ${number}.`,
    debit: ({ summary, mandate, creditor, due }) =>
      `The total will be collected on ${due} at the earliest from your account ${summary}, by SEPA direct debit under mandate ${mandate}${creditor}.`,
    card: summary => `The total will be charged to your card ${summary}.`,
    phone: 'Phone',
    vatId: 'VAT id',
    taxNumber: 'Tax no.',
    page: (page, of) => `Page ${page} of ${of}`,
  },
  de: {
    invoice: 'Rechnung',
    cancellation: 'Stornorechnung',
    number: 'Nummer',
    date: 'Datum',
    dueDate: 'Fällig am',
    customerNumber: 'Kundennummer',
    service: 'Leistungszeitraum',
    yourVatId: 'Ihre USt-IdNr.',
    position: 'Pos.',
    description: 'Bezeichnung',
    period: 'Zeitraum',
    amount: 'Nettobetrag',
    net: 'Summe netto',
    vat: percent => `Umsatzsteuer ${percent} %`,
    gross: 'Gesamtbetrag',
    vatNote: {
      [VatCategory.STANDARD]: null,
      [VatCategory.REVERSE_CHARGE]: 'Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge).',
      [VatCategory.OUTSIDE_SCOPE]: 'Nicht im Inland steuerbar: Der Leistungsort liegt beim Empfänger.',
      [VatCategory.EXEMPT]: 'Es wird keine Umsatzsteuer berechnet.',
    },
    rounding:
      'Alle Beträge in Euro. Die Umsatzsteuer wird je Position berechnet und kaufmännisch auf ganze Cent gerundet.',
    cancels: number => `Hiermit wird die Rechnung ${number} storniert.`,
    transfer: (due, number) => `Bitte überweisen Sie den Gesamtbetrag bis zum ${due} unter Angabe von ${number}.`,
    debit: ({ summary, mandate, creditor, due }) =>
      `Der Gesamtbetrag wird frühestens am ${due} per SEPA-Lastschrift von Ihrem Konto ${summary} eingezogen, Mandat ${mandate}${creditor}.`,
    card: summary => `Der Gesamtbetrag wird Ihrer Karte ${summary} belastet.`,
    phone: 'Telefon',
    vatId: 'USt-IdNr.',
    taxNumber: 'Steuernummer',
    page: (page, of) => `Seite ${page} von ${of}`,
  },
};
