import type { Api } from './use-api.ts';

/** An event as a spec compares it. */
export interface Logged {
  readonly type: string;
  readonly actor: string;
  readonly data: Record<string, unknown>;
}

/** What the log of an account says of events of these types, the oldest first. */
export async function logOf({ db }: Api, accountId: string, ...types: string[]): Promise<Logged[]> {
  return db.query(
    `SELECT type, concat_ws(' ', actor_kind, actor_name) AS actor, data FROM event
     WHERE account_id = $1 AND type = ANY ($2) ORDER BY seq`,
    [accountId, types],
  );
}
