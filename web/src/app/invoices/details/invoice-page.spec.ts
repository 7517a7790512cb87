import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { invoice } from '../../../testing/make-invoice';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { InvoiceDetailsDocument } from '../../core/graphql/generated';
import { InvoicePage } from './invoice-page';

describe('the page of an invoice', () => {
  let server: ApolloTestingController;
  let page: Shown<InvoicePage>;

  const open = async (shown: ReturnType<typeof invoice> | null) => {
    server = await useWorld();
    page = await show(InvoicePage, { id: 'invoice-1' });
    const asked = server.expectOne(InvoiceDetailsDocument);
    expect(asked.operation.variables).toEqual({ id: 'invoice-1' });
    asked.flushData({ invoice: shown });
    await settle();
  };

  afterEach(() => server.verify());

  it('shows what it is for, its sums, and both parties', async () => {
    await open(invoice());

    expect(page.text).toContain('Invoice 2026-0042 Open');
    expect(page.text).toContain('Date 20 May 2026 Due 3 Jun 2026 Service period 1 Jun 2026 – 31 May 2027');
    expect(page.text).toContain('Payment SEPA direct debit DE•• 3000 Mandate M-1');
    expect(page.text).toContain('MyDesk Power 1 Jun 2026 – 31 May 2027 €100.00');
    expect(page.text).toContain('Net sum €100.00 VAT 19% €19.00 Total €119.00');
    expect(page.text).toContain('From MyDesk Sales GmbH Speicherstraße 12 20457 Hamburg Germany VAT ID DE136695976');
    expect(page.text).toContain('To Northwind Traders');
    expect(await findings(page.element)).toEqual([]);
  });

  it('says when it was paid, and how often it was reminded of', async () => {
    await open(invoice({ state: 'PAID', paidAt: '2026-06-20T10:00:00Z', reminders: 2 }));

    expect(page.text).toContain('Reminded 2 times Paid on 20 Jun 2026');
  });

  it('leads to the one that takes it back', async () => {
    await open(invoice({ state: 'CANCELLED', cancelledBy: { id: 'invoice-9', number: '2026-0050' } }));

    expect(page.text).toContain('Cancelled by 2026-0050');
    expect(page.find('a[href="/settings/invoices/invoice-9"]')).toBeTruthy();
  });

  it('says that there is none, and leads back', async () => {
    await open(null);

    expect(page.text).toContain('There is no such invoice');
    expect(page.find('a[href="/settings/invoices"]')).toBeTruthy();
  });
});
