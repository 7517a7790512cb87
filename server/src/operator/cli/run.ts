import { ConfigError } from '../../core/settings/config.ts';
import { ApiError, type ErrorCode } from '../../core/errors.ts';
import type { Office } from '../office.ts';
import { Call } from './call.ts';
import type { Command } from './command.ts';
import { Refusal, UsageError } from './refusals.ts';
import { usage, usageOf } from './usage.ts';

/** Where a command writes, a text of one or more lines at a time. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** What can be done about the refusals that commands share with the API. */
const ADVICE: Partial<Record<ErrorCode, string>> = {
  NOT_FOUND: 'Look it up by the command `list`.',
  CONFLICT: 'Look at its state by the commands `show` or `list`; there may be nothing left to do.',
  SEAT_LIMIT_REACHED: 'Have clients removed first, or set a higher limit.',
  SESSION_LIMIT_REACHED: 'Wait until sessions have ended, or set a higher limit.',
  DEVICE_LIMIT_REACHED: 'Wait until sessions have ended, or set a higher limit.',
  ALIAS_LIMIT_REACHED: 'Have aliases given up first, or set a higher limit.',
  NAMESPACE_TAKEN: 'Choose another name.',
  SELLER_NOT_SET_UP: 'Set SELLER_NAME and the settings after it.',
};

/**
 * Runs a command line, and writes what it answers or why it does not.
 *
 * @returns the exit code: 0 done, 1 refused, 2 wrong usage
 */
export async function runCommandLine(
  args: readonly string[],
  commands: readonly Command[],
  office: Office,
  output: Output,
): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, place) => args[place] === word));
  if (!command) return withoutCommand(args, commands, output);
  const isJson = args.includes('--json');
  try {
    const call = Call.of(command, args.slice(command.name.split(' ').length));
    if (call.isFlag('help')) {
      output.out(usageOf(command));
      return 0;
    }
    const { json, text, isFault = false } = await command.run(call, office);
    output.out(isJson ? JSON.stringify(json, null, 2) : text);
    return isFault ? 1 : 0;
  } catch (error) {
    if (error instanceof UsageError) {
      output.err(`${error.message}\n\n${usageOf(command)}`);
      return 2;
    }
    output.err(isJson ? JSON.stringify({ error: refusalOf(error) }, null, 2) : sentenceOf(refusalOf(error)));
    return 1;
  }
}

function withoutCommand(args: readonly string[], commands: readonly Command[], { out, err }: Output): number {
  const words = args.filter(arg => !arg.startsWith('-'));
  if (words.length === 0 && (args.length === 0 || args.includes('--help'))) {
    out(usage(commands));
    return 0;
  }
  // Of a whole group, such as `accounts --help`.
  const group = commands.filter(({ name }) => name.startsWith(`${words[0] ?? ''} `));
  if (group.length > 0 && words.length === 1 && args.includes('--help')) {
    out(usage(group));
    return 0;
  }
  err(`No such command: ${words.slice(0, 2).join(' ')}\n\n${usage(group.length > 0 ? group : commands)}`);
  return 2;
}

interface Refused {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
  readonly advice: string;
}

function refusalOf(error: unknown): Refused {
  if (error instanceof Refusal) {
    const { code, message, advice, details } = error;
    return { code, message, ...(details && { details }), advice };
  }
  if (error instanceof ApiError) {
    const { code, message, extensions } = error;
    return { code, message, details: extensions['details'], advice: ADVICE[code] ?? 'Change what was asked for.' };
  }
  if (error instanceof ConfigError) {
    return { code: 'SETTINGS_WRONG', message: error.message, advice: 'Correct them; `settings check` shows all.' };
  }
  const message = error instanceof Error ? error.message || error.name : String(error);
  return {
    code: 'FAILED',
    message,
    advice: 'Nothing was changed, unless it says otherwise; `settings check` may tell more.',
  };
}

function sentenceOf({ code, message, details, advice }: Refused): string {
  const facts = details === undefined ? [] : [`  ${JSON.stringify(details)}`];
  return [`Refused (${code}): ${message}`, ...facts, advice].join('\n');
}
