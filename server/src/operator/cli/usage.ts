import { GLOBAL_OPTIONS } from './call.ts';
import type { Command } from './command.ts';
import type { Option } from './option.ts';

const CODES = 'Exit codes: 0 done, 1 refused (with a code, and what can be done), 2 wrong usage.';

/** How the command line is used: every command with what it is for. */
export function usage(commands: readonly Command[]): string {
  const rows = commands.map(each => [signature(each), each.about] as const);
  return [
    'The command line of whoever runs the portal.',
    '',
    `Usage\n${columns(rows)}`,
    '',
    `Options of every command\n${columns(optionRows(GLOBAL_OPTIONS))}`,
    '',
    'ACCOUNT is an id, a customer number, or the e-mail address of one of its users.',
    'It works with the same settings as the portal, beside one that is running or alone.',
    CODES,
  ].join('\n');
}

/** How one command is used. */
export function usageOf(command: Command): string {
  const { about, example, options = {} } = command;
  return [
    about,
    '',
    `Usage\n  portal ${signature(command)}`,
    '',
    `Options\n${columns(optionRows({ ...options, ...GLOBAL_OPTIONS }))}`,
    '',
    `Example\n  portal ${example}`,
    '',
    CODES,
  ].join('\n');
}

const signature = ({ name, takes = [] }: Command): string => [name, ...takes].join(' ');

const optionRows = (options: Readonly<Record<string, Option>>) =>
  Object.entries(options).map(([name, { value, about, isRequired }]) => {
    const shown = value ? `--${name} ${value}` : `--${name}`;
    return [shown, isRequired ? `${about} (must be given)` : about] as const;
  });

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
