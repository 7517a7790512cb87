import { makeExactValidator } from 'envalid';
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools';
import { COUNTRIES } from '../countries.ts';
import { isTimeZone } from '../time/time-zone.ts';
import { isPlain } from '../graphql/validation.ts';

const LONGEST_LINE = 100;

/** Who sells what the portal bills, as it stands on invoices. */
export interface Seller {
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  /** By ISO 3166-1, two letters. */
  readonly country: string;
  readonly email: string;
  readonly phone: string | null;
  readonly vatId: string | null;
  readonly taxNumber: string | null;
  /** Where the company is registered, and under which number. */
  readonly register: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
  readonly bank: string | null;
  /** What SEPA direct debits are collected under. */
  readonly creditorId: string | null;
}

/** By which rules invoices are written. */
export interface Billing {
  /** Undefined where nothing is sold. */
  readonly seller: Seller | undefined;
  /** The tax on what is sold in the seller's country, in hundredths of a percent. */
  readonly vatBasisPoints: number;
  /** What an invoice's number begins with. */
  readonly invoicePrefix: string;
  /** In how many days an invoice is to be paid. */
  readonly dueDays: number;
  /** By which clock days and years of invoices are counted, by its IANA name. */
  readonly timeZone: string;
}

const line = makeExactValidator<string>(input => {
  if (input.trim() === '' || input.length > LONGEST_LINE || !isPlain(input)) {
    throw new Error(`must be a line of 1 to ${String(LONGEST_LINE)} characters`);
  }
  return input.trim();
});
const matching = (pattern: RegExp, what: string) =>
  makeExactValidator<string>(input => {
    if (!pattern.test(input)) throw new Error(`must be ${what}`);
    return input;
  });
const checkedBy = (isRight: (input: string) => boolean, what: string) =>
  makeExactValidator<string>(input => {
    if (!isRight(input)) throw new Error(`must be ${what}`);
    return input;
  });

const optional = { default: '' };

/** What the operator says of the seller and of invoices. */
export const BILLING_SETTINGS = {
  SELLER_NAME: line(optional),
  SELLER_STREET: line(optional),
  SELLER_POSTAL_CODE: line(optional),
  SELLER_CITY: line(optional),
  SELLER_COUNTRY: checkedBy(input => COUNTRIES.has(input), 'a country by ISO 3166-1, such as DE')({ default: 'DE' }),
  SELLER_EMAIL: matching(/^[^\s@,;:<>"()]{1,64}@[^\s@,;:<>"()]{1,180}$/, 'one e-mail address')(optional),
  SELLER_PHONE: line(optional),
  SELLER_VAT_ID: matching(/^[A-Z]{2}[A-Z0-9]{2,18}$/, 'a VAT id without spaces, such as DE136695976')(optional),
  SELLER_TAX_NUMBER: line(optional),
  SELLER_REGISTER: line(optional),
  SELLER_IBAN: makeExactValidator<string>(input => {
    const iban = electronicFormatIBAN(input) ?? '';
    if (!isValidIBAN(iban)) throw new Error('must be the IBAN of a bank account');
    return iban;
  })(optional),
  SELLER_BIC: checkedBy(isValidBIC, 'the BIC of a bank')(optional),
  SELLER_BANK: line(optional),
  SELLER_CREDITOR_ID: matching(/^[A-Z]{2}\d{2}[A-Z0-9]{3,31}$/, 'a SEPA creditor identifier')(optional),
  VAT_PERCENT: makeExactValidator<number>(input => {
    if (!/^\d{1,2}(\.\d{1,2})?$/.test(input)) throw new Error('must be a percentage, 0 to 99.99');
    return Number(input);
  })({ default: 19 }),
  INVOICE_PREFIX: matching(/^[A-Z0-9-]{1,10}$/, '1 to 10 of A-Z, 0-9 and -')(optional),
  INVOICE_DUE_DAYS: makeExactValidator<number>(input => {
    if (!/^\d{1,3}$/.test(input)) throw new Error('must be a number of days, 0 to 999');
    return Number(input);
  })({ default: 14 }),
  INVOICE_TIME_ZONE: checkedBy(isTimeZone, 'the IANA name of a time zone')({ default: 'Europe/Berlin' }),
};

type Settings = { readonly [Name in keyof typeof BILLING_SETTINGS]: string | number };

/**
 * What the settings say of billing.
 *
 * @param lines gets a line for each setting that a seller with a name must have, and lacks
 */
export function billingOf(settings: Settings, lines: string[]): Billing {
  const text = (name: keyof Settings): string => String(settings[name]);
  const orNone = (name: keyof Settings): string | null => text(name) || null;
  if (text('SELLER_NAME')) {
    const needed = ['SELLER_STREET', 'SELLER_POSTAL_CODE', 'SELLER_CITY', 'SELLER_EMAIL'] as const;
    for (const name of needed.filter(each => !text(each))) lines.push(`${name}: must be set where SELLER_NAME is`);
    if (!text('SELLER_VAT_ID') && !text('SELLER_TAX_NUMBER')) {
      lines.push('SELLER_VAT_ID: it or SELLER_TAX_NUMBER must be set where SELLER_NAME is');
    }
  }
  const seller: Seller | undefined = text('SELLER_NAME')
    ? {
        name: text('SELLER_NAME'),
        street: text('SELLER_STREET'),
        postalCode: text('SELLER_POSTAL_CODE'),
        city: text('SELLER_CITY'),
        country: text('SELLER_COUNTRY'),
        email: text('SELLER_EMAIL'),
        phone: orNone('SELLER_PHONE'),
        vatId: orNone('SELLER_VAT_ID'),
        taxNumber: orNone('SELLER_TAX_NUMBER'),
        register: orNone('SELLER_REGISTER'),
        iban: orNone('SELLER_IBAN'),
        bic: orNone('SELLER_BIC'),
        bank: orNone('SELLER_BANK'),
        creditorId: orNone('SELLER_CREDITOR_ID'),
      }
    : undefined;
  return {
    seller,
    vatBasisPoints: Math.round(Number(settings.VAT_PERCENT) * 100),
    invoicePrefix: text('INVOICE_PREFIX'),
    dueDays: Number(settings.INVOICE_DUE_DAYS),
    timeZone: text('INVOICE_TIME_ZONE'),
  };
}
