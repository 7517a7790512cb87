import { ApiError } from '../core/errors.ts';
import type { Actor } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { Entry } from '../events/ledger.ts';
import type { Places } from '../license/places.ts';
import { giveUpAll } from './alias/alias-table.ts';
import { isClientNumber } from './client-number.ts';
import { CLIENT_COLUMNS, type ClientRow } from './client-row.ts';
import { Presence } from './client.entity.ts';
import type { CommandService } from './command/command.service.ts';
import type { Numbers } from './enrollment/numbers.ts';

/** Removes clients from their accounts. */
export class ClientRemoval {
  constructor(
    private readonly places: Places,
    private readonly numbers: Numbers,
    private readonly commands: CommandService,
  ) {}

  /**
   * Removes a client that takes part in no session any more: its seat is free, its commands expire. The device keeps its
   * number, should it enroll again. Call `PresenceService.removed` after the commit, so that its connection ends at once.
   *
   * @returns the client as it was
   * @throws ApiError NOT_FOUND where the account has no such client
   */
  async remove(entry: Entry, accountId: string, id: string, actor: Actor): Promise<ClientRow> {
    const [[client]]: [ClientRow[], number] = isClientNumber(id)
      ? await entry.sql.query(
          `DELETE FROM client c WHERE c.account_id = $1 AND c.id = $2 RETURNING ${CLIENT_COLUMNS}`,
          [accountId, id],
        )
      : [[], 0];
    if (!client) throw new ApiError('NOT_FOUND', 'There is no such client');

    await this.numbers.free(entry, accountId, id);
    await giveUpAll(entry, accountId, id);
    await this.places.releaseSeat(entry, accountId);
    await this.commands.withdrawAll(entry, accountId, id);
    entry.count(accountId, { clients: -1, clientsOnline: client.presence === Presence.OFFLINE ? 0 : -1 });
    const data = client.customClientId ? { customClientId: client.customClientId } : {};
    entry.append({ accountId, clientId: id, type: EventType.CLIENT_REMOVED, actor, data });
    return client;
  }
}
