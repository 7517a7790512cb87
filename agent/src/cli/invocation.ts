import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import type { Package } from '../custom/package.ts';
import { defaultIdentityPath } from '../identity-file.ts';
import { Log, type LogFormat } from '../log.ts';
import { printable } from '../printable.ts';

/** What a script that runs the agent can tell apart. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  notEnrolled: 3,
  refused: 4,
  unauthenticated: 10,
  removed: 11,
  superseded: 12,
  tampered: 13,
} as const;

/** The command line is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const OPTIONS = {
  'allow-http': { type: 'boolean' },
  comment: { type: 'string' },
  'hardware-id': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  'host-name': { type: 'string' },
  identity: { type: 'string' },
  json: { type: 'boolean' },
  license: { type: 'string' },
  'log-format': { type: 'string' },
  'refuse-incoming': { type: 'boolean' },
  server: { type: 'string' },
  version: { type: 'boolean' },
} as const;

/** One call of the program: what was asked, and where the answer goes. */
export interface Invocation {
  /** The command and its arguments. */
  readonly words: readonly string[];
  readonly options: ReturnType<typeof parse>['values'];
  readonly environment: NodeJS.ProcessEnv;
  readonly identityPath: string;
  /** The custom client that lies beside the program. */
  readonly pack: Package | undefined;
  readonly log: Log;
  /** Writes a line for the person or script that called. */
  readonly print: (line: string) => void;
}

/**
 * Reads the command line.
 *
 * @throws UsageError on an unknown option or a format that does not exist
 */
export function newInvocation(
  args: string[],
  environment: NodeJS.ProcessEnv,
  write: (text: string) => void,
  pack?: Package,
): Invocation {
  const { values, positionals } = parse(args);
  const print = (line: string): void => {
    write(`${printable(line)}\n`);
  };
  const log = new Log(print, () => new Date(), logFormat(values['log-format'] ?? 'logfmt'));
  const identityPath = values.identity ?? defaultIdentityPath(environment, pack?.configuration.customClient);
  return { words: positionals, options: values, environment, identityPath, pack, log, print };
}

/**
 * A secret: from its option, its variable, or the file that `<variable>_FILE` names. The last two keep it out of the process list.
 *
 * @throws Error where the file cannot be read
 */
export function secretFrom(
  option: string | undefined,
  variable: string,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const path = environment[`${variable}_FILE`];
  return option ?? environment[variable] ?? (path === undefined ? undefined : readFileSync(path, 'utf8').trim());
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function logFormat(name: string): LogFormat {
  if (name !== 'logfmt' && name !== 'json') throw new UsageError('--log-format is logfmt or json');
  return name;
}
