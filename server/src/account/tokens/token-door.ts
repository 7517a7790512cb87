import { inNetworks } from '../../core/address.ts';
import type { Clock, Origin } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import { hashOf } from '../../core/ids.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { Right, TokenViewer } from '../../core/viewer.ts';
import { RIGHTS_OF } from '../roles.ts';
import type { Beginning, KnownSecrets, ReadViewer } from '../principals/known-secrets.ts';
import type { User } from '../user.entity.ts';
import { isTokenSecret } from './token-secret.ts';

const AUTHORIZATION = /^Bearer +([\w-]{1,200})$/i;
/** How old the last use that is written down may be before a new one is. */
const USED_EVERY_MS = 60_000;

interface Row {
  accountId: string;
  id: string;
  name: string;
  userId: string;
  scopes: Right[];
  networks: string[] | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  role: User['role'];
  seq: string;
}

type ReadToken = TokenViewer & ReadViewer;

const TOKEN = `
  SELECT t.account_id AS "accountId", t.id, t.name, t.user_id AS "userId", t.scopes, t.networks, t.expires_at AS "expiresAt",
    t.last_used_at AS "lastUsedAt", u.role, y.seq`;
const WHOSE = `
  JOIN portal_user u ON u.account_id = t.account_id AND u.id = t.user_id
  JOIN account a ON a.id = t.account_id
  JOIN account_tally y ON y.account_id = t.account_id`;
const HOLDS = '(t.expires_at IS NULL OR t.expires_at > $2) AND u.suspended_at IS NULL AND a.suspended_at IS NULL';
const BY_HASH = `
  ${TOKEN} FROM api_token_hash h JOIN api_token t ON t.account_id = h.account_id AND t.id = h.token_id ${WHOSE}
  WHERE h.hash = $1 AND ${HOLDS}`;
const BY_ID = `${TOKEN} FROM api_token t ${WHOSE} WHERE t.account_id = $1 AND t.id = $3 AND ${HOLDS}`;
const USED = `
  UPDATE api_token SET last_used_at = $3
  WHERE account_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3)`;

/** Knows tools by their API tokens. */
export class TokenDoor {
  constructor(
    private readonly reader: Reader,
    private readonly secrets: KnownSecrets,
    private readonly now: Clock,
  ) {}

  /**
   * The tool of `Bearer <token>`; null where the text is no such thing.
   *
   * @throws ApiError UNAUTHENTICATED where the token does not hold, FORBIDDEN where it may not come from that address
   */
  async toolOf(authorization: string, { ip }: Origin): Promise<TokenViewer | null> {
    const [, secret] = AUTHORIZATION.exec(authorization) ?? [];
    if (!secret) return null;

    const now = this.now();
    const viewer = isTokenSecret(secret)
      ? await this.secrets.viewerOf(secret, now, beginning => this.lookUp(secret, now, beginning))
      : null;
    if (!viewer || (viewer.until && viewer.until <= now)) {
      throw new ApiError('UNAUTHENTICATED', 'The token does not hold');
    }
    if (viewer.networks && !inNetworks(viewer.networks)(ip)) {
      throw new ApiError('FORBIDDEN', 'The token does not hold for this address');
    }
    return viewer;
  }

  /** The tool of a token, with the rights of now; null where it holds no longer. Asks the database each time. */
  async holderOf(accountId: string, tokenId: string): Promise<TokenViewer | null> {
    const now = this.now();
    const beginning = this.secrets.begin(now);
    const [row] = await this.reader.quickRows<Row>('token-of-id', BY_ID, [accountId, now, tokenId]);
    return row ? viewerOf(row, beginning) : null;
  }

  private async lookUp(secret: string, now: Date, beginning: Beginning): Promise<ReadToken | null> {
    const [row] = await this.reader.quickRows<Row>('token-of-secret', BY_HASH, [hashOf(secret), now]);
    if (!row) return null;
    if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) >= USED_EVERY_MS) {
      await this.reader.rows('token-used', USED, [row.accountId, row.id, toMinute(now)]);
    }
    return viewerOf(row, beginning);
  }
}

/** Finer would tell more than anybody needs, and cost more. */
const toMinute = (at: Date): Date => new Date(at.getTime() - (at.getTime() % USED_EVERY_MS));

const viewerOf = (row: Row, beginning: Beginning): ReadToken => ({
  kind: 'token',
  accountId: row.accountId,
  tokenId: row.id,
  name: row.name,
  userId: row.userId,
  rights: new Set(row.scopes.filter(scope => RIGHTS_OF[row.role].has(scope))),
  until: row.expiresAt,
  networks: row.networks,
  reading: { ...beginning, seq: BigInt(row.seq) },
});
