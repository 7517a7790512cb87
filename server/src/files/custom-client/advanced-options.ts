import { isPlain } from '../../core/graphql/validation.ts';

/** The longest text of options, in characters. */
export const MAX_OPTIONS = 4_000;
const MAX_LINES = 50;
const MAX_VALUE = 200;
const KEY = /^[A-Za-z_][\w.-]{0,63}$/;
/** The option that pins the module which a client runs, whatever its own version. */
const MODULE = '_module';
const PINNED = /^anydesk-\d{1,4}(\.\d{1,4}){0,3}$/;

/** Options as their keys and values, or what is wrong with the first line that is no option. */
export type ReadOptions = { readonly options: Readonly<Record<string, string>> } | { readonly fault: string };

/** Reads lines of `key=value`. Blank lines and those that begin with # say nothing. */
export function readOptions(text: string): ReadOptions {
  const lines = text.split('\n').map(line => line.trim());
  if (lines.length > MAX_LINES) return { fault: `must be at most ${MAX_LINES} lines` };
  const options = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [key = '', ...rest] = line.split('=');
    const value = rest.join('=').trim();
    const fault = rest.length === 0 ? 'must be key=value' : faultOf(key.trim(), value, options);
    if (fault) return { fault: `line ${index + 1} ${fault}` };
    options.set(key.trim(), value);
  }
  return { options: Object.fromEntries(options) };
}

/** The module that the options pin, such as `anydesk-8.0.6`; null where they pin none. */
export function pinnedModule(text: string): string | null {
  const read = readOptions(text);
  return ('options' in read && read.options[MODULE]) || null;
}

function faultOf(key: string, value: string, known: ReadonlyMap<string, string>): string | undefined {
  if (!KEY.test(key) || key === '__proto__') return 'has a key that is none: letters, digits and . _ -';
  if (known.has(key)) return `sets ${key} once more`;
  if (value.length > MAX_VALUE || !isPlain(value))
    return `has a value that is longer than ${MAX_VALUE} characters, or not plain`;
  if (key === MODULE && !PINNED.test(value)) return 'must name a module such as anydesk-8.0.6';
  return undefined;
}
