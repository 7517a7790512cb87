/** The settings of a portal that sells. */
export const SELLER = {
  SELLER_NAME: 'MyDesk Verkauf GmbH',
  SELLER_STREET: 'Lindenallee 7',
  SELLER_POSTAL_CODE: '20095',
  SELLER_CITY: 'Hamburg',
  SELLER_COUNTRY: 'DE',
  SELLER_EMAIL: 'billing@example.com',
  SELLER_PHONE: '+49 40 5550 1234',
  SELLER_VAT_ID: 'DE136695976',
  SELLER_TAX_NUMBER: '12/345/67890',
  SELLER_REGISTER: 'Amtsgericht Hamburg, HRB 12345',
  SELLER_IBAN: 'DE02120300000000202051',
  SELLER_BIC: 'BYLADEM1001',
  SELLER_BANK: 'Deutsche Kreditbank',
  SELLER_CREDITOR_ID: 'DE98ZZZ09999999999',
};
