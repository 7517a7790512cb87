import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { account, counters, license, licenseTab } from '../../testing/make';
import { type Shown, type World, show, useWorld } from '../../testing/page';
import { settle } from '../../testing/settle';
import { type LicenseTabQuery, LicenseTabDocument, LicenseTabLiveDocument } from '../core/graphql/generated';
import { LicensePage } from './license-page';

describe('the license tab', () => {
  let server: ApolloTestingController;
  let page: Shown<LicensePage>;
  let live: TestOperation;

  const open = async (world: World = {}) => {
    server = await useWorld(world);
    page = await show(LicensePage);
    live = server.expectOne(LicenseTabLiveDocument);
  };
  const answer = async (changes: Partial<LicenseTabQuery> = {}) => {
    server.expectOne(LicenseTabDocument).flushData({ ...licenseTab(), ...changes });
    await settle();
  };

  afterEach(() => server.verify());

  it('waits for the server', async () => {
    await open();
    expect(page.find('[aria-busy=true]').textContent).toContain('Loading…');

    await answer();
    expect(page.element.querySelector('[aria-busy=true]')).toBeNull();
  });

  it('shows product, masked key, expiry, limits and their use', async () => {
    await open();
    await answer({ license: license({ namespace: { name: 'northwind', maxAliases: 500, aliasesUsed: 212 } }) });

    expect(page.text).toContain('Product Enterprise');
    expect(page.text).toContain('License key •••••-K7QF');
    expect(page.text).toContain('Expiration date 1 Jun 2027 Active');
    expect(page.text).toContain('Max. session length 8 hours');
    expect(page.text).toContain('Max. seats 300 of 500 in use');
    expect(page.text).toContain('Max. sessions 23 of 50 in use');
    expect(page.text).toContain('@northwind At most 500 aliases at a time');
    expect(page.text).toContain('Aliases in the namespace 212 of 500 in use');
  });

  it('shows whose account it is and how it is paid', async () => {
    await open();
    await answer();

    expect(page.text).toContain('Customer no. 4711-0815');
    expect(page.text).toContain('E-mail it@northwind.example');
    expect(page.text).toMatch(
      /Northwind Traders ?Anna Kowalczyk ?Speicherstraße 12 ?20457 Hamburg ?Germany ?\+49 40 123456/,
    );
    expect(page.text).toContain('SEPA direct debit DE•• 42');
  });

  it('leaves out of the address what is not known, and says where there is no payment method', async () => {
    await open();
    const contact = { ...account().contact, company: null, street: null, postalCode: null, country: null, phone: null };
    await answer({ account: account({ contact, paymentMethod: null }) });

    expect(page.text).toMatch(/Contact details ?Anna Kowalczyk ?Hamburg ?Payment details/);
    expect(page.text).toContain('No payment method yet');
  });

  it('shows the limit of active devices for a Power license only', async () => {
    await open();
    await answer({ license: license({ product: 'POWER', maxActiveDevices: 10, activeDevicesUsed: 9 }) });
    expect(page.text).toContain('Max. active devices 9 of 10 in use');
  });

  it('shows no limit of active devices for other licenses', async () => {
    await open();
    await answer();
    expect(page.text).not.toContain('Max. active devices');
  });

  it('says so where a limit is none', async () => {
    await open();
    await answer({ license: license({ maxClients: null, maxSessionLengthSeconds: null }) });

    expect(page.text).toContain('Max. seats 300 in use, unlimited');
    expect(page.text).toContain('Max. session length Unlimited');
  });

  it('warns in the last days of a license', async () => {
    await open({ now: '2026-06-01T12:00:00Z' });
    await answer({ license: license({ state: 'EXPIRING', expiresAt: '2026-06-13T10:00:00Z' }) });

    expect(page.text).toContain('Expires soon 12 days left');
  });

  it('says what an expired license still allows', async () => {
    await open();
    await answer({ license: license({ state: 'EXPIRED', expiresAt: '2026-05-01T10:00:00Z' }) });

    expect(page.text).toContain('Expired No new client, session or build until it is renewed.');
  });

  it('says when a terminated contract ends', async () => {
    await open();
    await answer({ license: license({ state: 'TERMINATED', terminatesAt: '2026-12-31T10:00:00Z' }) });

    expect(page.text).toContain('Terminated');
    expect(page.text).toContain('Contract ends 31 Dec 2026');
  });

  it('counts live', async () => {
    await open();
    await answer();
    expect(page.find('[aria-label=Online]').textContent).toContain('214');

    live.flushData({ dashboardChanged: counters({ onlineClients: 215 }) });
    await settle();

    expect(page.find('[aria-label=Online]').textContent).toContain('215');
  });

  it('speaks German, in the user’s time', async () => {
    await open({ language: 'de', zone: 'Asia/Tokyo' });
    await answer({ license: license({ expiresAt: '2027-05-31T22:00:00Z' }) });

    expect(page.text).toContain('Ablaufdatum 01.06.2027 Aktiv');
    expect(page.text).toContain('Max. Plätze 300 von 500 belegt');
    expect(page.text).toContain('Deutschland');
  });

  it('says what was refused, and tries again when asked to', async () => {
    await open();
    server.expectOne(LicenseTabDocument).graphqlErrors([{ message: 'no', extensions: { code: 'FORBIDDEN' } }]);
    await settle();
    expect(page.find('[role=alert]').textContent).toContain('You do not have the right');

    await page.click('Try again');
    await answer();

    expect(page.text).toContain('Product Enterprise');
  });
});
