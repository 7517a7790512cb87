import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import { type CustomerFragment, CustomerSettingsDocument, UpdateContactDocument } from '../../core/graphql/generated';
import { CustomerPage } from './customer-page';

const CONTACT: CustomerFragment['contact'] = {
  name: 'Anna Kowalczyk',
  company: 'Northwind Traders',
  street: 'Speicherstraße 12',
  postalCode: '20457',
  city: 'Hamburg',
  country: 'DE',
  phone: '+49 40 123456',
  vatId: null,
};

const account = (changes: Partial<CustomerFragment['contact']> = {}): CustomerFragment & { __typename: 'Account' } => ({
  __typename: 'Account',
  id: 'account-1',
  contact: { ...CONTACT, ...changes },
});

describe('the customer’s page', () => {
  let server: ApolloTestingController;
  let page: Shown<CustomerPage>;

  const open = async (...rights: ReturnType<typeof user>['rights']) => {
    server = await useWorld();
    await TestBed.inject(Viewer).enter(user({ rights }));
    page = await show(CustomerPage);
    server.expectOne(CustomerSettingsDocument).flushData({ account: account() });
    await settle();
  };
  const value = (name: string) => page.find<HTMLInputElement>(`[name="${name}"]`).value;
  const refuse = async (extensions: Record<string, unknown>) => {
    server.expectOne(UpdateContactDocument).graphqlErrors([{ message: 'no', extensions }]);
    await settle();
  };

  afterEach(() => server.verify());

  it('shows who holds the account', async () => {
    await open('ACCOUNT_READ', 'ACCOUNT_WRITE');

    expect(value('name')).toBe('Anna Kowalczyk');
    expect(value('country')).toBe('Germany');
    expect(value('vatId')).toBe('');
    expect(await findings(page.element)).toEqual([]);
  });

  it('is only read by those who may not change it', async () => {
    await open('ACCOUNT_READ');

    expect(page.element.querySelector('form')).toBeNull();
    expect(page.text).toContain('City 20457 Hamburg Country Germany Telephone +49 40 123456');
    expect(page.text).not.toContain('VAT ID');
  });

  it('sends what was changed, and shows it as the server keeps it', async () => {
    await open('ACCOUNT_READ', 'ACCOUNT_WRITE');
    await page.type('phone', '040 7654321');
    expect(page.fixture.componentInstance.hasUnsaved()).toBeTrue();
    await page.click('Save');

    const sent = server.expectOne(UpdateContactDocument);
    expect(sent.operation.variables).toEqual({ input: { ...CONTACT, phone: '040 7654321', vatId: '' } });
    sent.flushData({ updateContact: account({ phone: '+49 40 7654321' }) });
    await settle();

    expect(value('phone')).toBe('+49 40 7654321');
    expect(page.fixture.componentInstance.hasUnsaved()).toBeFalse();
  });

  it('says at their fields what is wrong with telephone number and VAT id', async () => {
    await open('ACCOUNT_READ', 'ACCOUNT_WRITE');
    await page.click('Save');
    const fields = { phone: ['phone must be a telephone number'], vatId: ['vatId must be one'] };
    await refuse({ code: 'BAD_USER_INPUT', details: { fields } });

    expect(page.text).toContain('This is no telephone number of the country.');
    expect(page.text).toContain('This is no VAT ID of the country above');
    expect(document.activeElement?.getAttribute('name')).toBe('phone');
    expect(page.element.querySelector('ui-banner')).toBeNull();
  });

  it('says in the form why it was refused as a whole, and keeps what was typed', async () => {
    await open('ACCOUNT_READ', 'ACCOUNT_WRITE');
    await page.type('city', 'Bremen');
    await page.click('Save');
    await refuse({ code: 'FORBIDDEN' });

    expect(page.find('[role=alert]').textContent).toContain('You do not have the right');
    expect(value('city')).toBe('Bremen');
  });

  it('can be given up', async () => {
    await open('ACCOUNT_READ', 'ACCOUNT_WRITE');
    await page.type('city', 'Bremen');
    await page.click('Discard changes');

    expect(value('city')).toBe('Hamburg');
  });

  it('needs a name', async () => {
    await open('ACCOUNT_READ', 'ACCOUNT_WRITE');
    await page.type('name', '');
    await page.click('Save');

    expect(page.text).toContain('Please fill this in');
    server.expectNone(UpdateContactDocument);
  });
});
