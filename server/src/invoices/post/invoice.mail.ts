import type { MailTexts } from '../../core/mail/mail-texts.ts';

/** What is said of an invoice that is mailed. */
export interface InvoiceFacts {
  readonly number: string;
  /** What is to be paid, as people read it in the invoice's language. */
  readonly gross: string;
  readonly due: string;
  /** How it is paid; `back` for a cancellation, which asks for nothing. */
  readonly way: 'debit' | 'transfer' | 'card' | 'back';
}

/** A new invoice, or the cancellation of one, with its PDF. */
export const INVOICE_MAIL: MailTexts<InvoiceFacts> = {
  en: ({ number, gross, due, way }, { brand, link }) => ({
    subject: way === 'back' ? `Cancellation ${number} from ${brand}` : `Invoice ${number} from ${brand}`,
    paragraphs: [
      {
        debit: `Attached is invoice ${number} over ${gross}. It will be collected by direct debit on ${due} at the earliest.`,
        transfer: `Attached is invoice ${number} over ${gross}. Please transfer it by ${due}.`,
        card: `Attached is invoice ${number} over ${gross}. It will be charged to your card.`,
        back: `Attached is cancellation ${number} over ${gross}. It takes an earlier invoice back.`,
      }[way],
      'The PDF also carries the invoice in a form that accounting programs read (Factur-X, EN 16931).',
      { label: 'All invoices', url: link('/settings/invoices') },
    ],
  }),
  de: ({ number, gross, due, way }, { brand, link }) => ({
    subject: way === 'back' ? `Stornorechnung ${number} von ${brand}` : `Rechnung ${number} von ${brand}`,
    paragraphs: [
      {
        debit: `Anbei die Rechnung ${number} über ${gross}. Der Betrag wird frühestens am ${due} per Lastschrift eingezogen.`,
        transfer: `Anbei die Rechnung ${number} über ${gross}. Bitte überweisen Sie den Betrag bis zum ${due}.`,
        card: `Anbei die Rechnung ${number} über ${gross}. Der Betrag wird Ihrer Karte belastet.`,
        back: `Anbei die Stornorechnung ${number} über ${gross}. Sie nimmt eine frühere Rechnung zurück.`,
      }[way],
      'Das PDF enthält die Rechnung auch in einer Form, die Buchhaltungsprogramme lesen (ZUGFeRD/Factur-X, EN 16931).',
      { label: 'Alle Rechnungen', url: link('/settings/invoices') },
    ],
  }),
};

/** What is said of an invoice that is overdue. */
export interface ReminderFacts {
  readonly number: string;
  readonly gross: string;
  readonly due: string;
  /** 1 to 3. */
  readonly level: number;
}

/** A reminder of an overdue invoice, with its PDF. */
export const REMINDER_MAIL: MailTexts<ReminderFacts> = {
  en: ({ number, gross, due, level }, { link }) => ({
    subject: `${level === 1 ? 'Reminder' : level === 2 ? 'Second reminder' : 'Last reminder'}: invoice ${number} is overdue`,
    paragraphs: [
      `Invoice ${number} over ${gross} was due on ${due}, and we have not seen a payment yet.`,
      level === 3
        ? 'This is our last reminder. Please pay now, or answer this mail.'
        : 'Please pay it in the next days. If you have already paid, there is nothing to do.',
      { label: 'All invoices', url: link('/settings/invoices') },
    ],
  }),
  de: ({ number, gross, due, level }, { link }) => ({
    subject: `${level === 1 ? 'Zahlungserinnerung' : level === 2 ? '2. Mahnung' : 'Letzte Mahnung'}: Rechnung ${number} ist überfällig`,
    paragraphs: [
      `Die Rechnung ${number} über ${gross} war am ${due} fällig, und wir haben noch keine Zahlung gesehen.`,
      level === 3
        ? 'Dies ist unsere letzte Mahnung. Bitte zahlen Sie jetzt, oder antworten Sie auf diese E-Mail.'
        : 'Bitte zahlen Sie in den nächsten Tagen. Wenn Sie schon gezahlt haben, ist nichts zu tun.',
      { label: 'Alle Rechnungen', url: link('/settings/invoices') },
    ],
  }),
};
