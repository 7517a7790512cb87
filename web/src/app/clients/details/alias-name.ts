import type { PlainKey } from '../../core/i18n/i18n-keys';

const LONGEST = 25;

/** Names by which somebody would pass for whoever runs the portal, or that programs take for something else. */
const RESERVED = new Set(
  (
    'abuse admin administrator anydesk helpdesk hostmaster mydesk null operator portal postmaster root rustdesk security ' +
    'support system undefined webmaster'
  ).split(' '),
);

/** The namespace that everybody may use. */
export const PUBLIC_NAMESPACE = 'ad';
/** How many public aliases a client may have. */
export const MOST_PUBLIC = 3;

export const namespaceOf = (alias: string): string => alias.slice(alias.indexOf('@') + 1);

/**
 * Why a text can be no alias, as the key of a text; undefined where it can. The server has the last word: this says while
 * typing what it would say.
 *
 * @param own the account's own namespace, if it has one
 */
export function aliasFault(alias: string, own: string | undefined): PlainKey | undefined {
  const [name = '', namespace = '', ...rest] = alias.trim().split('@');
  if (rest.length > 0) return 'clients.alias-fault.form';
  if (!/^[0-9A-Za-z._-]*$/.test(name)) return 'clients.alias-fault.letters';
  if (name.length > LONGEST) return 'clients.alias-fault.long';
  if (!/^[0-9A-Za-z](.*[0-9A-Za-z])?$/.test(name)) return 'clients.alias-fault.ends';
  if (/^\d+$/.test(name)) return 'clients.alias-fault.digits';
  if (/^xn--/i.test(name) || RESERVED.has(name.toLowerCase())) return 'clients.alias-fault.reserved';
  if (namespace === '') return 'clients.alias-fault.form';
  return namespace === PUBLIC_NAMESPACE || namespace === own ? undefined : 'clients.alias-fault.namespace';
}
