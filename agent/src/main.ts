#!/usr/bin/env node
import { configCommand } from './cli/config-command.ts';
import { connectCommand, endCommand, sessionsCommand, statusCommand } from './cli/control-commands.ts';
import { enrollCommand } from './cli/enroll-command.ts';
import { EXIT, type Invocation, UsageError, newInvocation } from './cli/invocation.ts';
import { runCommand } from './cli/run-command.ts';
import { USAGE } from './cli/usage.ts';
import { readPackage, programFolder } from './custom/package.ts';
import { Tampered } from './custom/tampered.ts';
import { NotRunning } from './control/control-client.ts';
import { printable } from './printable.ts';
import { Refusal } from './refusal.ts';
import { VERSION } from './version.ts';

const COMMANDS: Readonly<Record<string, (invocation: Invocation) => Promise<number>>> = {
  enroll: enrollCommand,
  run: runCommand,
  status: statusCommand,
  connect: connectCommand,
  sessions: sessionsCommand,
  end: endCommand,
  config: configCommand,
};

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const write = (text: string) => process.stdout.write(text);
  const { words, options, print } = newInvocation(args, process.env, write);
  if (options.version) {
    print(VERSION);
    return EXIT.done;
  }
  if (options.help || words[0] === 'help') {
    process.stdout.write(USAGE);
    return EXIT.done;
  }
  const pack = await readPackage(programFolder(import.meta.url));
  // A custom client that is simply started runs.
  const name = words[0] ?? (pack && 'run');
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(name === undefined ? 'No command is given' : `There is no command ${name}`);
  return command(newInvocation(args, process.env, write, pack));
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof NotRunning) return EXIT.failed;
  if (error instanceof Tampered) return EXIT.tampered;
  return error instanceof Refusal ? EXIT.refused : EXIT.failed;
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}. See mydesk-agent --help`;
  if (!(error instanceof Refusal)) return error instanceof Error ? error.message : String(error);
  const facts = Object.keys(error.details).length > 0 ? ` ${JSON.stringify(error.details)}` : '';
  return `Refused (${error.code}): ${error.message}${facts}`;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(printable(`mydesk-agent: ${explain(error)}`));
  process.exitCode = exitCodeOf(error);
}
