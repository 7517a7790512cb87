import { vatOf } from '../../core/money.ts';
import { taxFor, VatCategory } from './tax.ts';

const DE = { country: 'DE' };

describe('the tax on what is sold', () => {
  const cases: [
    what: string,
    country: string | null,
    vatId: string | null,
    category: VatCategory,
    basisPoints: number,
  ][] = [
    ['a customer of the same country', 'DE', null, VatCategory.STANDARD, 1_900],
    ['a company of the same country', 'DE', 'DE136695976', VatCategory.STANDARD, 1_900],
    ['a company of another country of the Union', 'AT', 'ATU37675002', VatCategory.REVERSE_CHARGE, 0],
    ['somebody without a VAT id of another country of the Union', 'AT', null, VatCategory.STANDARD, 1_900],
    ['somebody outside of the Union', 'GB', null, VatCategory.OUTSIDE_SCOPE, 0],
    ['a company outside of the Union', 'CH', 'CHE100155212', VatCategory.OUTSIDE_SCOPE, 0],
    ['somebody of whom no country is known', null, null, VatCategory.STANDARD, 1_900],
  ];
  for (const [what, country, vatId, category, basisPoints] of cases) {
    it(`to ${what} is ${category} with ${basisPoints / 100} %`, () => {
      expect(taxFor(DE, { country, vatId }, 1_900)).toEqual({ category, basisPoints });
    });
  }

  it('of a seller who charges none is none, and exempt', () => {
    expect(taxFor(DE, { country: 'DE', vatId: null }, 0)).toEqual({ category: VatCategory.EXEMPT, basisPoints: 0 });
  });

  it('of a seller outside of the Union is charged to their own country alone', () => {
    const seller = { country: 'CH' };
    const outside = { category: VatCategory.OUTSIDE_SCOPE, basisPoints: 0 };
    expect(taxFor(seller, { country: 'DE', vatId: 'DE136695976' }, 810)).toEqual(outside);
    expect(taxFor(seller, { country: 'CH', vatId: null }, 810).basisPoints).toBe(810);
  });

  const roundings: [netCents: number, basisPoints: number, vatCents: number][] = [
    [100, 1_900, 19],
    [50, 1_900, 10],
    [150, 100, 2],
    [149, 100, 1],
    [1, 1_900, 0],
    [3, 1_900, 1],
    [2_147_483_647, 1_900, 408_021_893],
    [0, 1_900, 0],
  ];
  for (const [netCents, basisPoints, vatCents] of roundings) {
    it(`on ${netCents} cents at ${basisPoints / 100} % is ${vatCents} cents, half a cent up`, () => {
      expect(vatOf(netCents, basisPoints)).toBe(vatCents);
    });
  }
});
