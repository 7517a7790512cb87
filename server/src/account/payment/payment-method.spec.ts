import { logOf } from '../../../test/log-of.ts';
import { newTenant } from '../../../test/tenant.ts';
import { type Answer, type Asker, useApi } from '../../../test/use-api.ts';
import { Account } from '../account.entity.ts';
import { UserRole } from '../user.entity.ts';

const UPDATE = `mutation ($input: UpdatePaymentMethodInput!) {
  updatePaymentMethod(input: $input) { paymentMethod { kind summary holder mandateReference mandateSignedAt } } }`;
const IBAN = 'DE89370400440532013000';
const DEBIT = { kind: 'SEPA_DEBIT', iban: 'de89 3704 0044 0532 0130 00', holder: 'Acme GmbH', acceptsMandate: true };

describe('the way in which an account pays', () => {
  const api = useApi();

  const update = (asker: Asker, input: object): Promise<Answer<Record<string, unknown>>> =>
    api.as(asker, UPDATE, { input });
  const methodOf = ({ data }: Answer<Record<string, unknown>>) =>
    (data?.['updatePaymentMethod'] as { paymentMethod: object }).paymentMethod;
  const customerNumberOf = async (asker: Asker) => {
    const { data } = await api.as<{ account: { customerNumber: string } }>(asker, '{ account { customerNumber } }');
    return data?.account.customerNumber;
  };

  it('is a bank account, shown masked, with a mandate of its own', async () => {
    const { accountId, owner } = await newTenant(api);
    const customerNumber = await customerNumberOf(owner);

    const first = methodOf(await update(owner, DEBIT));
    api.now = new Date(api.now.getTime() + 1000);
    const second = methodOf(await update(owner, { ...DEBIT, iban: 'FR14 2004 1010 0505 0001 3M02 606' }));

    expect(first).toEqual({
      kind: 'SEPA_DEBIT',
      summary: 'DE•• •••• •••• 3000',
      holder: 'Acme GmbH',
      mandateReference: `M-${String(customerNumber)}-1`,
      mandateSignedAt: '2026-06-01T12:00:00.000Z',
    });
    expect(second).toEqual(
      jasmine.objectContaining({
        summary: 'FR•• •••• •••• 2606',
        mandateReference: `M-${String(customerNumber)}-2`,
        mandateSignedAt: '2026-06-01T12:00:01.000Z',
      }),
    );
    expect(await logOf(api, accountId, 'PAYMENT_METHOD_CHANGED')).toEqual([
      { type: 'PAYMENT_METHOD_CHANGED', actor: 'USER Ada', data: { kind: 'SEPA_DEBIT' } },
      { type: 'PAYMENT_METHOD_CHANGED', actor: 'USER Ada', data: { kind: 'SEPA_DEBIT' } },
    ]);
  });

  it('keeps the number of a bank account encrypted, for those who collect', async () => {
    const { accountId, owner } = await newTenant(api);
    await update(owner, DEBIT);

    const account = await api.db.getRepository(Account).findOneByOrFail({ id: accountId });

    expect(api.portal.services.payments.ibanOf(account)).toBe(IBAN);
    const rows: unknown[] = await api.db.query('SELECT * FROM account');
    const events: unknown[] = await api.db.query('SELECT * FROM event');
    expect(JSON.stringify([rows, events, api.lines])).not.toMatch(/DE89 ?3704|0532 ?0130 ?00/i);
    expect(JSON.stringify(await api.as(owner, '{ account { paymentMethod { summary } } }'))).not.toContain('053201');
  });

  it('is by invoice, to an address of its own or to that of the account', async () => {
    const { owner } = await newTenant(api);
    await update(owner, DEBIT);
    expect(methodOf(await update(owner, { kind: 'INVOICE', email: 'Billing@Example.com' }))).toEqual({
      kind: 'INVOICE',
      summary: 'billing@example.com',
      holder: null,
      mandateReference: null,
      mandateSignedAt: null,
    });
    expect(methodOf(await update(owner, { kind: 'INVOICE' }))).toEqual(
      jasmine.objectContaining({ summary: owner.email }),
    );
  });

  it('is no card while nobody takes cards, and says so before it is tried', async () => {
    const { owner } = await newTenant(api);
    expect(await api.refusals(owner, UPDATE, { input: { kind: 'CARD', cardToken: 'tok_1234567890' } })).toEqual([
      'CARD_NOT_SET_UP',
    ]);
    expect((await api.as(owner, '{ account { paymentKinds } }')).data).toEqual({
      account: { paymentKinds: ['SEPA_DEBIT', 'INVOICE'] },
    });
  });

  const refused: [what: string, input: object, field: string][] = [
    ['an IBAN with wrong check digits', { ...DEBIT, iban: 'DE88370400440532013000' }, 'iban'],
    ['an IBAN of a country outside of SEPA', { ...DEBIT, iban: 'BR1500000000000010932840814P2' }, 'iban'],
    ['no IBAN', { ...DEBIT, iban: null }, 'iban'],
    ['a card number as an IBAN', { ...DEBIT, iban: '4242 4242 4242 4242' }, 'iban'],
    ['a card number as the holder', { ...DEBIT, holder: '4242 4242 4242 4242' }, 'holder'],
    ['no holder', { ...DEBIT, holder: undefined }, 'holder'],
    ['no mandate', { ...DEBIT, acceptsMandate: false }, 'acceptsMandate'],
    ['100,000 characters', { ...DEBIT, iban: 'DE'.repeat(50_000) }, 'iban'],
    ['two addresses', { kind: 'INVOICE', email: 'a@example.com, b@example.com' }, 'email'],
    ['a line in an address', { kind: 'INVOICE', email: 'a@example.com\r\nBcc: b@example.com' }, 'email'],
    ['a group of addresses', { kind: 'INVOICE', email: 'all: a@example.com, b@example.com;' }, 'email'],
    ['a card number as a token', { kind: 'CARD', cardToken: '4242424242424242' }, 'cardToken'],
  ];
  for (const [what, input, field] of refused) {
    it(`is refused with ${what}`, async () => {
      const { owner } = await newTenant(api);
      const { errors } = await update(owner, input);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(Object.keys((errors?.[0]?.extensions.details as { fields: object }).fields)).toEqual([field]);
    });
  }

  it('is changed by those who may, and seen by those who may', async () => {
    const { person } = await newTenant(api);
    expect(await api.refusals(await person(UserRole.ACCOUNTANT), UPDATE, { input: DEBIT })).toEqual([]);
    expect(await api.refusals(await person(UserRole.VIEWER), UPDATE, { input: DEBIT })).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, UPDATE, { input: DEBIT })).toEqual(['UNAUTHENTICATED']);
  });
});
