import { formatMoney } from './format-money';

describe('money', () => {
  const shown = (cents: number, language: string) => formatMoney(cents, language).replace(/\u00a0/g, ' ');

  it('is written as the language writes it, from whole cents', () => {
    expect(shown(123450, 'en-GB')).toBe('€1,234.50');
    expect(shown(123450, 'de-DE')).toBe('1.234,50 €');
  });

  it('has both decimals, and may be negative or nothing', () => {
    expect(shown(40_000, 'de-DE')).toBe('400,00 €');
    expect(shown(-5, 'de-DE')).toBe('-0,05 €');
    expect(shown(0, 'en-GB')).toBe('€0.00');
  });
});
