import { lookOf, readAlias } from './alias-name.ts';

describe('an alias', () => {
  const good: [alias: string, name: string, namespace: string][] = [
    ['a@ad', 'a', 'ad'],
    ['Front-Desk_2.b@acme', 'Front-Desk_2.b', 'acme'],
    [`${'x'.repeat(25)}@ad`, 'x'.repeat(25), 'ad'],
    ['1a@ad', '1a', 'ad'],
    ['a--b@ad', 'a--b', 'ad'],
    ['supporter@ad', 'supporter', 'ad'],
  ];
  for (const [alias, name, namespace] of good) {
    it(`may be ${alias}`, () => {
      expect(readAlias(alias)).toEqual({ name, lowerName: name.toLowerCase(), namespace });
    });
  }

  const bad = [
    '',
    'a',
    '@ad',
    'a@',
    'a@ad@ad',
    `${'x'.repeat(26)}@ad`,
    '.a@ad',
    'a-@ad',
    '_@ad',
    '123456789@ad',
    'a b@ad',
    ' a@ad',
    'a\u200b@ad',
    'kаsse@ad', // a Cyrillic а
    'ａ@ad',
    'ﬁ@ad',
    'İ@ad',
    'a\u202eb@ad',
    'a\u2011b@ad',
    'a\u0000@ad',
    'xn--a@ad',
    'XN--a@ad',
    'Admin@ad',
    'SUPPORT@acme',
    "a'@ad",
    'a%@ad',
    '<b>@ad',
    `${'x'.repeat(100_000)}@ad`,
  ];
  for (const alias of bad) {
    it(`may not be ${JSON.stringify(alias).slice(0, 40)}`, () => {
      expect(readAlias(alias)).toEqual({ reason: jasmine.stringMatching(/^(must|may)/) });
    });
  }

  it('looks like another where a letter or digit could be taken for one of the other', () => {
    expect(lookOf('PayPaI')).toBe(lookOf('paypal'));
    expect(lookOf('ro0m-1')).toBe(lookOf('rOom-l'));
    expect(lookOf('ali')).not.toBe(lookOf('all'));
    expect(lookOf('a.b')).not.toBe(lookOf('a-b'));
  });
});
