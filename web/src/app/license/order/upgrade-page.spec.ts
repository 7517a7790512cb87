import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { license, offer } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import {
  ChangeNextProductDocument,
  type UpgradeOffersQuery,
  UpgradeLicenseDocument,
  UpgradeOffersDocument,
} from '../../core/graphql/generated';
import { UpgradePage } from './upgrade-page';

const LICENSE = license({ product: 'PERFORMANCE', maxClients: 100, maxSessions: 3, maxSessionLengthSeconds: null });
const POWER = offer({
  product: 'POWER',
  yearlyNetCents: 95_880,
  changes: [
    { limit: 'CLIENTS', from: 100, to: 500, mustFree: 0 },
    { limit: 'SESSIONS', from: 3, to: 10, mustFree: 0 },
    { limit: 'ACTIVE_DEVICES', from: null, to: 20, mustFree: 0 },
  ],
});
const ESSENTIALS = offer({
  product: 'ESSENTIALS',
  takesEffectAt: '2027-06-01T12:00:00Z',
  restDays: 0,
  netCents: 0,
  vatCents: 0,
  grossCents: 0,
  yearlyNetCents: 15_480,
  changes: [{ limit: 'CLIENTS', from: 100, to: 10, mustFree: 0 }],
});

describe('the page on which the product is changed', () => {
  let server: ApolloTestingController;
  let page: Shown<UpgradePage>;

  const open = async () => {
    server = await useWorld();
    page = await show(UpgradePage);
  };
  const answer = async (changes: Partial<UpgradeOffersQuery> = {}) => {
    const payer = {
      __typename: 'Account',
      id: 'account-1',
      paymentMethod: { kind: 'SEPA_DEBIT', summary: 'DE•• 3000' },
    };
    server
      .expectOne(UpgradeOffersDocument)
      .flushData({ license: LICENSE, account: payer, productOffers: [ESSENTIALS, POWER], ...changes });
    await settle();
  };
  const summary = () => page.text;

  afterEach(() => server.verify());

  it('compares the products', async () => {
    await open();
    await answer();

    expect(page.text).toContain('Essentials €154.80 a year, plus VAT Seats: 10');
    expect(page.text).toContain('Performance current Seats: 100 Sessions at once: 3 Custom clients');
    expect(page.text).toContain('Power €958.80 a year, plus VAT Seats: 500 Sessions at once: 10 Active devices: 20');
    expect(await findings(page.element)).toEqual([]);
  });

  it('says what a greater product changes and costs, and orders it for that price', async () => {
    await open();
    await answer();
    await page.choose('Power');

    expect(summary()).toContain('Seats 100 becomes 500');
    expect(summary()).toContain('Now, until 1 Jun 2027 212 of 365 days €100.00');
    expect(summary()).toContain('VAT 19% €19.00');
    expect(summary()).toContain('Total €119.00');
    expect(summary()).toContain('After that €958.80 a year, plus VAT.');
    expect(summary()).toContain('Paid by SEPA direct debit (DE•• 3000).');

    await page.click('Order and pay €119.00');
    const sent = server.expectOne(UpgradeLicenseDocument);
    expect(sent.operation.variables).toEqual({
      input: { product: 'POWER', acceptedGrossCents: 11_900, idempotencyKey: jasmine.stringMatching(/^[0-9a-f]{32}$/) },
    });
    const invoice = {
      __typename: 'Invoice',
      id: 'invoice-1',
      number: '2026-0042',
      grossCents: 11_900,
      currency: 'EUR',
    };
    sent.flushData({
      upgradeLicense: { __typename: 'OrderPayload', license: { ...LICENSE, product: 'POWER' }, invoice },
    });
    await settle();

    expect(page.text).toContain('Your license is Power from now on.');
    expect(page.find<HTMLAnchorElement>('a[href="/settings/invoices/invoice-1"]').textContent).toContain(
      'Invoice 2026-0042 (€119.00)',
    );
  });

  it('plans a smaller product for the end of the year', async () => {
    await open();
    await answer();
    await page.choose('Essentials');
    expect(summary()).toContain('It takes effect on 1 Jun 2027.');

    await page.click('Change on 1 Jun 2027');
    const sent = server.expectOne(ChangeNextProductDocument);
    expect(sent.operation.variables).toEqual({ input: { product: 'ESSENTIALS' } });
    sent.flushData({ changeNextProduct: { ...LICENSE, nextProduct: 'ESSENTIALS' } });
    await settle();
    expect(page.text).toContain('From 1 Jun 2027 on, the license is Essentials.');
  });

  it('lets the contract stay as it is after all', async () => {
    await open();
    await answer({ license: { ...LICENSE, nextProduct: 'ESSENTIALS' } });
    await page.choose('Performance');
    await page.click('Stay with Performance');

    const sent = server.expectOne(ChangeNextProductDocument);
    expect(sent.operation.variables).toEqual({ input: { product: null } });
    sent.flushData({ changeNextProduct: LICENSE });
    await settle();
    expect(page.text).toContain('The license stays Performance.');
  });

  it('says what must be freed first, and sells nothing until then', async () => {
    await open();
    const changes = [{ limit: 'CLIENTS', from: 100, to: 10, mustFree: 42 }] as const;
    await answer({ productOffers: [{ ...ESSENTIALS, changes: [...changes] }] });
    await page.choose('Essentials');

    expect(summary()).toContain('Please remove 42 clients first');
    expect(page.find('.summary').querySelector('button')).toBeNull();
  });

  it('reads the offers anew where the price has changed meanwhile', async () => {
    await open();
    await answer();
    await page.choose('Power');
    await page.click('Order and pay €119.00');
    server.expectOne(UpgradeLicenseDocument).graphqlErrors([{ message: 'no', extensions: { code: 'CONFLICT' } }]);
    await settle();
    await answer({ productOffers: [{ ...POWER, grossCents: 12_000 }] });

    expect(summary()).toContain('Please look at the offer once more.');
    expect(page.text).toContain('Order and pay €120.00');
  });

  it('leads to the address where that is not complete', async () => {
    await open();
    await answer();
    await page.choose('Power');
    await page.click('Order and pay €119.00');
    server
      .expectOne(UpgradeLicenseDocument)
      .graphqlErrors([{ message: 'no', extensions: { code: 'CONTACT_INCOMPLETE' } }]);
    await settle();

    expect(summary()).toContain('The invoice needs a full address');
    expect(page.find('.summary a[href="/settings/customer"]')).toBeTruthy();
  });

  it('says that nothing is sold where nobody sells', async () => {
    await open();
    server
      .expectOne(UpgradeOffersDocument)
      .graphqlErrors([{ message: 'no', extensions: { code: 'SELLER_NOT_SET_UP' } }]);
    await settle();

    expect(page.text).toContain('Nothing can be bought here');
    expect(page.find('a[href="/license"]')).toBeTruthy();
  });

  it('sells nothing to those who have terminated', async () => {
    await open();
    await answer({ license: { ...LICENSE, state: 'TERMINATED' } });
    await page.choose('Power');

    expect(summary()).toContain('Take that back first');
    expect(page.find('.summary').querySelector('button')).toBeNull();
  });
});
