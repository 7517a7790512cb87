#!/usr/bin/env node
import { connectCommand, endCommand, sessionsCommand, statusCommand } from './cli/control-commands.ts';
import { enrollCommand } from './cli/enroll-command.ts';
import { EXIT, type Invocation, UsageError, newInvocation } from './cli/invocation.ts';
import { runCommand } from './cli/run-command.ts';
import { USAGE } from './cli/usage.ts';
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
};

async function main(): Promise<number> {
  const invocation = newInvocation(process.argv.slice(2), process.env, text => process.stdout.write(text));
  const { words, options, print } = invocation;
  if (options.version) {
    print(VERSION);
    return EXIT.done;
  }
  const [name] = words;
  if (options.help || name === 'help') {
    process.stdout.write(USAGE);
    return EXIT.done;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(name === undefined ? 'No command is given' : `There is no command ${name}`);
  return command(invocation);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof NotRunning) return EXIT.failed;
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
