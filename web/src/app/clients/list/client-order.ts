import type { ClientOrder, ClientOrderField, ClientRowFragment } from '../../core/graphql/generated';
import type { ListSort } from '../../core/list/list-address';
import type { Compare } from '../../core/list/live-rows';

export const CLIENT_ORDERS = [
  'ID',
  'ALIAS',
  'ONLINE_SINCE',
  'VERSION',
  'LAST_SEEN',
] as const satisfies readonly ClientOrderField[];

const KEYS: Record<ClientOrderField, (client: ClientRowFragment) => string | null> = {
  ID: ({ id }) => id,
  ALIAS: ({ alias }) => alias?.toLowerCase() ?? null,
  ONLINE_SINCE: ({ onlineSince }) => onlineSince,
  // Its numbers count as numbers: 9.10 is more than 9.9.
  VERSION: ({ version }) => version?.replace(/\d+/g, digits => digits.padStart(10, '0')) ?? null,
  LAST_SEEN: ({ lastSeenAt }) => lastSeenAt,
};

export function orderOf({ by, isDescending }: ListSort<ClientOrderField>): ClientOrder {
  return { field: by, direction: isDescending ? 'DESC' : 'ASC' };
}

/** The order in which the server lists clients: whoever lacks what it goes by comes last, and equals go by their number. */
export function compareBy({ by, isDescending }: ListSort<ClientOrderField>): Compare<ClientRowFragment> {
  const [key, way] = [KEYS[by], isDescending ? -1 : 1];
  return (one, other) => {
    const [first, second] = [key(one), key(other)];
    if (first !== null && second !== null) return way * (compared(first, second) || compared(one.id, other.id));
    if (first === second) return way * compared(one.id, other.id);
    return first === null ? 1 : -1;
  };
}

const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
