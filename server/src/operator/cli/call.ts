import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isMailAddress, normalizedEmail } from '../../core/mail/mail-address.ts';
import { isPlain, lengthOf } from '../../core/graphql/validation.ts';
import { type Actor, operatorActor } from '../../events/actor.ts';
import type { Option, Signature } from './option.ts';
import { UsageError } from './refusals.ts';

/** What every command takes. */
export const GLOBAL_OPTIONS: Readonly<Record<string, Option>> = {
  json: { about: 'print JSON, for programs' },
  by: { value: 'NAME', about: 'who does it, as the log of the account shows it' },
  help: { about: 'print how the command is used, and do nothing' },
};

const LONGEST_LINE = 100;
const LARGEST = 2 ** 31 - 1;

/** A command line that was taken apart. Its methods refuse what is not as it must be, with a UsageError. */
export class Call {
  private constructor(
    private readonly values: Readonly<Record<string, string | boolean | undefined>>,
    private readonly taken: readonly string[],
  ) {}

  /** @throws UsageError for an option that the command lacks, or one that it must have */
  static of({ takes = [], options = {} }: Signature, args: readonly string[]): Call {
    const all = { ...options, ...GLOBAL_OPTIONS };
    const config: ParseArgsConfig['options'] = Object.fromEntries(
      Object.entries(all).map(([name, { value }]) => [name, { type: value ? 'string' : 'boolean' }]),
    );
    const { values, positionals } = parsed(args, config);
    const call = new Call(values, positionals);
    if (call.isFlag('help')) return call;
    if (positionals.length > takes.length) throw new UsageError(`Unexpected: ${String(positionals[takes.length])}`);
    const [lacking] = takes.slice(positionals.length);
    if (lacking) throw new UsageError(`${lacking} is missing`);
    const [missing] = Object.entries(options).filter(([name, each]) => each.isRequired && !call.has(name));
    if (missing) throw new UsageError(`--${missing[0]} must be given`);
    call.line('by');
    return call;
  }

  /** What stands at a place behind the command's name. */
  at(place: number): string {
    return this.taken[place] ?? '';
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  isFlag(name: string): boolean {
    return this.values[name] === true;
  }

  /** Who does it, for the log. */
  get actor(): Actor {
    return operatorActor(this.line('by') ?? null);
  }

  /** As it was typed; undefined where it was not given, as with all of these. */
  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** A line of 1 to 100 characters. */
  line(name: string): string | undefined {
    const value = this.text(name)?.trim();
    if (value === undefined || (value !== '' && lengthOf(value) <= LONGEST_LINE && isPlain(value))) return value;
    throw new UsageError(`--${name} must be a line of 1 to ${LONGEST_LINE} characters`);
  }

  email(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined || isMailAddress(normalizedEmail(value))) return value && normalizedEmail(value);
    throw new UsageError(`--${name} must be one plain e-mail address, such as ada@example.com`);
  }

  /** One of several words, in any case. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.text(name)?.toUpperCase();
    if (value === undefined) return undefined;
    const found = words.find(word => word.toUpperCase() === value);
    if (!found) throw new UsageError(`--${name} must be one of ${words.join(', ').toLowerCase()}`);
    return found;
  }

  isYes(name: string): boolean | undefined {
    const word = this.choice(name, ['yes', 'no']);
    return word && word === 'yes';
  }

  whole(name: string, least: number, greatest = LARGEST): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= greatest) return number;
    throw new UsageError(`--${name} must be a whole number, ${least} to ${greatest}`);
  }

  /** A whole number, or null for a word that says that there is none. */
  wholeOr(name: string, word: string, least: number): number | null | undefined {
    return this.text(name) === word ? null : this.whole(name, least);
  }

  /** A day of the calendar, at its first moment in UTC. */
  day(name: string): Date | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const day = new Date(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : Number.NaN);
    // JavaScript takes the 31st of a shorter month for the 1st of the next.
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return day;
    throw new UsageError(`--${name} must be a day, such as 2027-01-31`);
  }
}

function parsed(args: readonly string[], options: ParseArgsConfig['options']) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, strict: true, ...(options && { options }) });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
