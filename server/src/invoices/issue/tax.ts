import { EU_COUNTRIES } from '../../core/countries.ts';

/** Why an invoice has the tax that it has, by the codes of UNTDID 5305 that e-invoices use. */
export enum VatCategory {
  STANDARD = 'S',
  /** The recipient owes the tax. */
  REVERSE_CHARGE = 'AE',
  /** The service is taxed where the recipient is. */
  OUTSIDE_SCOPE = 'O',
  EXEMPT = 'E',
}

/** The tax on an invoice. */
export interface Tax {
  readonly category: VatCategory;
  /** In hundredths of a percent. */
  readonly basisPoints: number;
}

/** Where somebody is taxed. */
export interface Taxable {
  readonly country: string | null;
  readonly vatId: string | null;
}

/**
 * The tax on a service that is sold to `buyer`: see docs/adr/0009. Within the seller's country its own rate; to a company of
 * another country of the Union none, as the recipient owes it; to anybody else there the seller's rate; outside of the Union
 * none. A buyer of whom no country is known counts as one of the seller's.
 *
 * @param basisPoints the seller's own rate; 0 for a seller who charges no tax
 */
export function taxFor(seller: { readonly country: string }, buyer: Taxable, basisPoints: number): Tax {
  const own: Tax = { category: basisPoints === 0 ? VatCategory.EXEMPT : VatCategory.STANDARD, basisPoints };
  const { country, vatId } = buyer;
  if (country === null || country === seller.country) return own;
  if (!EU_COUNTRIES.has(country) || !EU_COUNTRIES.has(seller.country)) {
    return { category: VatCategory.OUTSIDE_SCOPE, basisPoints: 0 };
  }
  return vatId === null ? own : { category: VatCategory.REVERSE_CHARGE, basisPoints: 0 };
}
