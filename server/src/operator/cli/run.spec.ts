import { portalCommand } from '../../../test/operator.ts';
import { useApi } from '../../../test/use-api.ts';
import { COMMANDS } from '../commands/commands.ts';

describe('a command line', () => {
  const api = useApi();
  const portal = (line: string) => portalCommand(api, line);

  for (const { name, takes = [], options = {}, example } of COMMANDS) {
    it(`tells how ${name} is used`, async () => {
      const { code, out, err } = await portal(`${name} --help`);
      expect([code, err]).toEqual([0, '']);
      for (const word of [name, ...takes, ...Object.keys(options), '--json', '--by', `portal ${example}`]) {
        expect(out).toContain(word);
      }
      expect(example.startsWith(name)).toBeTrue();
    });
  }

  it('tells what there is', async () => {
    const { code, out } = await portal('--help');
    expect(code).toBe(0);
    for (const { name } of COMMANDS) expect(out).toContain(name);
    expect((await portal('')).out).toBe(out);
    const group = await portal('accounts --help');
    expect([group.code, group.out.includes('accounts show'), group.out.includes('users list')]).toEqual([
      0,
      true,
      false,
    ]);
  });

  const wrong: [line: string, says: string][] = [
    ['account', 'No such command: account'],
    ['accounts', 'No such command: accounts'],
    ['accounts remove 5', 'No such command: accounts remove'],
    ['accounts show', 'ACCOUNT is missing'],
    ['accounts show 5 6', 'Unexpected: 6'],
    ['accounts list --limit 1001', '--limit must be a whole number, 1 to 1000'],
    ['accounts list --limit -1', ''],
    ['accounts list --all', "Unknown option '--all'"],
    ['accounts create --name A --email a@example.com', '--product must be given'],
    ['accounts create --name A --email a@b@c --product power', '--email must be one plain e-mail address'],
    [
      'accounts create --name A --email a@example.com --product gold',
      '--product must be one of essentials, performance',
    ],
    ['accounts create --name A --email a@example.com --product power --expires 2027-02-30', '--expires must be a day'],
    ['accounts create --name A --email a@example.com --product power --trial --renews yes', 'A trial does not renew'],
    ['accounts suspend 5 --by "\u001b[2J"', '--by must be a line of 1 to 100 characters'],
  ];
  for (const [line, says] of wrong) {
    it(`that is wrong is refused with how it is meant, and nothing is done (${JSON.stringify(line)})`, async () => {
      const { code, out, err } = await portal(line);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(says);
      expect(err).toContain('Usage');
    });
  }
});
