import type { DataSource } from 'typeorm';
import type { ClientRemoval } from '../../clients/client-removal.ts';
import { type ClientRow, isClientNumber } from '../../clients/client-row.ts';
import type { PresenceService } from '../../clients/presence/presence.service.ts';
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
  ) {}

  /**
   * Removes a client of the viewer's account and closes its connection. Its sessions end as CLOSED_BY_PORTAL.
   *
   * @returns the client as it was
   * @throws ApiError NOT_FOUND where the account has no such client
   */
  async remove(viewer: Viewer, id: string): Promise<ClientRow> {
    if (!isClientNumber(id)) throw new ApiError('NOT_FOUND', 'There is no such client');
    for (let tries = 0; tries < TRIES; tries++) {
      const client = await this.tryToRemove(viewer, id);
      if (!client) continue;
      await this.presence.removed(id);
      return client;
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
