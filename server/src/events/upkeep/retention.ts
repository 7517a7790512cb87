import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { type Month, monthAt, monthOf } from './months.ts';

/** Months whose partitions are made before they begin. */
const MONTHS_AHEAD = 2;
const DAY_MS = 86_400_000;
/** The advisory lock under which one process at a time changes partitions; an arbitrary number. */
const PARTITIONS = 7_251_094;
/** For how long a change of partitions lets readers and writers wait behind it; then it is left to the next run. */
const LOCK_TIMEOUT = '3s';

/**
 * Keeps the log in monthly partitions: makes them ahead, and drops those that are wholly older than the time for which
 * events are kept. Several processes may run it at once.
 */
export class Retention {
  private timer: NodeJS.Timeout | undefined;

  /** @param keptDays for how long events and samples are kept */
  constructor(
    private readonly db: DataSource,
    private readonly now: Clock,
    private readonly keptDays: number,
    private readonly report: (cause: unknown) => void,
  ) {}

  /** Runs at once and then every day. Resolves after the first run, whose failure is reported. */
  async start(): Promise<void> {
    const run = () => this.run().catch(this.report);
    this.timer ??= setInterval(() => void run(), DAY_MS);
    await run();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  async run(): Promise<void> {
    const now = this.now();
    const keptFrom = new Date(now.getTime() - this.keptDays * DAY_MS);
    const ahead = Array.from({ length: MONTHS_AHEAD + 1 }, (_, offset) => monthAt(now, offset));
    for (const month of [...ahead, ...(await this.strayMonths(keptFrom))]) await this.change(sql => make(sql, month));
    await this.change(sql => drop(sql, keptFrom));
    // Of every account: no account_id.
    await this.db.query('DELETE FROM tally_sample WHERE at < $1', [keptFrom]);
  }

  /** Months that have events in `event_other`, as where a clock was wrong or a past was brought in. */
  private async strayMonths(keptFrom: Date): Promise<Month[]> {
    const rows: { at: Date }[] = await this.db.query(
      `SELECT DISTINCT date_trunc('month', at, 'UTC') AS at FROM event_other WHERE at >= $1`,
      [monthAt(keptFrom).from],
    );
    return rows.map(({ at }) => monthAt(at));
  }

  private async change(work: (sql: EntityManager) => Promise<void>): Promise<void> {
    await this.db.transaction(async sql => {
      await sql.query('SELECT pg_advisory_xact_lock($1)', [PARTITIONS]);
      await sql.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
      await work(sql);
    });
  }
}

/** Makes the partition of a month where there is none, and takes into it what the month has in `event_other`. */
async function make(sql: EntityManager, { table, from, to }: Month): Promise<void> {
  const known: unknown[] = await sql.query('SELECT WHERE to_regclass($1) IS NOT NULL', [table]);
  if (known.length > 0) return;

  await sql.query(`CREATE TABLE ${table} (LIKE event INCLUDING DEFAULTS)`);
  await sql.query('LOCK TABLE event_other IN ACCESS EXCLUSIVE MODE');
  await sql.query(
    `WITH moved AS (DELETE FROM event_other WHERE at >= $1 AND at < $2 RETURNING *) INSERT INTO ${table} SELECT * FROM moved`,
    [from, to],
  );
  await sql.query(
    `ALTER TABLE event ATTACH PARTITION ${table} FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
  );
}

/** Drops the partitions of months that have wholly gone by before `keptFrom`, and what such months have in `event_other`. */
async function drop(sql: EntityManager, keptFrom: Date): Promise<void> {
  const partitions: { table: string }[] = await sql.query(
    `SELECT c.relname AS table FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'event'::regclass`,
  );
  for (const { table } of partitions) {
    const month = monthOf(table);
    if (month && month.to <= keptFrom) await sql.query(`DROP TABLE ${table}`);
  }
  await sql.query('DELETE FROM event_other WHERE at < $1', [monthAt(keptFrom).from]);
}
