import type { DataSource } from 'typeorm';
import type { Origin } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import type { Idempotency } from '../../core/idempotency.ts';
import { hashOf, isUuid, newId } from '../../core/ids.ts';
import type { Mailbox } from '../../core/mail/mailbox.ts';
import type { UserViewer, Viewer } from '../../core/viewer.ts';
import { type Actor, actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { type Ending, tokenRevoked } from '../../events/live/endings.ts';
import type { Revocation } from '../principals/revocation.ts';
import type { Confirmations } from '../password/confirmations.ts';
import { recipientOf, User } from '../user.entity.ts';
import { ApiToken } from './api-token.entity.ts';
import type { CreateApiTokenInput } from './api-token.input.ts';
import { API_TOKEN_CREATED } from './api-token.mail.ts';
import { newTokenSecret, TOKEN_PREFIX } from './token-secret.ts';

/** How many tokens an account has at most, those that have expired counted. */
export const MOST_TOKENS = 100;
const DAY_MS = 86_400_000;
const HINT_LENGTH = TOKEN_PREFIX.length + 4;

/** Makes, lists and revokes API tokens. */
export class ApiTokensService {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly confirmations: Confirmations,
    private readonly idempotency: Idempotency,
    private readonly revocation: Revocation,
    private readonly mailbox: Mailbox,
  ) {}

  /** The account's tokens, the newest first; also those that have expired. */
  list(accountId: string): Promise<ApiToken[]> {
    return this.db.getRepository(ApiToken).find({ where: { accountId }, order: { id: 'DESC' } });
  }

  /**
   * Makes a token in the name of the viewer, who is told by mail.
   *
   * @returns its secret, which is stored nowhere; null where the same wish was fulfilled before
   * @throws ApiError BAD_USER_INPUT for a wrong password, FORBIDDEN for a scope that the viewer lacks, CONFLICT above MOST_TOKENS
   */
  async create(
    viewer: UserViewer,
    input: CreateApiTokenInput,
    { ip }: Origin,
  ): Promise<{ apiToken: ApiToken; secret: string | null }> {
    const right = input.scopes.find(scope => !viewer.rights.has(scope));
    if (right) throw new ApiError('FORBIDDEN', 'You lack a right that the token shall have', { right });
    await this.confirmations.require(viewer, input.password);

    const { accountId } = viewer;
    const secret = newTokenSecret();
    return this.ledger.write(accountId, async entry => {
      const wish = { accountId, by: actorOf(viewer), operation: 'createApiToken', input };
      const { id, isRepeat } = await this.idempotency.once(entry, wish, () =>
        this.insert(entry, viewer, input, secret, ip),
      );
      const apiToken = await entry.sql.findOneBy(ApiToken, { accountId, id });
      if (!apiToken) throw new ApiError('NOT_FOUND', 'The token was revoked since');
      return { apiToken, secret: isRepeat ? null : secret };
    });
  }

  /**
   * Ends a token everywhere, and answers it as it was.
   *
   * @throws ApiError NOT_FOUND where the account has no such token
   */
  async revoke(viewer: Viewer, id: string): Promise<ApiToken> {
    const { accountId } = viewer;
    const { token, endings } = await this.ledger.write(accountId, async entry => {
      const token = isUuid(id) ? await entry.sql.findOneBy(ApiToken, { accountId, id }) : null;
      if (!token) throw new ApiError('NOT_FOUND', 'The account has no such token');
      return { token, endings: await this.revokeIn(entry, [token], actorOf(viewer)) };
    });
    await this.revocation.enforce(endings);
    return token;
  }

  /** Ends every token that a user has made, inside a transaction; what it answers is to be enforced after the commit. */
  async revokeOf(entry: Entry, accountId: string, userId: string, actor: Actor): Promise<Ending[]> {
    return this.revokeIn(entry, await entry.sql.findBy(ApiToken, { accountId, userId }), actor);
  }

  private async revokeIn(entry: Entry, tokens: readonly ApiToken[], actor: Actor): Promise<Ending[]> {
    for (const { accountId, id, name } of tokens) {
      await entry.sql.delete(ApiToken, { accountId, id });
      entry.append({ accountId, type: EventType.API_TOKEN_REVOKED, actor, data: { tokenId: id, name } });
    }
    return tokens.map(({ id }) => tokenRevoked(id));
  }

  private async insert(
    entry: Entry,
    viewer: UserViewer,
    { name, scopes, expiresInDays, networks }: CreateApiTokenInput,
    secret: string,
    ip: string,
  ): Promise<string> {
    const { accountId, userId } = viewer;
    if ((await entry.sql.countBy(ApiToken, { accountId })) >= MOST_TOKENS) {
      throw new ApiError('CONFLICT', 'The account has as many tokens as it may have', { limit: MOST_TOKENS });
    }
    const token = entry.sql.create(ApiToken, {
      accountId,
      id: newId(),
      userId,
      name: name.trim(),
      hint: `${secret.slice(0, HINT_LENGTH)}…`,
      scopes: [...scopes].sort(),
      networks: networks ?? null,
      createdAt: entry.now,
      expiresAt: expiresInDays ? new Date(entry.now.getTime() + expiresInDays * DAY_MS) : null,
      lastUsedAt: null,
    });
    await entry.sql.insert(ApiToken, token);
    await entry.sql.query('INSERT INTO api_token_hash (hash, account_id, token_id) VALUES ($1, $2, $3)', [
      hashOf(secret),
      accountId,
      token.id,
    ]);
    const data = { tokenId: token.id, name: token.name, scopes: token.scopes, expiresAt: token.expiresAt };
    entry.append({ accountId, type: EventType.API_TOKEN_CREATED, actor: actorOf(viewer), data });
    const user = await entry.sql.findOneByOrFail(User, { accountId, id: userId });
    const facts = { name: user.name, token: token.name, ip, at: entry.now };
    await this.mailbox.queue(entry.sql, { accountId, to: recipientOf(user), texts: API_TOKEN_CREATED, facts });
    return token.id;
  }
}
