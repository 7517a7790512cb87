import { ApiError } from '../../core/errors.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { isClientNumber } from '../client-number.ts';
import { CLIENT_COLUMNS, type ClientRow } from '../client-row.ts';
import type { ClientResult } from './client-result.type.ts';

/** What people note of clients. */
export class ClientCareService {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Writes what people want to remember of a client.
   *
   * @param comment null or empty for none
   * @throws ApiError NOT_FOUND where the account has no such client
   */
  async setComment(viewer: Viewer, id: string, comment: string | null): Promise<ClientRow> {
    return theOne(await this.setComments(viewer, [id], comment));
  }

  /** The same comment on many clients, in one transaction. The results are in the order of the numbers. */
  setComments(viewer: Viewer, ids: readonly string[], comment: string | null): Promise<ClientResult[]> {
    return this.set(viewer, ids, 'comment', comment || null);
  }

  /**
   * A person has looked into it: the client is itself.
   *
   * @throws ApiError NOT_FOUND where the account has no such client
   */
  async dismissCloneSuspicion(viewer: Viewer, id: string): Promise<ClientRow> {
    return theOne(await this.set(viewer, [id], 'suspected_clone_at', null));
  }

  private set(
    viewer: Viewer,
    ids: readonly string[],
    column: 'comment' | 'suspected_clone_at',
    value: string | null,
  ): Promise<ClientResult[]> {
    const { accountId } = viewer;
    const wanted = [...new Set(ids)];
    return this.ledger.write(accountId, async entry => {
      const numbers = wanted.filter(isClientNumber);
      const [changed]: [{ id: string }[], number] = await entry.sql.query(
        `UPDATE client c SET ${column} = $3 WHERE c.account_id = $1 AND c.id = ANY ($2) AND c.${column} IS DISTINCT FROM $3
         RETURNING c.id`,
        [accountId, numbers, value],
      );
      for (const { id: clientId } of changed) appendChange(entry, viewer, clientId, FIELDS[column]);

      const rows: ClientRow[] = await entry.sql.query(
        `SELECT ${CLIENT_COLUMNS} FROM client c WHERE c.account_id = $1 AND c.id = ANY ($2)`,
        [accountId, numbers],
      );
      const byId = new Map(rows.map(client => [client.id, client]));
      return wanted.map(id => {
        const client = byId.get(id) ?? null;
        return { id, client, refusal: client ? null : { code: NOT_FOUND.code, message: NOT_FOUND.message } };
      });
    });
  }
}

const FIELDS = { comment: 'comment', suspected_clone_at: 'suspectedCloneAt' } as const;
const NOT_FOUND = new ApiError('NOT_FOUND', 'There is no such client');

function appendChange(entry: Entry, viewer: Viewer, clientId: string, field: string): void {
  const [type, actor, data] = [EventType.CLIENT_CHANGED, actorOf(viewer), { changed: [field] }];
  entry.append({ accountId: viewer.accountId, clientId, type, actor, data });
}

function theOne([result]: readonly ClientResult[]): ClientRow {
  if (!result?.client) throw new ApiError('NOT_FOUND', 'There is no such client');
  return result.client;
}
