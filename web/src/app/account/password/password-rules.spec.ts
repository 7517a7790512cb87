import { PASSWORD_RULES } from './password-rules';

describe('the rules for a new password', () => {
  const broken = (password: string, email = 'anna@northwind.example') =>
    PASSWORD_RULES.filter(({ isMet }) => !isMet(password, email)).map(({ word }) => word);

  const cases: [password: string, broken: string[]][] = [
    ['four green parrots sing', []],
    ['', ['long', 'varied', 'unlike']],
    ['parrots', ['long']],
    ['aaaaaaaaaaaa', ['varied']],
    ['abcabcabcabcabc', ['varied']],
    ['QWERTYUIOPASDF', ['varied']],
    ['987654321098765', ['varied']],
    ['Anna@northwind.example', ['unlike']],
    ['anna', ['long', 'varied', 'unlike']],
  ];
  for (const [password, words] of cases) {
    it(`are ${words.length > 0 ? `broken (${words.join(', ')})` : 'met'} by ${JSON.stringify(password)}`, () =>
      expect(broken(password)).toEqual(words as ReturnType<typeof broken>));
  }
});
