import 'reflect-metadata';
import { openOffice } from '../open-office.ts';
import { runCommandLine } from './cli/run.ts';
import { COMMANDS } from './commands/commands.ts';

/** The command line of whoever runs the portal. */
const office = openOffice(process.env, line => process.stderr.write(line));
try {
  process.exitCode = await runCommandLine(process.argv.slice(2), COMMANDS, office, {
    out: text => console.log(text),
    err: text => console.error(text),
  });
} finally {
  await office.close();
}
