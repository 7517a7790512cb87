/** What is wrong with a line of advanced options. */
export type OptionFault = 'form' | 'key' | 'twice' | 'value' | 'module' | 'lines';

const MAX_LINES = 50;
const MAX_VALUE = 200;
const KEY = /^[A-Za-z_][\w.-]{0,63}$/;
const MODULE = /^anydesk-\d{1,4}(\.\d{1,4}){0,3}$/;

/** The first line that is no `key=value`, counted from 1, and why. The server's rule, said while one types. */
export function faultIn(text: string): { readonly line: number; readonly fault: OptionFault } | undefined {
  const lines = text.split('\n').map(line => line.trim());
  if (lines.length > MAX_LINES) return { line: MAX_LINES + 1, fault: 'lines' };
  const known = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const fault = faultOf(line, known);
    if (fault) return { line: index + 1, fault };
  }
  return undefined;
}

function faultOf(line: string, known: Set<string>): OptionFault | undefined {
  const at = line.indexOf('=');
  if (at < 0) return 'form';
  const key = line.slice(0, at).trim();
  const value = line.slice(at + 1).trim();
  if (!KEY.test(key)) return 'key';
  if (known.has(key)) return 'twice';
  known.add(key);
  if (value.length > MAX_VALUE) return 'value';
  return key === '_module' && !MODULE.test(value) ? 'module' : undefined;
}
