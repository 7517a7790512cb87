import type { Rest } from '../../license/prices.ts';
import { type Product, PRODUCT_NAMES } from '../../license/product.ts';

/** The languages in which invoices are written. */
export type InvoiceLanguage = 'en' | 'de';

/** The language of an invoice for somebody who speaks `language`, by BCP 47. */
export const invoiceLanguage = (language: string): InvoiceLanguage => (language.startsWith('de') ? 'de' : 'en');

/** What the lines of invoices say. */
export interface LineTexts {
  product(product: Product): string;
  upgrade(from: Product, to: Product, rest: Rest): string;
  namespace(name: string, maxAliases: number, rest?: Rest): string;
  moreAliases(name: string, from: number, to: number, rest: Rest): string;
}

const isWhole = ({ days, of }: Rest): boolean => days === of;

export const LINE_TEXTS: Readonly<Record<InvoiceLanguage, LineTexts>> = {
  en: {
    product: product => `${PRODUCT_NAMES[product]} license, one year`,
    upgrade: (from, to, rest) => `Upgrade from ${PRODUCT_NAMES[from]} to ${PRODUCT_NAMES[to]}${partEn(rest)}`,
    namespace: (name, maxAliases, rest) =>
      `Namespace @${name} with up to ${maxAliases} aliases${rest ? partEn(rest) : ''}`,
    moreAliases: (name, from, to, rest) => `Namespace @${name}: ${to} aliases instead of ${from}${partEn(rest)}`,
  },
  de: {
    product: product => `Lizenz ${PRODUCT_NAMES[product]}, ein Jahr`,
    upgrade: (from, to, rest) => `Wechsel von ${PRODUCT_NAMES[from]} zu ${PRODUCT_NAMES[to]}${partDe(rest)}`,
    namespace: (name, maxAliases, rest) =>
      `Namensraum @${name} mit bis zu ${maxAliases} Aliasen${rest ? partDe(rest) : ''}`,
    moreAliases: (name, from, to, rest) => `Namensraum @${name}: ${to} Aliase statt ${from}${partDe(rest)}`,
  },
};

const partEn = (rest: Rest): string => (isWhole(rest) ? '' : `, ${rest.days} of ${rest.of} days`);
const partDe = (rest: Rest): string => (isWhole(rest) ? '' : `, ${rest.days} von ${rest.of} Tagen`);
