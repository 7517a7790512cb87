/** Who sells in the demo: nobody that there is. What the environment says comes first. */
export const DEMO_SELLER = {
  SELLER_NAME: 'MyDesk Demo GmbH',
  SELLER_STREET: 'Musterweg 1',
  SELLER_POSTAL_CODE: '20095',
  SELLER_CITY: 'Hamburg',
  SELLER_COUNTRY: 'DE',
  SELLER_EMAIL: 'billing@example.com',
  SELLER_PHONE: '+49 40 5550 0000',
  SELLER_VAT_ID: 'DE136695976',
  SELLER_REGISTER: 'Amtsgericht Hamburg, HRB 000000',
  SELLER_IBAN: 'DE02120300000000202051',
  SELLER_BIC: 'BYLADEM1001',
  SELLER_BANK: 'Musterbank',
  SELLER_CREDITOR_ID: 'DE98ZZZ09999999999',
} as const;
