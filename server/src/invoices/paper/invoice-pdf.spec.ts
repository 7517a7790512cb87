import { isXml, newPaper, streamsOf } from '../../../test/papers.ts';
import { InvoiceKind } from '../invoice.entity.ts';
import { ciiOf } from './cii.ts';
import { invoicePdf } from './invoice-pdf.ts';
import { day, money, percent } from './paper-format.ts';
import { Press } from './press.ts';

describe('the paper of an invoice', () => {
  it('has the same bytes each time, whoever makes it', async () => {
    const paper = newPaper();
    const press = new Press();
    const [first, second] = [await invoicePdf(paper), await press.print(paper)];
    expect(first.equals(second)).toBeTrue();
    await press.stop();
    const again = expectAsync(press.print(paper)).toBeRejectedWithError(/stopping/);
    await press.stop();
    await again;
  });

  it('carries the same invoice for programs, as PDF/A-3 and Factur-X want it', async () => {
    const paper = newPaper();
    const pdf = await invoicePdf(paper);
    const [text, streams] = [pdf.toString('latin1'), streamsOf(pdf)];

    expect(streams).toContain(ciiOf(paper));
    expect(text).toMatch(/\/AFRelationship \/Alternative/);
    expect(text).toMatch(/\/AF \[/);
    expect(text).toMatch(/\/Subtype \/text#2Fxml/);
    expect(text).toMatch(/\/OutputIntents \[/);
    const xmp = streams.find(stream => stream.includes('<x:xmpmeta'))?.replace(/<\?xpacket.*?\?>/g, '') ?? '';
    expect(await isXml(xmp.trim())).toBeTrue();
    for (const mark of [
      '<pdfaid:part>3</pdfaid:part>',
      '<pdfaid:conformance>B</pdfaid:conformance>',
      '<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>',
      '<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>',
    ]) {
      expect(xmp).toContain(mark);
    }
  });

  it('embeds every font, and holds nothing that runs', async () => {
    const text = (await invoicePdf(newPaper())).toString('latin1');
    const fonts = [...text.matchAll(/\/BaseFont \/(\S+)/g)].map(([, name = '']) => name);
    expect(fonts.every(name => /^[A-Z]{6}\+IBMPlexSans/.test(name))).toBeTrue();
    expect(text.match(/\/FontFile2 /g)?.length).toBe(2);
    expect(text).not.toMatch(/\/(JavaScript|JS|Launch|OpenAction|AA|Encrypt)\b/);
  });

  it('in one language, of a cancellation and of a long one is another', async () => {
    const german = await invoicePdf(newPaper());
    const english = await invoicePdf(newPaper({ language: 'en' }));
    const { invoice } = newPaper({ kind: InvoiceKind.CANCELLATION, cancels: 'x' }, [-100]);
    const cancelled = { number: '2026-00011', issuedAt: new Date('2026-05-01T12:00:00Z') };
    const cancellation = await invoicePdf({ ...newPaper(), invoice, cancelled });
    const long = await invoicePdf(newPaper({}, Array<number>(25).fill(100)));
    expect(new Set([german, english, cancellation, long].map(String))).toHaveSize(4);
    expect([german, long].map(pdf => /\/Type \/Pages[^]*?\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1])).toEqual([
      '1',
      '2',
    ]);
  });

  it('is made of whatever a customer is called', async () => {
    const { invoice } = newPaper();
    const company = `株式会社 شركة \ud83d\ude00 \ud800 \u0000 ${'='.repeat(100)}`;
    const pdf = await invoicePdf(newPaper({ buyer: { ...invoice.buyer, company } }));
    expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7');
  });

  it('says sums and days as people read them', () => {
    expect([0, 5, 100, 123_456_789, -100_05].map(cents => money(cents, 'en'))).toEqual([
      '€0.00',
      '€0.05',
      '€1.00',
      '€1,234,567.89',
      '-€100.05',
    ]);
    expect([5, 123_456_789, -100_05].map(cents => money(cents, 'de'))).toEqual([
      '0,05 €',
      '1.234.567,89 €',
      '-100,05 €',
    ]);
    const midnight = new Date('2026-05-31T22:00:00Z');
    expect([day(midnight, 'Europe/Berlin', 'en'), day(midnight, 'UTC', 'de')]).toEqual(['1 June 2026', '31.05.2026']);
    expect([percent(1_900, 'de'), percent(810, 'de'), percent(810, 'en')]).toEqual(['19', '8,1', '8.1']);
  });
});
