import type { InvoiceParty } from '../invoice.type.ts';
import { ciiOf } from './cii.ts';
import { CII_FILE, FACTURX_XMP } from './facturx.ts';
import type { InvoiceLanguage } from '../issue/line-texts.ts';
import type { Paper, PaperInvoice } from './paper.ts';
import { day, money, percent } from './paper-format.ts';
import { PAPER_TEXTS, type PaperTexts } from './paper-texts.ts';
import { LEFT, RIGHT, Sheet } from './sheet.ts';

const WIDTH = RIGHT - LEFT;
const FACTS_X = 118;
const LABEL = 30;

/**
 * The paper of an invoice: a PDF/A-3b that people read, with the same invoice in it for programs (Factur-X, EN 16931). The
 * same invoice gives the same bytes.
 */
export async function invoicePdf(paper: Paper): Promise<Buffer> {
  const { invoice } = paper;
  const texts = PAPER_TEXTS[invoice.language];
  const title = `${titleOf(invoice, texts)} ${invoice.number}`;
  const sheet = new Sheet(title, invoice.language, invoice.issuedAt);
  head(sheet, paper, texts);
  table(sheet, paper, texts);
  sums(sheet, invoice, texts);
  closing(sheet, paper, texts);
  sheet.onEachPage((page, of) => foot(sheet, invoice, texts, of > 1 ? texts.page(page, of) : ''));

  sheet.pdf.appendXML(FACTURX_XMP);
  const embedded = {
    name: CII_FILE,
    type: 'text/xml',
    description: title,
    relationship: 'Alternative',
    creationDate: invoice.issuedAt,
    modifiedDate: invoice.issuedAt,
  };
  sheet.pdf.file(Buffer.from(ciiOf(paper)), embedded);
  return sheet.bytes();
}

const titleOf = ({ kind }: PaperInvoice, texts: PaperTexts): string =>
  kind === 'INVOICE' ? texts.invoice : texts.cancellation;

/** Who to whom, as an envelope's window shows it, and the facts beside it. */
function head(sheet: Sheet, paper: Paper, texts: PaperTexts): void {
  const { invoice, timeZone } = paper;
  const { seller, buyer, language } = invoice;
  const name = seller.company ?? '';
  sheet.text(name, LEFT, 20, { width: WIDTH, size: 15, isBold: true });
  const from = [name, seller.street, `${seller.postalCode} ${seller.city}`].filter(Boolean).join(' · ');
  sheet.text(from, LEFT, 45, { width: 90, size: 7, isFaint: true });
  sheet.text(addressLines(buyer, invoice).join('\n'), LEFT, 51, { width: 85, size: 10.5 });

  const on = (moment: Date) => day(moment, timeZone, language);
  const lastDay = new Date(Math.max(invoice.serviceFrom.getTime(), invoice.serviceTo.getTime() - 1));
  const facts = [
    [texts.number, invoice.number],
    [texts.date, on(invoice.issuedAt)],
    [texts.customerNumber, buyer.customerNumber],
    [texts.service, `${on(invoice.serviceFrom)} – ${on(lastDay)}`],
    ...(invoice.kind === 'INVOICE' ? [[texts.dueDate, on(invoice.dueAt)]] : []),
    ...(buyer.vatId ? [[texts.yourVatId, buyer.vatId]] : []),
  ];
  let y = 51;
  for (const [label = '', value = ''] of facts) {
    sheet.text(label, FACTS_X, y, { width: LABEL, isFaint: true, size: 8.5 });
    y = Math.max(y + 5, sheet.text(value, FACTS_X + LABEL, y, { width: RIGHT - FACTS_X - LABEL, size: 8.5 }) + 0.6);
  }
  sheet.y =
    sheet.text(`${titleOf(invoice, texts)} ${invoice.number}`, LEFT, 98, { width: WIDTH, size: 15, isBold: true }) + 6;
  if (paper.cancelled) {
    sheet.y = sheet.text(texts.cancels(paper.cancelled.number), LEFT, sheet.y - 3, { width: WIDTH }) + 4;
  }
}

const COLUMNS = [
  { x: LEFT, width: 10, align: 'left' },
  { x: LEFT + 12, width: 74, align: 'left' },
  { x: LEFT + 90, width: 46, align: 'left' },
  { x: RIGHT - 28, width: 28, align: 'right' },
] as const;

function table(sheet: Sheet, { invoice, timeZone }: Paper, texts: PaperTexts): void {
  const { language } = invoice;
  const row = (cells: readonly string[], isFaint = false): number => {
    const ends = COLUMNS.map(({ x, ...box }, i) =>
      sheet.text(cells[i] ?? '', x, sheet.y, { ...box, isFaint, size: 9 }),
    );
    return Math.max(...ends);
  };
  const on = (moment: number) => day(new Date(moment), timeZone, language);
  sheet.y = row([texts.position, texts.description, texts.period, texts.amount], true) + 1.5;
  sheet.line(sheet.y, true);
  invoice.lines.forEach(({ text, from, to, netCents }, i) => {
    sheet.reserve(18);
    sheet.y += 2;
    const [begin, end] = [Date.parse(from), Math.max(Date.parse(from), Date.parse(to) - 1)];
    sheet.y = row([String(i + 1), text, `${on(begin)} – ${on(end)}`, money(netCents, language)]) + 2;
    sheet.line(sheet.y);
  });
}

function sums(sheet: Sheet, invoice: PaperInvoice, texts: PaperTexts): void {
  const { netCents, vatCents, grossCents, vatBasisPoints, language } = invoice;
  sheet.reserve(40);
  sheet.y += 4;
  const sum = (label: string, cents: number, isBold = false) => {
    sheet.text(label, FACTS_X - 13, sheet.y, { width: 55, isBold });
    sheet.y = sheet.text(money(cents, language), RIGHT - 40, sheet.y, { width: 40, align: 'right', isBold }) + 1.2;
  };
  sum(texts.net, netCents);
  sum(texts.vat(percent(vatBasisPoints, language)), vatCents);
  sum(texts.gross, grossCents, true);
  sheet.y += 6;
}

function closing(sheet: Sheet, paper: Paper, texts: PaperTexts): void {
  const { invoice } = paper;
  const paragraphs = [texts.vatNote[invoice.vatCategory], paymentText(paper, texts)].filter(text => text !== null);
  for (const text of paragraphs) {
    sheet.reserve(14);
    sheet.y = sheet.text(text, LEFT, sheet.y, { width: WIDTH }) + 3;
  }
  sheet.reserve(8);
  sheet.y = sheet.text(texts.rounding, LEFT, sheet.y, { width: WIDTH, size: 8, isFaint: true });
}

function paymentText({ invoice, timeZone }: Paper, texts: PaperTexts): string | null {
  const { kind, payment, seller, dueAt, language, number } = invoice;
  if (kind === 'CANCELLATION') return null;
  const due = day(dueAt, timeZone, language);
  if (payment?.kind === 'SEPA_DEBIT') {
    const creditor = seller.creditorId ? ` (${seller.creditorId})` : '';
    return texts.debit({ summary: payment.summary, mandate: payment.mandateReference ?? '', creditor, due });
  }
  return payment?.kind === 'CARD' ? texts.card(payment.summary) : texts.transfer(due, number);
}

function foot(sheet: Sheet, { seller, language }: PaperInvoice, texts: PaperTexts, page: string): void {
  sheet.line(262);
  const columns = [
    [seller.company, seller.street, `${seller.postalCode} ${seller.city}`, countryName(seller.country, language)],
    [seller.phone && `${texts.phone} ${seller.phone}`, seller.email, seller.register],
    [
      seller.vatId && `${texts.vatId} ${seller.vatId}`,
      seller.taxNumber && `${texts.taxNumber} ${seller.taxNumber}`,
      seller.iban && `IBAN ${grouped(seller.iban)}`,
      [seller.bic && `BIC ${seller.bic}`, seller.bank].filter(Boolean).join(' · '),
    ],
  ];
  columns.forEach((lines, i) => {
    const text = lines.filter(Boolean).join('\n');
    sheet.text(text, LEFT + i * 56, 265, { width: 53, size: 7, isFaint: true });
  });
  sheet.text(page, LEFT, 286, { width: WIDTH, size: 7, align: 'right', isFaint: true });
}

/** An address as an envelope has it, with the country where it is another than the seller's. */
function addressLines(party: InvoiceParty, { seller, language }: PaperInvoice): string[] {
  const { company, name, street, postalCode, city, country } = party;
  const place = [postalCode, city].filter(Boolean).join(' ');
  const abroad = country && country !== seller.country ? countryName(country, language).toUpperCase() : null;
  return [company, name === company ? null : name, street, place, abroad].filter(line => !!line) as string[];
}

const countryName = (country: string, language: InvoiceLanguage): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;

const grouped = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');
