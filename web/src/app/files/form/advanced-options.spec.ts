import { type OptionFault, faultIn } from './advanced-options';

describe('advanced options', () => {
  it('are lines of key=value, with blank lines and remarks between', () => {
    expect(faultIn('# for the shops\n\nproxy.host=10.0.0.1\n_module=anydesk-8.0.6')).toBeUndefined();
    expect(faultIn('')).toBeUndefined();
  });

  const faults: [what: string, text: string, line: number, fault: OptionFault][] = [
    ['no value', 'a=1\nb', 2, 'form'],
    ['a key that is none', '1a=1', 1, 'key'],
    ['a key twice', 'a=1\n\na=2', 3, 'twice'],
    ['a value that is too long', `a=${'x'.repeat(201)}`, 1, 'value'],
    ['a module that is none', '_module=latest', 1, 'module'],
    ['too many lines', 'a\n'.repeat(51), 51, 'lines'],
  ];
  for (const [what, text, line, fault] of faults) {
    it(`are at fault with ${what}`, () => {
      expect(faultIn(text)).toEqual({ line, fault });
    });
  }
});
