import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import { hashOf, newSecret } from '../../core/ids.ts';
import type { Entry } from '../../events/ledger.ts';

const LOCK = 'LOCK TABLE setup_link IN SHARE ROW EXCLUSIVE MODE';
const NOBODY_YET = 'NOT EXISTS (SELECT FROM account)';

/** The one-time link with which the first account is made: a portal has no default password. */
export class SetupLinks {
  constructor(
    private readonly db: DataSource,
    private readonly now: Clock,
  ) {}

  /** A new link that replaces one not used yet; null where there is an account. Its secret is stored as a hash only. */
  async issue(portalUrl: URL): Promise<string | null> {
    const secret = newSecret();
    const issued = await this.db.transaction(async sql => {
      await sql.query(LOCK);
      await sql.query('DELETE FROM setup_link WHERE used_at IS NULL');
      const rows: unknown[] = await sql.query(
        `INSERT INTO setup_link (hash, created_at) SELECT $1, $2 WHERE ${NOBODY_YET} RETURNING 1`,
        [hashOf(secret), this.now()],
      );
      return rows.length === 1;
    });
    // Behind the #, so that no server and no log on the way learns of it.
    return issued ? new URL(`/welcome#${secret}`, portalUrl).href : null;
  }

  /** @throws ApiError NOT_FOUND where the link was used, replaced or never issued: nobody learns which */
  async requireOpen(secret: string): Promise<void> {
    const open: unknown[] = await this.db.query(
      `SELECT FROM setup_link WHERE hash = $1 AND used_at IS NULL AND ${NOBODY_YET}`,
      [hashOf(secret)],
    );
    if (open.length === 0) throw notFound();
  }

  /** Uses the link up, in the transaction that makes the account: of many at once, one gets through. Throws as `requireOpen`. */
  async use(entry: Entry, secret: string): Promise<void> {
    await entry.sql.query(LOCK);
    const [, used]: [unknown, number] = await entry.sql.query(
      `UPDATE setup_link SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND ${NOBODY_YET}`,
      [hashOf(secret), entry.now],
    );
    if (used === 0) throw notFound();
  }
}

const notFound = (): ApiError =>
  new ApiError('NOT_FOUND', 'The link no longer holds; a new start of the portal prints another');
