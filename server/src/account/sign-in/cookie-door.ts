import type { Clock } from '../../core/context.ts';
import { hashOf } from '../../core/ids.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { UserViewer } from '../../core/viewer.ts';
import { RIGHTS_OF } from '../roles.ts';
import type { User } from '../user.entity.ts';
import type { Beginning, KnownSecrets, ReadViewer } from '../principals/known-secrets.ts';
import { IDLE_MS } from './sign-ins.ts';

/** How old the last sign of life may be before a new one is written. */
const SEEN_EVERY_MS = 60_000;
const SECRET = /^[\w-]{43}$/;

interface Row {
  accountId: string;
  id: string;
  lastSeenAt: Date;
  userId: string;
  name: string;
  role: User['role'];
  seq: string;
  /** Set where the sign-in has another secret by now. */
  until: Date | null;
}

type ReadUser = UserViewer & ReadViewer;

const ROW = `s.account_id AS "accountId", s.id, s.last_seen_at AS "lastSeenAt", u.id AS "userId", u.name, u.role, y.seq`;
const WHOSE = `
  JOIN portal_user u ON u.account_id = s.account_id AND u.id = s.user_id
  JOIN account a ON a.id = s.account_id
  JOIN account_tally y ON y.account_id = s.account_id`;
const HOLDS = 's.ended_at IS NULL AND s.expires_at > $2 AND u.suspended_at IS NULL AND a.suspended_at IS NULL';
const BY_HASH = `
  SELECT ${ROW}, t.until FROM sign_in_token t
  JOIN sign_in s ON s.account_id = t.account_id AND s.id = t.sign_in_id ${WHOSE}
  WHERE t.hash = $1 AND (t.until IS NULL OR t.until > $2) AND ${HOLDS} AND s.last_seen_at > $3`;
const BY_ID = `SELECT ${ROW}, NULL::timestamptz AS until FROM sign_in s ${WHOSE} WHERE s.account_id = $1 AND s.id = $3 AND ${HOLDS}`;
const SEEN = 'UPDATE sign_in SET last_seen_at = $3 WHERE account_id = $1 AND id = $2 AND ended_at IS NULL';

/** Knows people by the cookies of their sign-ins. */
export class CookieDoor {
  constructor(
    private readonly reader: Reader,
    private readonly secrets: KnownSecrets,
    private readonly now: Clock,
  ) {}

  /** Whose cookie it is; null where it is none, or its sign-in has ended. Asked at every request. */
  async userOf(secret: string): Promise<UserViewer | null> {
    if (!SECRET.test(secret)) return null;
    const now = this.now();
    const viewer = await this.secrets.viewerOf(secret, now, beginning => this.lookUp(secret, now, beginning));
    return viewer?.until && viewer.until <= now ? null : viewer;
  }

  /** Who is signed in by a sign-in, with the rights of now; null where it has ended. Asks the database each time. */
  async holderOf(accountId: string, signInId: string): Promise<UserViewer | null> {
    const now = this.now();
    const beginning = this.secrets.begin(now);
    const [row] = await this.reader.quickRows<Row>('sign-in-of-id', BY_ID, [accountId, now, signInId]);
    return row ? viewerOf(row, beginning) : null;
  }

  /** Notes a sign of life. The log does not have it: it changes nothing that anybody watches. */
  async seen(accountId: string, signInId: string): Promise<void> {
    await this.reader.rows('sign-in-seen', SEEN, [accountId, signInId, this.now()]);
  }

  private async lookUp(secret: string, now: Date, beginning: Beginning): Promise<ReadUser | null> {
    const values = [hashOf(secret), now, new Date(now.getTime() - IDLE_MS)];
    const [row] = await this.reader.quickRows<Row>('sign-in-of-cookie', BY_HASH, values);
    if (!row) return null;

    const { accountId, id: signInId, lastSeenAt } = row;
    if (now.getTime() - lastSeenAt.getTime() >= SEEN_EVERY_MS) await this.seen(accountId, signInId);
    return viewerOf(row, beginning);
  }
}

const viewerOf = (
  { accountId, id: signInId, userId, name, role, seq, until }: Row,
  beginning: Beginning,
): ReadUser => ({
  kind: 'user',
  accountId,
  userId,
  name,
  signInId,
  rights: RIGHTS_OF[role],
  until,
  reading: { ...beginning, seq: BigInt(seq) },
});
