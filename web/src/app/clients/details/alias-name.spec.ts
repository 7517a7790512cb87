import { aliasFault } from './alias-name';

describe('an alias that is being typed', () => {
  const cases: [alias: string, fault: string | undefined][] = [
    ['reception@northwind', undefined],
    ['Front.Desk-1_b@ad', undefined],
    ['a@ad', undefined],
    [`${'x'.repeat(25)}@ad`, undefined],
    [`${'x'.repeat(26)}@ad`, 'clients.alias-fault.long'],
    ['reception', 'clients.alias-fault.form'],
    ['reception@', 'clients.alias-fault.form'],
    ['a@b@ad', 'clients.alias-fault.form'],
    ['reception@other', 'clients.alias-fault.namespace'],
    ['front desk@ad', 'clients.alias-fault.letters'],
    ['кasse-1@ad', 'clients.alias-fault.letters'],
    ['.desk@ad', 'clients.alias-fault.ends'],
    ['desk-@ad', 'clients.alias-fault.ends'],
    ['@ad', 'clients.alias-fault.ends'],
    ['123456789@ad', 'clients.alias-fault.digits'],
    ['Admin@northwind', 'clients.alias-fault.reserved'],
    ['xn--80ak@ad', 'clients.alias-fault.reserved'],
  ];

  for (const [alias, fault] of cases) {
    it(`${fault ? 'is refused' : 'may be'} ${alias}`, () =>
      expect(aliasFault(alias, 'northwind')).toBe(fault as never));
  }

  it('may be of no other namespace where the account has none of its own', () => {
    expect(aliasFault('reception@northwind', undefined)).toBe('clients.alias-fault.namespace');
  });
});
