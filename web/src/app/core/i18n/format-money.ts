const formats = new Map<string, Intl.NumberFormat>();

/** Whole cents as `language` (a BCP 47 tag) writes money, always with both decimals. */
export function formatMoney(cents: number, language: string, currency = 'EUR'): string {
  const key = `${language} ${currency}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language, { style: 'currency', currency })));
  return format.format(cents / 100);
}
