import type { ClientFilter } from '../client.input.ts';

const DAY_MS = 86_400_000;

/** Whose clients are wanted, which of them, and at what moment. */
export interface Which {
  readonly accountId: string;
  readonly filter: ClientFilter;
  readonly now: Date;
  /** A part of the filter that is not to narrow. */
  readonly except?: Facet;
}

/** What a list can be narrowed to. */
export type Facet = 'presence' | 'platform' | 'version';

/** What a filter means in SQL, over `client c`. */
export interface Conditions {
  /** To be joined by AND; the account is always the first, with the value $1. */
  readonly conditions: string[];
  readonly values: unknown[];
  /** Names the conditions, without their values: the same shape is the same text. */
  readonly shape: string;
}

/** The clients of an account that a filter lets through. */
export function conditionsOf({ accountId, filter, now, except }: Which): Conditions {
  const { ids, presence, platform, version, notSeenForDays, isCloneSuspected, search } = filter;
  const values: unknown[] = [accountId];
  const conditions = ['c.account_id = $1'];
  let shape = '';
  const add = (word: string, value: unknown, condition: (parameter: string) => string): void => {
    conditions.push(condition(`$${values.push(value)}`));
    shape += `${word} `;
  };

  if (ids) add('ids', ids, ids => `c.id = ANY (${ids}::text[])`);
  if (presence && except !== 'presence')
    add('presence', presence, presences => `c.presence = ANY (${presences}::text[])`);
  if (platform && except !== 'platform')
    add('platform', platform, platforms => `c.platform = ANY (${platforms}::text[])`);
  if (version && except !== 'version') add('version', version, versions => `c.version = ANY (${versions}::text[])`);
  if (notSeenForDays) {
    const since = new Date(now.getTime() - notSeenForDays * DAY_MS);
    // Whoever was never seen may have been enrolled just now.
    add('unseen', since, moment => `c.presence = 'OFFLINE' AND coalesce(c.last_seen_at, c.enrolled_at) < ${moment}`);
  }
  if (isCloneSuspected != null) {
    conditions.push(`c.suspected_clone_at IS ${isCloneSuspected ? 'NOT NULL' : 'NULL'}`);
    shape += isCloneSuspected ? 'suspected ' : 'unsuspected ';
  }
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
