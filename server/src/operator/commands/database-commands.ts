import type { Command, Outcome } from '../cli/command.ts';
import { table } from '../cli/shown.ts';
import type { Office } from '../office.ts';
import { verify } from '../verify.ts';

/** What the operator does with the database as a whole. */
export const DATABASE_COMMANDS: readonly Command[] = [
  {
    name: 'migrate',
    about: 'make the tables that the database lacks, as each start of the portal does',
    options: { check: { about: 'only say what is lacking; the exit code is 1 where something is' } },
    example: 'migrate --check',
    run: async (call, office) => (call.isFlag('check') ? check(office) : migrate(office)),
  },
  {
    name: 'verify',
    about: 'count everything anew, and name each number in the database that is not what was counted',
    example: 'verify',
    run: async (_, office) => {
      const differences = await verify((await office.desk()).db);
      const titles = ['Account', 'What', 'Stored', 'Counted'];
      const rows = differences.map(each => [each.accountId, each.what, each.stored, each.counted]);
      const isFault = differences.length > 0;
      return {
        json: { differences },
        text: isFault ? table(titles, rows) : 'Everything is as it was counted.',
        isFault,
      };
    },
  },
];

async function check(office: Office): Promise<Outcome> {
  const pending = await office.pendingMigrations();
  const isFault = pending.length > 0;
  const text = isFault ? `The database lacks:\n${lines(pending)}` : 'The database lacks nothing.';
  return { json: { pending }, text, isFault };
}

async function migrate(office: Office): Promise<Outcome> {
  const ran = await office.migrate();
  return { json: { ran }, text: ran.length > 0 ? `Done:\n${lines(ran)}` : 'There was nothing to do.' };
}

const lines = (names: readonly string[]): string => names.map(name => `  ${name}`).join('\n');
