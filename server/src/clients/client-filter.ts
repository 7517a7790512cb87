import type { ClientFilter } from './client.input.ts';

/** What a filter means in SQL, over `client c`. */
export interface Conditions {
  /** To be joined by AND; the account is always the first, with the value $1. */
  readonly conditions: string[];
  readonly values: unknown[];
  /** Names the conditions, without their values: the same shape is the same text. */
  readonly shape: string;
}

/** The clients of an account that a filter lets through. */
export function conditionsOf(accountId: string, { ids, presence, platform, search }: ClientFilter): Conditions {
  const values: unknown[] = [accountId];
  const conditions = ['c.account_id = $1'];
  let shape = '';
  const add = (word: string, value: unknown, condition: (parameter: string) => string): void => {
    conditions.push(condition(`$${values.push(value)}`));
    shape += `${word} `;
  };

  if (ids) add('ids', ids, ids => `c.id = ANY (${ids}::text[])`);
  if (presence) add('presence', presence, presences => `c.presence = ANY (${presences}::text[])`);
  if (platform) add('platform', platform, platforms => `c.platform = ANY (${platforms}::text[])`);
  if (search) {
    add('search', escaped(search), searched => {
      const within = ['alias', 'host_name', 'comment'].map(column => `c.${column} ILIKE '%' || ${searched} || '%'`);
      return `(c.id LIKE ${searched} || '%' OR ${within.join(' OR ')})`;
    });
  }
  return { conditions, values, shape };
}

/** A text of which no character has a meaning of its own in LIKE. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
