/** How many characters a name has at most. */
const LONGEST = 25;
const LETTERS = /^[0-9A-Za-z._-]+$/;
const ENDS = /^[0-9A-Za-z](.*[0-9A-Za-z])?$/;

/** Names by which somebody would pass for whoever runs the portal, or that programs take for something else. */
const RESERVED = new Set([
  'abuse',
  'admin',
  'administrator',
  'anydesk',
  'helpdesk',
  'hostmaster',
  'mydesk',
  'null',
  'operator',
  'portal',
  'postmaster',
  'root',
  'rustdesk',
  'security',
  'support',
  'system',
  'undefined',
  'webmaster',
]);

/** An alias that may be: what is given is kept letter by letter, and found in any case. */
export interface AliasName {
  readonly name: string;
  readonly lowerName: string;
  readonly namespace: string;
}

/**
 * Reads an alias, `name@namespace`. Nothing is mended: what does not fit is refused.
 *
 * @returns the reason where it can be none
 */
export function readAlias(alias: string): AliasName | { readonly reason: string } {
  const [name = '', namespace, ...rest] = alias.length > 100 ? [] : alias.split('@');
  if (!namespace || rest.length > 0) return { reason: 'must be a name, @ and a namespace' };

  const reason = reasonAgainst(name);
  return reason ? { reason } : { name, lowerName: name.toLowerCase(), namespace };
}

function reasonAgainst(name: string): string | undefined {
  if (name.length < 1 || name.length > LONGEST) return `must have a name of 1 to ${LONGEST} characters`;
  if (!LETTERS.test(name)) return 'may have the letters A to Z, digits and . _ - in its name';
  if (!ENDS.test(name)) return 'must have a name that begins and ends with a letter or digit';
  if (/^\d+$/.test(name)) return 'must not have a name of digits alone, which would be a number';
  if (/^xn--/i.test(name)) return 'must not have a name that begins with xn--';
  return RESERVED.has(name.toLowerCase()) ? 'must not have a reserved name' : undefined;
}

/** What a name looks like at a glance: two public names that look the same are one too many. */
export const lookOf = (name: string): string => name.replace(/[I1l]/g, 'l').replace(/[O0]/g, 'o').toLowerCase();
