import type { Api } from './use-api.ts';

/** The tally of an account, held so that whoever writes waits, in the order in which they came. */
export interface HeldTally {
  /** Resolves once so many wait. */
  until(waiting: number): Promise<void>;
  /** Lets them go on. */
  release(): Promise<void>;
}

/** Holds the tally of the account, so that a spec decides in what order its changes are made. */
export async function holdTally({ db }: Api, accountId: string): Promise<HeldTally> {
  const holder = db.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM account_tally WHERE account_id = $1 FOR UPDATE', [accountId]);

  const count = async (): Promise<number> => {
    const [row] = await db.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row?.count ?? 0;
  };
  return {
    async until(waiting) {
      while ((await count()) < waiting) await new Promise(resolve => setTimeout(resolve, 5));
    },
    async release() {
      await holder.commitTransaction();
      await holder.release();
    },
  };
}
