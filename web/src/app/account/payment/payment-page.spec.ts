import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  type PaymentFragment,
  PaymentSettingsDocument,
  UpdatePaymentMethodDocument,
} from '../../core/graphql/generated';
import { PaymentPage } from './payment-page';

const DEBIT: PaymentFragment['paymentMethod'] = {
  kind: 'SEPA_DEBIT',
  summary: 'DE•• •••• •••• 3000',
  holder: 'Northwind Traders',
  mandateReference: 'M-4711-0815-1',
  mandateSignedAt: '2026-05-01T10:00:00Z',
};

const account = (changes: Partial<PaymentFragment> = {}): PaymentFragment & { __typename: 'Account' } => ({
  __typename: 'Account',
  id: 'account-1',
  email: 'it@northwind.example',
  paymentKinds: ['INVOICE', 'SEPA_DEBIT'],
  paymentMethod: DEBIT,
  ...changes,
});

describe('the payment page', () => {
  let server: ApolloTestingController;
  let page: Shown<PaymentPage>;

  const open = async (changes: Partial<PaymentFragment> = {}, canChange = true) => {
    server = await useWorld();
    await TestBed.inject(Viewer).enter(user({ rights: canChange ? ['ACCOUNT_READ', 'ACCOUNT_WRITE'] : [] }));
    page = await show(PaymentPage);
    server.expectOne(PaymentSettingsDocument).flushData({ account: account(changes) });
    await settle();
  };
  const dialog = () => page.element.querySelector('dialog');

  afterEach(() => server.verify());

  it('shows the bank account masked, and its mandate', async () => {
    await open();

    expect(page.text).toContain('Paid by SEPA direct debit IBAN DE•• •••• •••• 3000');
    expect(page.text).toContain('Account holder Northwind Traders Mandate M-4711-0815-1 Given on 1 May 2026');
  });

  it('shows where invoices are mailed', async () => {
    const paymentMethod = { kind: 'INVOICE', summary: 'bills@northwind.example' } as const;
    await open({ paymentMethod: { ...paymentMethod, holder: null, mandateReference: null, mandateSignedAt: null } });

    expect(page.text).toContain('Invoice by e-mail E-mail for invoices bills@northwind.example');
  });

  it('cannot be changed by those without the right', async () => {
    await open({ paymentMethod: null }, false);

    expect(page.text).toContain('No payment method yet');
    expect(page.element.querySelector('button')).toBeNull();
  });

  it('takes a bank account only with its mandate', async () => {
    await open();
    await page.click('Change');
    await page.type('iban', 'DE89 3704 0044 0532 0130 00');
    await page.type('holder', 'Anna Kowalczyk');
    await page.click('Save');
    expect(page.text).toContain('Without the mandate nothing can be collected.');
    expect(await findings(page.element)).toEqual([]);

    await page.choose('I authorize');
    await page.click('Save');

    const sent = server.expectOne(UpdatePaymentMethodDocument);
    expect(sent.operation.variables).toEqual({
      input: {
        kind: 'SEPA_DEBIT',
        iban: 'DE89 3704 0044 0532 0130 00',
        holder: 'Anna Kowalczyk',
        acceptsMandate: true,
      },
    });
    sent.flushData({ updatePaymentMethod: account() });
    await settle();
    expect(dialog()).toBeNull();
  });

  it('says at the field that an IBAN is none', async () => {
    await open();
    await page.click('Change');
    await page.type('iban', 'DE88');
    await page.type('holder', 'Anna Kowalczyk');
    await page.choose('I authorize');
    await page.click('Save');
    const details = { fields: { iban: ['iban must be the number of a bank account'] } };
    server
      .expectOne(UpdatePaymentMethodDocument)
      .graphqlErrors([{ message: 'no', extensions: { code: 'BAD_USER_INPUT', details } }]);
    await settle();

    expect(page.text).toContain('This is no IBAN of a SEPA country.');
    expect(document.activeElement?.getAttribute('name')).toBe('iban');
  });

  it('takes invoices by e-mail without an address: then it is the account’s', async () => {
    await open({ paymentMethod: null });
    await page.click('Choose payment method');
    await page.choose('Invoice by e-mail');
    expect(page.text).toContain('Left empty: it@northwind.example');
    await page.click('Save');

    const sent = server.expectOne(UpdatePaymentMethodDocument);
    expect(sent.operation.variables).toEqual({ input: { kind: 'INVOICE' } });
    sent.flushData({ updatePaymentMethod: account() });
    await settle();
  });

  it('says that cards are not set up, and lets nobody choose them', async () => {
    await open();
    await page.click('Change');

    expect(page.text).toContain('Card Not set up on this portal');
    const circles = [...page.element.querySelectorAll<HTMLInputElement>('[name=kind]')];
    expect(circles.map(({ disabled }) => disabled)).toEqual([false, false, true]);
  });
});
