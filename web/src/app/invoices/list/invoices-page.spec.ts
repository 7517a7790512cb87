import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { invoiceRow } from '../../../testing/make-invoice';
import { type Shown, type World, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import { AccountEventsDocument, InvoiceListDocument, type InvoiceRowFragment } from '../../core/graphql/generated';
import { InvoicesPage } from './invoices-page';

describe('the page of invoices', () => {
  let server: ApolloTestingController;
  let page: Shown<InvoicesPage>;

  const open = async (world: World = {}, ...rights: ReturnType<typeof user>['rights']) => {
    server = await useWorld(world);
    await TestBed.inject(Viewer).enter(
      user({ rights, preferences: { language: world.language ?? 'en', timeZone: 'Europe/Berlin' } }),
    );
    page = await show(InvoicesPage);
  };
  const answer = async (nodes: readonly InvoiceRowFragment[], hasNextPage = false) => {
    const asked = server.expectOne(InvoiceListDocument);
    asked.flushData({
      invoices: {
        __typename: 'InvoiceConnection',
        nodes,
        pageInfo: { hasNextPage, hasPreviousPage: false, startCursor: 'start', endCursor: 'end' },
        totalCount: { value: nodes.length, isExact: true },
      },
    });
    await settle();
    return asked.operation.variables;
  };

  afterEach(() => server.verify());

  it('shows each with date, period, state and sum, and leads to its PDF', async () => {
    await open();
    await answer([
      invoiceRow(),
      invoiceRow({ id: 'invoice-2', number: '2026-0041', state: 'PAID', grossCents: 123_450 }),
    ]);

    expect(page.text).toContain('2026-0042 Date 20 May 2026 Service period 1 Jun 2026 – 31 May 2027 State Open');
    expect(page.text).toContain('Paid Due 3 Jun 2026 Total €1,234.50');
    expect(page.find<HTMLAnchorElement>('[aria-label="Download 2026-0042 as PDF"]').getAttribute('href')).toBe(
      '/my/invoices/invoice-1.pdf',
    );
    expect(await findings(page.element)).toEqual([]);
  });

  it('speaks German, with money as it is written there', async () => {
    await open({ language: 'de' });
    await answer([invoiceRow({ grossCents: 123_450 })]);

    expect(page.text.replace(/\u00a0/g, ' ')).toContain('Offen Fällig am 03.06.2026 Gesamtbetrag 1.234,50 €');
  });

  it('says of an overdue one that it is', async () => {
    await open();
    await answer([invoiceRow({ state: 'OVERDUE' })]);

    expect(page.find('ui-banner').textContent).toContain('Invoice 2026-0042 over €119.00 was due on 3 Jun 2026.');
  });

  it('tells a cancellation from an invoice', async () => {
    await open();
    await answer([invoiceRow({ kind: 'CANCELLATION', state: 'PAID', grossCents: -11_900 })]);

    expect(page.text).toContain('Cancellation');
    expect(page.text).toContain('Due – Total -€119.00');
  });

  it('says that there are none', async () => {
    await open();
    await answer([]);

    expect(page.text).toContain('No invoices yet');
  });

  it('goes on to the next page', async () => {
    await open();
    await answer([invoiceRow()], true);
    await page.click('Next page');

    expect(await answer([invoiceRow({ id: 'invoice-2', number: '2026-0001' })])).toEqual(
      jasmine.objectContaining({ first: 50, after: 'end' }),
    );
    expect(page.text).toContain('2026-0001');
  });

  it('is read anew when one is paid', async () => {
    await open({}, 'EVENTS_READ');
    await answer([invoiceRow()]);
    server.expectOne(AccountEventsDocument).flushData({ events: [{ cursor: '1' }] });
    await settle();
    await answer([invoiceRow({ state: 'PAID' })]);

    expect(page.text).toContain('Paid');
  });

  it('says what was refused, and tries again when asked to', async () => {
    await open();
    server.expectOne(InvoiceListDocument).graphqlErrors([{ message: 'no', extensions: { code: 'FORBIDDEN' } }]);
    await settle();
    expect(page.find('[role=alert]').textContent).toContain('You do not have the right');

    await page.click('Try again');
    await answer([invoiceRow()]);
    expect(page.text).toContain('2026-0042');
  });
});
