import { pinnedModule, readOptions } from './advanced-options.ts';

describe('advanced options', () => {
  it('are lines of key=value', () => {
    expect(readOptions(' a.b = 1 \n# a remark\n\n_c=x=y\nempty=')).toEqual({
      options: { 'a.b': '1', _c: 'x=y', empty: '' },
    });
    expect(readOptions('')).toEqual({ options: {} });
  });

  it('pin the module by _module', () => {
    expect(pinnedModule('a=1\n_module=anydesk-8.0.6')).toBe('anydesk-8.0.6');
    expect(pinnedModule('a=1')).toBeNull();
    expect(pinnedModule('_module=nonsense')).toBeNull();
  });

  const refused: [what: string, text: string][] = [
    ['a line that is none', 'a=1\nno option'],
    ['a key twice', 'a=1\na=2'],
    ['a key with a space', 'a b=1'],
    ['no key', '=1'],
    ['a key that objects have', '__proto__=1'],
    ['a long value', `a=${'x'.repeat(201)}`],
    ['a value that turns the reading around', 'a=\u202eb'],
    ['a control character', 'a=\u0007'],
    ['a module that is none', '_module=anydesk'],
    ['a module with a path', '_module=anydesk-../../x'],
    ['too many lines', 'a\n'.repeat(60)],
  ];
  for (const [what, text] of refused) {
    it(`are refused with ${what}`, () => expect(Object.keys(readOptions(text))).toEqual(['fault']));
  }
});
