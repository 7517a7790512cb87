import { newPaper, schemaFaults } from '../../../test/papers.ts';
import { PaymentMethodKind } from '../../account/account.type.ts';
import { type Invoice, InvoiceKind } from '../invoice.entity.ts';
import { VatCategory } from '../issue/tax.ts';
import { ciiOf } from './cii.ts';
import type { Paper } from './paper.ts';

const CANCELLED = { number: '2026-00011', issuedAt: new Date('2026-05-31T22:00:00Z') };

/** The texts of every element of this name. */
const all = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<ram:${name}(?: [^>]*)?>([^<]*)</ram:${name}>`, 'g'))].map(([, text = '']) => text);
const cents = (amounts: readonly string[]): number[] => amounts.map(amount => Math.round(Number(amount) * 100));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function cancellation(): Paper {
  const paper = newPaper({ kind: InvoiceKind.CANCELLATION, cancels: 'x' }, [-240_000, -14_405]);
  return { ...paper, cancelled: CANCELLED };
}

const { invoice: plain } = newPaper();
const buyerOf = (changes: Partial<Invoice['buyer']>): Partial<Invoice> => ({ buyer: { ...plain.buyer, ...changes } });
const sellerOf = (changes: Partial<Invoice['seller']>): Partial<Invoice> => ({
  seller: { ...plain.seller, ...changes },
});

const papers: [what: string, paper: Paper][] = [
  ['by transfer', newPaper()],
  [
    'by direct debit',
    newPaper({
      payment: { kind: PaymentMethodKind.SEPA_DEBIT, summary: 'DE•• •••• •••• 3704', mandateReference: 'M-1-1' },
    }),
  ],
  [
    'with the bare necessities',
    newPaper({
      payment: null,
      ...sellerOf({ phone: null, vatId: null, register: null, iban: null, bic: null }),
      ...buyerOf({ street: null, postalCode: null, city: null, country: null }),
    }),
  ],
  ['that is a cancellation', cancellation()],
  [
    'in reverse charge',
    newPaper({ vatCategory: VatCategory.REVERSE_CHARGE, ...buyerOf({ country: 'AT', vatId: 'ATU37675002' }) }),
  ],
  [
    'outside of the Union',
    newPaper({ vatCategory: VatCategory.OUTSIDE_SCOPE, ...buyerOf({ country: 'CH', vatId: 'CHE100155212' }) }),
  ],
  ['of a seller without tax', newPaper({ vatCategory: VatCategory.EXEMPT })],
];

describe('an invoice for programs', () => {
  it('is one by the schema of EN 16931', async () => {
    const [first = ''] = papers.map(([, paper]) => ciiOf(paper));
    expect(await schemaFaults([first.replace('<ram:ID>2026-00012</ram:ID>', ''), first])).not.toEqual([]);
    expect(await schemaFaults(papers.map(([, paper]) => ciiOf(paper)))).toEqual([]);
  });

  for (const [what, paper] of papers) {
    it(`${what} has sums that are right`, () => {
      const xml = ciiOf(paper);

      const [net = 0] = cents(all(xml, 'TaxBasisTotalAmount'));
      const [vat = 0] = cents(all(xml, 'TaxTotalAmount'));
      const [gross = 0] = cents(all(xml, 'GrandTotalAmount'));
      // BR-CO-10, BR-CO-13, BR-CO-15 and BR-CO-16: the total of the lines, of the tax, and what is due.
      const [lineTotal = 0, ...others] = cents(all(xml, 'LineTotalAmount')).reverse();
      expect(sum(others)).toBe(lineTotal);
      expect(lineTotal).toBe(net);
      expect(net + vat).toBe(gross);
      expect(cents(all(xml, 'DuePayableAmount'))).toEqual([gross]);
      // BR-CO-17: the tax of the category, to the cent that rounding each line may move it.
      const rate = Number(all(xml, 'RateApplicablePercent').at(-1) ?? 0);
      expect(Math.abs(vat - (net * rate) / 100)).toBeLessThanOrEqual(1);
      // BR-27: no price is below zero.
      expect(all(xml, 'ChargeAmount').every(price => Number(price) >= 0)).toBeTrue();
      expect(cents(all(xml, 'BasisAmount'))).toEqual([net]);
      expect([net, vat, gross]).toEqual([paper.invoice.netCents, paper.invoice.vatCents, paper.invoice.grossCents]);
    });
  }

  it('says why there is no tax, and leaves out numbers that have no place there', () => {
    const [reverse = '', outside = ''] = papers.slice(4, 6).map(([, paper]) => ciiOf(paper));
    expect(all(reverse, 'ExemptionReasonCode')).toEqual(['VATEX-EU-AE']);
    expect(reverse).toContain('<ram:ID schemeID="VA">ATU37675002</ram:ID>');
    expect(all(outside, 'ExemptionReasonCode')).toEqual(['VATEX-EU-O']);
    // BR-O-02, BR-O-05: neither VAT id nor rate.
    expect(outside).not.toContain('schemeID="VA"');
    expect(all(outside, 'RateApplicablePercent')).toEqual([]);
  });

  it('counts days by the clock of the seller, and says what a cancellation takes back', () => {
    const xml = ciiOf(cancellation());
    expect(all(xml, 'TypeCode')[0]).toBe('384');
    expect(all(xml, 'IssuerAssignedID')).toEqual(['2026-00011']);
    expect(xml).toContain('<qdt:DateTimeString format="102">20260601</qdt:DateTimeString>');
    expect(all(ciiOf(newPaper()), 'TypeCode')[0]).toBe('380');
  });

  const hostile = [
    '</ram:Name><ram:Name>',
    ']]>',
    '<!ENTITY x SYSTEM "file:///etc/passwd">',
    '&amp;&x;',
    '\u0000\u0007\ud800x',
    '"\'><script>',
  ];
  it('carries whatever a customer is called as a text', async () => {
    const xmls = hostile.map(company => ciiOf(newPaper(buyerOf({ company }))));
    expect(xmls.map(xml => all(xml, 'Name').length)).toEqual(hostile.map(() => 4));
    expect(await schemaFaults(xmls)).toEqual([]);
  });
});
