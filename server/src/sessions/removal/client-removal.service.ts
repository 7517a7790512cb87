import type { DataSource } from 'typeorm';
import { isClientNumber } from '../../clients/client-number.ts';
import type { ClientRemoval } from '../../clients/client-removal.ts';
import type { ClientRow } from '../../clients/client-row.ts';
import type { PresenceService } from '../../clients/presence/presence.service.ts';
import type { ClientResult } from '../../clients/care/client-result.type.ts';
import { refusalOf } from '../../core/graphql/bulk.type.ts';
import { ApiError } from '../../core/errors.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import type { Ledger } from '../../events/ledger.ts';
import { SessionEndReason } from '../session.entity.ts';
import type { SessionEndings } from '../session-endings.ts';
import { accountsOf, activeOf } from '../stored-session.ts';

/** How often a removal begins anew because sessions with yet another account have started meanwhile. */
const TRIES = 5;

/** Removes clients: their sessions end, and everything of theirs is given up, in one transaction. */
export class ClientRemovalService {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly endings: SessionEndings,
    private readonly clients: ClientRemoval,
    private readonly presence: PresenceService,
    private readonly report: (cause: unknown) => void,
  ) {}

  /**
   * Removes a client of the viewer's account and closes its connection. Its sessions end as CLOSED_BY_PORTAL.
   *
   * @returns the client as it was
   * @throws ApiError NOT_FOUND where the account has no such client
   */
  async remove(viewer: Viewer, id: string): Promise<ClientRow> {
    const client = await this.delete(viewer, id);
    await this.presence.removed(id);
    return client;
  }

  /** Removes many, one after the other, each in a transaction of its own. The results are in the order of the numbers. */
  async removeAll(viewer: Viewer, ids: readonly string[]): Promise<ClientResult[]> {
    const results: ClientResult[] = [];
    for (const id of new Set(ids)) {
      results.push(
        await this.delete(viewer, id).then(
          client => ({ id, client, refusal: null }),
          (error: unknown) => ({ id, client: null, refusal: refusalOf(error, this.report) }),
        ),
      );
    }
    // A device has a second to hear of it: all of them the same one.
    await Promise.all(results.filter(({ client }) => client).map(({ id }) => this.presence.removed(id)));
    return results;
  }

  private async delete(viewer: Viewer, id: string): Promise<ClientRow> {
    if (!isClientNumber(id)) throw new ApiError('NOT_FOUND', 'There is no such client');
    for (let tries = 0; tries < TRIES; tries++) {
      const client = await this.tryToRemove(viewer, id);
      if (client) return client;
    }
    throw new ApiError('CONFLICT', 'The client starts sessions all the time: try again');
  }

  /** Undefined where an account would have to change that could not be known before the accounts were locked. */
  private async tryToRemove(viewer: Viewer, id: string): Promise<ClientRow | undefined> {
    const { accountId } = viewer;
    const expected = await activeOf(this.db.manager, accountId, id);
    const accountIds = new Set([accountId, ...expected.flatMap(accountsOf)]);
    return this.ledger.write([...accountIds], async entry => {
      const active = await activeOf(entry.sql, accountId, id);
      if (!active.flatMap(accountsOf).every(each => accountIds.has(each))) return undefined;

      const actor = actorOf(viewer);
      const endings = active.map(session => ({
        id: session.id,
        at: entry.now,
        reason: SessionEndReason.CLOSED_BY_PORTAL,
      }));
      await this.endings.end(entry, [...accountIds], endings, { actor, accountId, clientId: id });
      return this.clients.remove(entry, accountId, id, actor);
    });
  }
}
