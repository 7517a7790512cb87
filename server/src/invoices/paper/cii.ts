import { dayIn } from '../../core/time/dates.ts';
import type { InvoiceBuyer, InvoiceSeller } from '../invoice.entity.ts';
import type { InvoiceLine, InvoiceParty } from '../invoice.type.ts';
import { VatCategory } from '../issue/tax.ts';
import type { Paper, PaperInvoice } from './paper.ts';
import { PAPER_TEXTS } from './paper-texts.ts';
import { leaf, node, type Xml } from './xml.ts';

const NAMESPACES =
  'xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" ' +
  'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" ' +
  'xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100" ' +
  'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"';
/** What a cancellation and an invoice are by UNTDID 1001: a corrected and a commercial invoice. */
const TYPE_CODES = { CANCELLATION: '384', INVOICE: '380' };
/** By UNTDID 4461: SEPA credit transfer, SEPA direct debit, card. */
const MEANS = { INVOICE: '58', SEPA_DEBIT: '59', CARD: '48' };
const EXEMPTIONS: Readonly<Partial<Record<VatCategory, string>>> = {
  [VatCategory.REVERSE_CHARGE]: 'VATEX-EU-AE',
  [VatCategory.OUTSIDE_SCOPE]: 'VATEX-EU-O',
};

/**
 * The invoice as a program reads it: a Cross Industry Invoice by EN 16931, as Factur-X and ZUGFeRD embed it. It holds
 * what the paper says and nothing that changes later, such as whether it was paid.
 */
export function ciiOf(paper: Paper): string {
  const { invoice } = paper;
  const document = node(
    'rsm:ExchangedDocument',
    leaf('ram:ID', invoice.number),
    leaf('ram:TypeCode', TYPE_CODES[invoice.kind]),
    node('ram:IssueDateTime', day(invoice.issuedAt, paper)),
    node('ram:IncludedNote', leaf('ram:Content', invoice.seller.register)),
  );
  const transaction = node(
    'rsm:SupplyChainTradeTransaction',
    ...invoice.lines.map((line, i) => lineOf(line, i, paper)),
    node('ram:ApplicableHeaderTradeAgreement', sellerOf(invoice), buyerOf(invoice)),
    '<ram:ApplicableHeaderTradeDelivery/>',
    settlementOf(paper),
  );
  const context = node(
    'rsm:ExchangedDocumentContext',
    node('ram:GuidelineSpecifiedDocumentContextParameter', leaf('ram:ID', 'urn:cen.eu:en16931:2017')),
  );
  const body = [context, document, transaction].join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice ${NAMESPACES}>${body}</rsm:CrossIndustryInvoice>\n`;
}

/** A price is never below zero: what a cancellation takes back is minus one piece. */
function lineOf(line: InvoiceLine, i: number, paper: Paper): Xml {
  return node(
    'ram:IncludedSupplyChainTradeLineItem',
    node('ram:AssociatedDocumentLineDocument', leaf('ram:LineID', String(i + 1))),
    node('ram:SpecifiedTradeProduct', leaf('ram:Name', line.text)),
    node(
      'ram:SpecifiedLineTradeAgreement',
      node('ram:NetPriceProductTradePrice', leaf('ram:ChargeAmount', amount(Math.abs(line.netCents)))),
    ),
    node(
      'ram:SpecifiedLineTradeDelivery',
      leaf('ram:BilledQuantity', line.netCents < 0 ? '-1' : '1', { unitCode: 'C62' }),
    ),
    node(
      'ram:SpecifiedLineTradeSettlement',
      node('ram:ApplicableTradeTax', leaf('ram:TypeCode', 'VAT'), ...categoryOf(paper.invoice)),
      period(new Date(line.from), new Date(line.to), paper),
      node('ram:SpecifiedTradeSettlementLineMonetarySummation', leaf('ram:LineTotalAmount', amount(line.netCents))),
    ),
  );
}

function sellerOf({ seller, vatCategory }: PaperInvoice): Xml {
  const { vatId, taxNumber, register, phone, email } = seller;
  // What is outside of the tax's scope carries no number for it, but something must say who the seller is.
  const isOutside = vatCategory === VatCategory.OUTSIDE_SCOPE;
  return node(
    'ram:SellerTradeParty',
    leaf('ram:ID', isOutside && !register ? (taxNumber ?? vatId) : null),
    leaf('ram:Name', seller.company),
    node('ram:SpecifiedLegalOrganization', leaf('ram:ID', register)),
    node(
      'ram:DefinedTradeContact',
      leaf('ram:PersonName', seller.company),
      node('ram:TelephoneUniversalCommunication', leaf('ram:CompleteNumber', phone)),
      node('ram:EmailURIUniversalCommunication', leaf('ram:URIID', email)),
    ),
    addressOf(seller, seller),
    node('ram:URIUniversalCommunication', leaf('ram:URIID', email, { schemeID: 'EM' })),
    node('ram:SpecifiedTaxRegistration', leaf('ram:ID', taxNumber, { schemeID: 'FC' })),
    isOutside ? null : node('ram:SpecifiedTaxRegistration', leaf('ram:ID', vatId, { schemeID: 'VA' })),
  );
}

function buyerOf({ buyer, seller, vatCategory }: PaperInvoice): Xml {
  const isOutside = vatCategory === VatCategory.OUTSIDE_SCOPE;
  return node(
    'ram:BuyerTradeParty',
    leaf('ram:ID', buyer.customerNumber),
    leaf('ram:Name', buyer.company ?? buyer.name),
    node('ram:DefinedTradeContact', leaf('ram:PersonName', buyer.name)),
    addressOf(buyer, seller),
    node('ram:URIUniversalCommunication', leaf('ram:URIID', buyer.email, { schemeID: 'EM' })),
    isOutside ? null : node('ram:SpecifiedTaxRegistration', leaf('ram:ID', buyer.vatId, { schemeID: 'VA' })),
  );
}

/** Whoever's country is not known is taxed as one of the seller's, and so is written down as one. */
const addressOf = (party: InvoiceParty | InvoiceBuyer | InvoiceSeller, seller: InvoiceSeller): Xml =>
  node(
    'ram:PostalTradeAddress',
    leaf('ram:PostcodeCode', party.postalCode),
    leaf('ram:LineOne', party.street),
    leaf('ram:CityName', party.city),
    leaf('ram:CountryID', party.country ?? seller.country),
  );

function settlementOf(paper: Paper): Xml {
  const { invoice, cancelled } = paper;
  const { netCents, vatCents, grossCents, currency, vatCategory, payment, seller, language, kind } = invoice;
  const isDebit = payment?.kind === 'SEPA_DEBIT';
  const isInvoice = kind === 'INVOICE';
  const texts = PAPER_TEXTS[language];
  return node(
    'ram:ApplicableHeaderTradeSettlement',
    leaf('ram:CreditorReferenceID', isDebit ? seller.creditorId : null),
    leaf('ram:PaymentReference', invoice.number),
    leaf('ram:InvoiceCurrencyCode', currency),
    isInvoice ? meansOf(invoice) : null,
    node(
      'ram:ApplicableTradeTax',
      leaf('ram:CalculatedAmount', amount(vatCents)),
      leaf('ram:TypeCode', 'VAT'),
      leaf('ram:ExemptionReason', texts.vatNote[vatCategory]),
      leaf('ram:BasisAmount', amount(netCents)),
      leaf('ram:CategoryCode', vatCategory),
      leaf('ram:ExemptionReasonCode', EXEMPTIONS[vatCategory] ?? null),
      rateOf(invoice),
    ),
    period(invoice.serviceFrom, invoice.serviceTo, paper),
    isInvoice
      ? node(
          'ram:SpecifiedTradePaymentTerms',
          node('ram:DueDateDateTime', day(invoice.dueAt, paper)),
          leaf('ram:DirectDebitMandateID', isDebit ? payment.mandateReference : null),
        )
      : node('ram:SpecifiedTradePaymentTerms', leaf('ram:Description', texts.cancels(cancelled?.number ?? ''))),
    node(
      'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
      leaf('ram:LineTotalAmount', amount(netCents)),
      leaf('ram:TaxBasisTotalAmount', amount(netCents)),
      leaf('ram:TaxTotalAmount', amount(vatCents), { currencyID: currency }),
      leaf('ram:GrandTotalAmount', amount(grossCents)),
      leaf('ram:DuePayableAmount', amount(grossCents)),
    ),
    cancelled &&
      node(
        'ram:InvoiceReferencedDocument',
        leaf('ram:IssuerAssignedID', cancelled.number),
        node(
          'ram:FormattedIssueDateTime',
          leaf('qdt:DateTimeString', compact(cancelled.issuedAt, paper), { format: '102' }),
        ),
      ),
  );
}

function meansOf({ payment, seller }: PaperInvoice): Xml {
  const kind = payment?.kind ?? 'INVOICE';
  const isTransfer = kind === 'INVOICE';
  if (isTransfer && !seller.iban) return null;
  return node(
    'ram:SpecifiedTradeSettlementPaymentMeans',
    leaf('ram:TypeCode', MEANS[kind]),
    isTransfer
      ? node(
          'ram:PayeePartyCreditorFinancialAccount',
          leaf('ram:IBANID', seller.iban),
          leaf('ram:AccountName', seller.company),
        )
      : null,
    isTransfer ? node('ram:PayeeSpecifiedCreditorFinancialInstitution', leaf('ram:BICID', seller.bic)) : null,
  );
}

const categoryOf = (invoice: PaperInvoice): Xml[] => [leaf('ram:CategoryCode', invoice.vatCategory), rateOf(invoice)];

const rateOf = ({ vatCategory, vatBasisPoints }: PaperInvoice): Xml =>
  vatCategory === VatCategory.OUTSIDE_SCOPE ? null : leaf('ram:RateApplicablePercent', String(vatBasisPoints / 100));

/** The last day of a period is the one before the moment at which it has ended. */
const period = (from: Date, to: Date, paper: Paper): Xml =>
  node(
    'ram:BillingSpecifiedPeriod',
    node('ram:StartDateTime', day(from, paper)),
    node('ram:EndDateTime', day(new Date(Math.max(from.getTime(), to.getTime() - 1)), paper)),
  );

const day = (moment: Date, paper: Paper): Xml => leaf('udt:DateTimeString', compact(moment, paper), { format: '102' });

const compact = (moment: Date, { timeZone }: Paper): string => dayIn(timeZone, moment).replaceAll('-', '');

/** Cents as an amount in euro, such as `-12.05`. */
const amount = (cents: number): string => (cents / 100).toFixed(2);
