import { ApiError } from '../../core/errors.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import type { Entry } from '../../events/ledger.ts';
import { CLIENT_NUMBER } from '../../clients/client-number.ts';

/** Who is dialed: a number, and the account that has it; null where no account knows it. */
export interface Party {
  readonly clientId: string;
  readonly accountId: string | null;
}

/** What a session keeps of a client that takes part in it. */
export interface PartyClient {
  readonly alias: string | null;
  readonly connectionType: string;
}

/** Finds who is dialed, in the directories over all accounts. */
export class Parties {
  constructor(private readonly reader: Reader) {}

  /**
   * @param dialed a number or an alias by `DIALED`
   * @throws ApiError NOT_FOUND for an alias that nobody has, and for the number of a client that was removed
   */
  async find(dialed: string): Promise<Party> {
    return CLIENT_NUMBER.test(dialed) ? this.byNumber(dialed) : this.byAlias(dialed);
  }

  private async byNumber(clientId: string): Promise<Party> {
    const [known] = await this.reader.rows<{ account_id: string | null }>(
      'sessions.number',
      'SELECT account_id FROM client_number WHERE number = $1',
      [clientId],
    );
    if (known?.account_id === null) throw removed(clientId);
    return { clientId, accountId: known?.account_id ?? null };
  }

  private async byAlias(dialed: string): Promise<Party> {
    const [name, namespace] = dialed.toLowerCase().split('@');
    const [known] = await this.reader.rows<{ account_id: string; client_id: string }>(
      'sessions.alias',
      'SELECT account_id, client_id FROM alias WHERE namespace = $1 AND lower_name = $2 AND released_at IS NULL',
      [namespace, name],
    );
    if (!known) throw new ApiError('NOT_FOUND', 'Nobody has this alias', { reason: 'UNKNOWN_ALIAS' });
    return { clientId: known.client_id, accountId: known.account_id };
  }

  /** The client itself; null where no account knows the number. @throws ApiError NOT_FOUND where it was removed meanwhile */
  async client(entry: Entry, { clientId, accountId }: Party): Promise<PartyClient | null> {
    if (accountId === null) return null;
    const rows: PartyClient[] = await entry.sql.query(
      'SELECT alias, connection_type AS "connectionType" FROM client WHERE account_id = $1 AND id = $2',
      [accountId, clientId],
    );
    if (!rows[0]) throw removed(clientId);
    return rows[0];
  }
}

const removed = (clientId: string): ApiError =>
  new ApiError('NOT_FOUND', `The client ${clientId} was removed`, { reason: 'REMOVED' });

/** The account that has a second row: none where the other client is of the same account, or of none. */
export const othersAccount = (viewer: DeviceViewer, { accountId }: Party): string[] =>
  accountId === null || accountId === viewer.accountId ? [] : [accountId];
