import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { findings } from '../../testing/axe';
import { account, counters, license, licenseTab, user } from '../../testing/make';
import { type Shown, type World, show, useWorld } from '../../testing/page';
import { settle } from '../../testing/settle';
import { Viewer } from '../core/auth/viewer';
import {
  type LicenseTabQuery,
  LicenseTabDocument,
  LicenseTabLiveDocument,
  ResetLicenseKeyDocument,
  RevealLicenseKeyDocument,
  TerminateContractDocument,
  WithdrawTerminationDocument,
} from '../core/graphql/generated';
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
  const enter = (...rights: ReturnType<typeof user>['rights']) => TestBed.inject(Viewer).enter(user({ rights }));
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
    expect(page.text).toContain('Expiration date 1 Jun 2027 Active Renews by itself');
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

    expect(page.find('[role=alert]').textContent).toContain('The license expired on 1 May 2026.');
    expect(page.text).toContain('No new client, session or build until it is renewed.');
  });

  const endings = [
    ['renews by itself', { renews: true }, 'It then renews by itself, and an invoice follows.'],
    ['ends', { renews: false }, 'The license expires on 13 Jun 2026.'],
    ['was a trial', { renews: false, isTrial: true }, 'The trial ends on 13 Jun 2026. Choose a product to go on.'],
  ] as const;
  for (const [what, changes, words] of endings) {
    it(`says before the end of a license that ${what} what comes then`, async () => {
      await open();
      await answer({ license: license({ state: 'EXPIRING', expiresAt: '2026-06-13T10:00:00Z', ...changes }) });

      expect(page.find('ui-banner').textContent).toContain(words);
    });
  }

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

  it('leaves the key, the contract and the holder alone for those who may only look', async () => {
    await open();
    await enter('LICENSE_READ');
    await answer();

    expect(page.element.querySelectorAll('button, a')).toHaveSize(1); // the one that copies the customer number
  });

  it('shows the key to those who ask, and copies it then', async () => {
    await open();
    await enter('LICENSE_KEY');
    await answer();
    await page.click('Show License key');
    server.expectOne(RevealLicenseKeyDocument).flushData({ revealLicenseKey: { key: 'ABCD-EFGH' } });
    await settle();

    expect(page.text).toContain('License key ABCD-EFGH');
    expect(page.find('[aria-label="Copy License key"]')).toBeTruthy();
    await page.click('Hide License key');
    expect(page.text).not.toContain('ABCD-EFGH');
  });

  it('asks before the key is reset, says what stays, and shows the new one', async () => {
    await open();
    await enter('LICENSE_KEY');
    await answer();
    await page.click('Reset');
    expect(page.find('dialog').textContent).toContain('Devices that are registered stay');
    expect(await findings(page.element)).toEqual([]);

    await page.click('Reset key');
    const sent = server.expectOne(ResetLicenseKeyDocument);
    expect(sent.operation.variables).toEqual({ input: { idempotencyKey: jasmine.stringMatching(/^[0-9a-f]{32}$/) } });
    sent.flushData({ resetLicenseKey: { key: 'NEWK-EYXX', license: license({ keyMasked: '•••••-EYXX' }) } });
    await settle();

    expect(page.element.querySelector('dialog')).toBeNull();
    expect(page.text).toContain('License key NEWK-EYXX');
  });

  it('resets the key once, however often a wish is sent again', async () => {
    await open();
    await enter('LICENSE_KEY');
    await answer();
    await page.click('Reset');
    await page.click('Reset key');
    const first = server.expectOne(ResetLicenseKeyDocument);
    first.networkError(new Error('offline'));
    await settle();
    expect(page.find('dialog').textContent).toContain('The server gives no answer.');

    await page.click('Reset key');
    expect(server.expectOne(ResetLicenseKeyDocument).operation.variables).toEqual(first.operation.variables);
  });

  it('asks before the contract is terminated, with the date to which it runs', async () => {
    await open();
    await enter('CONTRACT');
    await answer();
    await page.click('Terminate contract');
    expect(page.find('dialog').textContent).toContain('The contract runs until 1 Jun 2027.');

    page.find('dialog .dangerous').click();
    await settle();
    const sent = server.expectOne(TerminateContractDocument);
    expect(sent.operation.variables).toEqual({ input: { runsUntil: '2027-06-01T12:00:00Z' } });
    sent.flushData({ terminateContract: license({ state: 'TERMINATED', terminatesAt: '2027-06-01T12:00:00Z' }) });
    await settle();

    expect(page.find('ui-banner').textContent).toContain('The contract is terminated and runs until 1 Jun 2027.');
    await page.click('Take the termination back');
    server.expectOne(WithdrawTerminationDocument).flushData({ withdrawTermination: license() });
    await settle();
    expect(page.element.querySelector('ui-banner')).toBeNull();
  });

  it('says why a termination was refused', async () => {
    await open();
    await enter('CONTRACT');
    await answer();
    await page.click('Terminate contract');
    page.find('dialog .dangerous').click();
    await settle();
    server.expectOne(TerminateContractDocument).graphqlErrors([{ message: 'no', extensions: { code: 'CONFLICT' } }]);
    await settle();

    expect(page.find('dialog').textContent).toContain('This has changed in the meantime.');
  });

  it('leads to where contact and payment details are changed', async () => {
    await open();
    await enter('ACCOUNT_WRITE');
    await answer();
    const links = [...page.element.querySelectorAll<HTMLAnchorElement>('app-account-facts a')];

    expect(links.map(link => link.getAttribute('href'))).toEqual(['/settings/customer', '/settings/payment']);
  });
});
