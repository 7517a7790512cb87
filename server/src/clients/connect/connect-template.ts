/** What an account has that has not said otherwise. */
export const DEFAULT_TEMPLATE = 'anydesk:{id}';

const LONGEST = 300;
const PLACE = '{id}';
/** Stands for the prefix of the account's custom clients, which have links of their own: `anydesk:AnyDesk-{prefix}:{id}`. */
const PREFIX_PLACE = '{prefix}';
/** A prefix as they are. */
const SOME_PREFIX = 'ad_k3m9xq';
// Letters that mean nothing outside of an address: no space, quote, angle or curly bracket, backslash, or letter beyond ASCII.
const HARMLESS = /^[A-Za-z0-9\-._~:/?#[\]@!$&()*+,;=%]+$/;
const SCHEME = /^([a-z][a-z0-9+.-]{1,30}):/;
/** Schemes by which a page or the system runs, reads or finds something. Any other opens the program that was installed for it. */
const REFUSED =
  /^(javascript|vbscript|livescript|data|file|blob|filesystem|about|view-source|jar|mhtml|mk|res|resource|chrome|edge|opera|moz|moz-extension|chrome-extension|http|ftp|ws|wss|mailto|tel|sms|intent|android-app|shell|search|search-ms|ms-.*|hcp|help|its|ldap|ldaps|smb|nfs|dav|davs|webdav|telnet|ssh|git|svn|steam|itms.*)$/;

/**
 * Why a text can be no link to clients: `{id}` stands in it for a client's number once, `{prefix}` may stand in it behind the
 * scheme once for the account's prefix, and a program opens it or a page by https. Undefined where it can.
 */
export function reasonAgainst(template: string): string | undefined {
  if (template.length > LONGEST) return `must have ${LONGEST} characters at most`;
  const [before = '', ...rest] = template.split(PLACE);
  if (rest.length !== 1) return 'must have {id} in it once, which stands for the number';
  if (template.split(PREFIX_PLACE).length > 2) return 'may have {prefix} in it once, which stands for the prefix';
  const link = linkOf(withPrefix(template, SOME_PREFIX) ?? '', '1234567890');
  if (!HARMLESS.test(link)) return 'may have the characters of an address only, others as %XX';
  if (/%(?![0-9A-Fa-f]{2})|%[01][0-9A-Fa-f]|%7f/i.test(link))
    return 'must have two digits behind each %, and no control characters';

  const scheme = SCHEME.exec(before)?.[1];
  if (!scheme) return 'must begin with the name of a scheme in small letters, such as anydesk: or https:';
  if (REFUSED.test(scheme)) return `must not begin with ${scheme}:`;
  if (!URL.canParse(link)) return 'must be an address';
  const { username, password } = new URL(link);
  if (username || password) return 'must not have a user or password in it';
  // A number in the place of the host would be an address of its own.
  if (scheme === 'https' && !/^https:\/\/[^/?#]+[/?#]/.test(before)) return 'must name a host before {id}';
  return undefined;
}

/** The template with the account's prefix in it; null where it asks for one and the account has none yet. */
export function withPrefix(template: string, prefix: string | null): string | null {
  if (!template.includes(PREFIX_PLACE)) return template;
  return prefix === null ? null : template.replace(PREFIX_PLACE, prefix);
}

/** The link to a client. */
export const linkOf = (template: string, clientId: string): string => template.replace(PLACE, clientId);
