import { namesBy } from './alias-pattern.ts';

describe('an alias by a pattern', () => {
  const client = { id: '123456789', hostName: 'till-3.shop.example' };
  const cases: [pattern: string, hostName: string | null, names: string[]][] = [
    ['shop-{host}', 'till-3.shop.example', ['shop-till-3', 'shop-till-3-6789']],
    ['{host}', 'Kasse Süd', ['Kasse-Sud', 'Kasse-Sud-6789']],
    ['{host}', null, ['123456789', '123456789-6789']],
    ['c{id}', 'x', ['c123456789', 'c123456789-6789']],
    ['{host}', '--..a', ['', '-6789']],
    ['{host}', 'a-very-long-name-of-a-machine', ['a-very-long-name-of-a-mac', 'a-very-long-name-of-6789']],
    ['{host}-{id}', 'desk', ['desk-123456789', 'desk-123456789-6789']],
    ['{host}', '日本', ['', '-6789']],
  ];
  for (const [pattern, hostName, names] of cases) {
    it(`is ${names[0] ?? ''} of ${pattern} for ${String(hostName)}`, () => {
      expect(namesBy(pattern, { ...client, hostName })).toEqual(names);
    });
  }
});
