import { groupedBy, inOrderOf } from '../../core/graphql/loaders.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { CloseRequest, SessionHolder } from './session-details.type.ts';

/** A session of an account, as one text: the key under which a loader finds what is told of it. */
export const sessionKey = (accountId: string, id: string): string => `${accountId} ${id}`;

// The command belongs to the account of the device that is told.
const CLOSE_REQUESTS = `
  SELECT v.account_id || ' ' || v.id AS key, c.state, c.client_id AS "clientId", c.created_at AS "requestedAt",
    c.expires_at AS "expiresAt", c.finished_at AS "finishedAt"
  FROM unnest($1::uuid[], $2::bigint[]) v (account_id, id)
  JOIN session s ON s.account_id = v.account_id AND s.id = v.id
  JOIN command c ON c.account_id IN (s.account_id, s.other_account_id) AND c.id = s.closing_command_id`;

const HOLDERS = `
  SELECT v.account_id || ' ' || v.id AS key, c.id AS "clientId", c.presence, c.last_seen_at AS "lastSeenAt"
  FROM unnest($1::uuid[], $2::bigint[]) v (account_id, id)
  JOIN session s ON s.account_id = v.account_id AND s.id = v.id
  JOIN client c ON c.account_id = s.account_id AND c.id IN (s.reporter_client_id, s.peer_client_id)
  WHERE s.ended_at IS NULL
  ORDER BY c.id = s.reporter_client_id DESC`;

type Keyed<T> = T & { readonly key: string };

/** Reads what only the page of one session shows. For `Loaders.by`, with keys by `sessionKey`. */
export class SessionDetails {
  constructor(private readonly reader: Reader) {}

  readonly closeRequests = async (keys: readonly string[]): Promise<(CloseRequest | null)[]> =>
    inOrderOf(keys, await this.read<CloseRequest>('sessions.closeRequests', CLOSE_REQUESTS, keys), ({ key }) => key);

  readonly holders = async (keys: readonly string[]): Promise<SessionHolder[][]> =>
    groupedBy(keys, await this.read<SessionHolder>('sessions.holders', HOLDERS, keys), ({ key }) => key);

  private read<T extends object>(name: string, text: string, keys: readonly string[]): Promise<Keyed<T>[]> {
    const parts = keys.map(key => key.split(' '));
    return this.reader.quickRows<Keyed<T>>(name, text, [
      parts.map(([accountId]) => accountId),
      parts.map(([, id]) => id),
    ]);
  }
}
