import { groupedBy } from './loaders.ts';

/** Names a thing of an account for a loader: two accounts' things are never mixed up, whatever their ids. */
export type ThingKey = `${string}/${string}`;

interface Thing {
  readonly accountId: string;
  readonly id: string;
}

/** The keys of things, as loaders and their statements need them. */
export const thingKeys = {
  of: ({ accountId, id }: Thing): ThingKey => `${accountId}/${id}`,

  /** The accounts and the ids, for `unnest`. */
  parts: (keys: readonly ThingKey[]): [accountIds: string[], ids: string[]] => {
    const pairs = keys.map(key => key.split('/') as [string, string]);
    return [pairs.map(([accountId]) => accountId), pairs.map(([, id]) => id)];
  },

  /** What belongs to each key, in the order of the keys. */
  grouped: <Row extends Thing>(keys: readonly ThingKey[], rows: Row[]): Row[][] =>
    groupedBy(keys, rows, row => thingKeys.of(row)),
};
