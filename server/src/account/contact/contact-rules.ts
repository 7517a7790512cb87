import { checkVAT, countries } from 'jsvat';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A telephone number as it is stored, such as `+49 30 5550142`; null where it can be none.
 *
 * @param typed at most 30 characters, as it is dialed in the country or with + and the code of one
 * @param country where it is dialed; null where nobody knows
 */
export function readPhone(typed: string, country: string | null): string | null {
  const home = country !== null && isSupportedCountry(country) ? country : undefined;
  const phone = parsePhoneNumberFromString(typed, { ...(home && { defaultCountry: home }), extract: false });
  return phone?.isValid() ? phone.formatInternational() : null;
}

/**
 * A number for value added tax as it is stored, without spaces; null where its check digits are wrong, or it is none of
 * that country. Whether the tax office has given it to anybody is not known here.
 *
 * @param typed at most 20 characters
 */
export function readVatId(typed: string, country: string): string | null {
  const checked = checkVAT(typed, countries);
  return checked.isValid && checked.country?.isoCode.short === country ? (checked.value ?? null) : null;
}
