import type { Download } from '../../core/download/download.type.ts';
import { ApiError } from '../../core/errors.ts';
import { isUuid, newId } from '../../core/ids.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { Tickets } from '../../core/secrets/tickets.ts';
import { principalKey, type Viewer } from '../../core/viewer.ts';
import { type Actor, actorOf } from '../actor.ts';
import { EventType } from '../event-type.ts';
import type { Entry, Ledger } from '../ledger.ts';
import type { ExportKind, ExportRequest } from './export-kind.ts';

/** The second part of the address under which exports are fetched. */
export const EXPORTS = 'exports';
/** For so long an export counts as going on that has not said so since: its process has died. */
const LEASE_MS = 30_000;
/** For so long those that have ended are remembered. */
const KEPT_MS = 86_400_000;
const RETRY_AFTER_SECONDS = 10;

/** An export that was asked for. */
export interface StoredExport {
  readonly id: string;
  readonly kind: string;
  readonly request: ExportRequest;
  readonly isSpent: boolean;
}

/** A list that somebody wants to have as a file. */
export interface Wanted<List> extends ExportRequest<List> {
  readonly viewer: Viewer;
  readonly kind: Pick<ExportKind, 'name'>;
}

/** How an export ended, or how far it has come. */
export interface Progress {
  readonly rows: number;
  /** Whether it went out to its end. */
  readonly isComplete: boolean;
}

const GOING_ON = 'account_id = $1 AND started_at IS NOT NULL AND finished_at IS NULL';

/** Keeps what exports were asked for, that each is fetched once, and that an account has one at a time. */
export class ExportsService {
  constructor(
    private readonly reader: Reader,
    private readonly ledger: Ledger,
    private readonly tickets: Tickets,
  ) {}

  /**
   * Takes note of an export, and answers where it can be fetched once.
   *
   * @throws ApiError RATE_LIMITED while the account has another one going on
   */
  async request<List>({ kind, viewer, ...request }: Wanted<List>): Promise<Download> {
    const id = newId();
    const { accountId } = viewer;
    await this.ledger.write(accountId, async entry => {
      await this.requireNone(entry, accountId);
      await entry.sql.query('DELETE FROM csv_export WHERE account_id = $1 AND created_at < $2', [
        accountId,
        new Date(entry.now.getTime() - KEPT_MS),
      ]);
      await entry.sql.query(
        'INSERT INTO csv_export (account_id, id, kind, request, principal, actor, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [accountId, id, kind.name, request, principalKey(viewer), actorOf(viewer), entry.now],
      );
    });
    const { text, expiresAt } = this.tickets.issue(viewer, EXPORTS, id);
    return { url: `/my/${EXPORTS}/${text}`, expiresAt };
  }

  /** @throws ApiError NOT_FOUND where the viewer has asked for no such export */
  async get(viewer: Viewer, id: string): Promise<StoredExport> {
    const [row] = isUuid(id)
      ? await this.reader.rows<StoredExport>(
          'exports.get',
          `SELECT id, kind, request, started_at IS NOT NULL AS "isSpent" FROM csv_export
           WHERE account_id = $1 AND id = $2 AND principal = $3`,
          [viewer.accountId, id, principalKey(viewer)],
        )
      : [];
    if (!row) throw new ApiError('NOT_FOUND', 'There is no such export');
    return row;
  }

  /**
   * From now on the export goes on, and no other of the account.
   *
   * @throws ApiError CONFLICT where it was fetched before, RATE_LIMITED while the account has another one going on
   */
  async begin(accountId: string, id: string): Promise<void> {
    await this.ledger.write(accountId, async entry => {
      await this.requireNone(entry, accountId, id);
      const [, begun]: [unknown, number] = await entry.sql.query(
        'UPDATE csv_export SET started_at = $3, lease_until = $4 WHERE account_id = $1 AND id = $2 AND started_at IS NULL',
        [accountId, id, entry.now, new Date(entry.now.getTime() + LEASE_MS)],
      );
      if (begun === 0) throw spent();
    });
  }

  /** It still goes on. Said every 10 s. */
  async renew(accountId: string, id: string, { rows }: Progress, now: Date): Promise<void> {
    await this.reader.rows(
      'exports.renew',
      'UPDATE csv_export SET lease_until = $3, rows = $4 WHERE account_id = $1 AND id = $2 AND finished_at IS NULL',
      [accountId, id, new Date(now.getTime() + LEASE_MS), rows],
    );
  }

  /** It has ended, complete or not: the log says so. */
  async finish(accountId: string, id: string, { rows, isComplete }: Progress): Promise<void> {
    await this.ledger.write(accountId, async entry => {
      const [ended]: [Ended[], number] = await entry.sql.query(
        `UPDATE csv_export SET finished_at = $3, rows = $4, is_complete = $5
         WHERE account_id = $1 AND id = $2 AND finished_at IS NULL RETURNING kind, request, actor, rows, is_complete AS "isComplete"`,
        [accountId, id, entry.now, rows, isComplete],
      );
      for (const row of ended) append(entry, accountId, row);
    });
  }

  /** @throws ApiError RATE_LIMITED where one goes on. Those whose process has died are ended first. */
  private async requireNone(entry: Entry, accountId: string, id?: string): Promise<void> {
    const [dead]: [Ended[], number] = await entry.sql.query(
      `UPDATE csv_export SET finished_at = $2, is_complete = false WHERE ${GOING_ON} AND lease_until <= $2
       RETURNING kind, request, actor, rows, is_complete AS "isComplete"`,
      [accountId, entry.now],
    );
    for (const row of dead) append(entry, accountId, row);

    const going: { id: string }[] = await entry.sql.query(`SELECT id FROM csv_export WHERE ${GOING_ON}`, [accountId]);
    if (going.some(each => each.id === id)) throw spent();
    if (going.length > 0) {
      const details = { retryAfterSeconds: RETRY_AFTER_SECONDS, reason: 'EXPORT_RUNNING' };
      throw new ApiError('RATE_LIMITED', 'Another export of the account goes on', details);
    }
  }
}

interface Ended extends Progress {
  readonly kind: string;
  readonly request: ExportRequest;
  readonly actor: Actor;
}

const spent = (): ApiError =>
  new ApiError('CONFLICT', 'The export was fetched already. Ask for another', { reason: 'SPENT' });

function append(entry: Entry, accountId: string, { kind, request, actor, rows, isComplete }: Ended): void {
  const { list, settings } = request;
  const data = { kind, scope: settings.scope, list, rows, isComplete };
  entry.append({ accountId, type: EventType.CSV_EXPORTED, actor, data });
}
