import type { Reader } from '../core/postgres/sql.ts';
import type { Wanted } from './visible.ts';

/** Beyond every log. */
export const END = 2n ** 62n;

// Halves the log until nothing is left between: a log is numbered without gap in the order of time, so that no index by
// time is needed, which every writer would pay for. Where a number is missing after all, the stretch stays too long, never
// too short.
const PLACE = `
  WITH RECURSIVE halving (low, high) AS (
    SELECT (SELECT seq FROM event WHERE account_id = $1 ORDER BY seq LIMIT 1) - 1,
           (SELECT seq FROM account_tally WHERE account_id = $1) + 1
    UNION ALL
    SELECT CASE WHEN middle.at < $2 THEN middle.seq ELSE low END, CASE WHEN middle.at < $2 THEN high ELSE middle.seq END
    FROM halving
    CROSS JOIN LATERAL (SELECT seq, at FROM event WHERE account_id = $1 AND seq = (low + high) / 2) middle
    WHERE high - low > 1)
  SELECT max(low) AS low, min(high) AS high FROM halving`;

/** A part of a log. */
export interface LogWindow {
  /** What is wanted comes after this number, */
  readonly after: bigint;
  /** and not after this one. */
  readonly upTo: bigint;
}

/** Where in the log what is wanted lies, by its moments. */
export async function windowOf(reader: Reader, { accountId, from, to }: Wanted): Promise<LogWindow> {
  const [first, last] = await Promise.all([placeOf(reader, accountId, from), placeOf(reader, accountId, to)]);
  return { after: first?.low ?? 0n, upTo: last ? last.high - 1n : END };
}

/** Between which two events of the log a moment lies; undefined for none, and in an empty log. */
async function placeOf(reader: Reader, accountId: string, moment: Date | null) {
  if (!moment) return undefined;
  const [row] = await reader.rows<{ low: string | null; high: string | null }>('events.place', PLACE, [
    accountId,
    moment,
  ]);
  return row?.low && row.high ? { low: BigInt(row.low), high: BigInt(row.high) } : undefined;
}
