import { randomInt } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Client } from '../src/clients/client.entity.ts';
import { Platform } from '../src/clients/platform.ts';
import { ConnectionType } from '../src/license/key/connection-type.ts';
import { hashOf, newId, newSecret } from '../src/core/ids.ts';

/** When what is made by default was made. */
const LONG_AGO = new Date('2026-01-01T00:00:00Z');

/** A client, with what its device signs in with. */
export interface MadeClient {
  readonly accountId: string;
  readonly clientId: string;
  readonly token: string;
}

/** Makes rows with defaults; what a spec is about, it says itself. Whatever counts them is kept right. */
export const make = (db: DataSource) => ({
  /** A client that has enrolled and is OFFLINE, where the specs of others need one. */
  async client(client: Partial<Client> & { accountId: string }): Promise<MadeClient> {
    const { accountId, id: clientId = String(randomInt(1e9, 9e9)) } = client;
    const token = newSecret();
    await db.query('INSERT INTO client_number (number, account_id, token_hash, created_at) VALUES ($1, $2, $3, $4)', [
      clientId,
      accountId,
      hashOf(token),
      LONG_AGO,
    ]);
    const defaults = {
      hardwareId: newId(),
      platform: Platform.LINUX,
      connectionType: ConnectionType.BOTH,
      enrolledAt: LONG_AGO,
    };
    await db.getRepository(Client).insert({ ...defaults, ...client, id: clientId });
    await db.query('UPDATE license SET clients_used = clients_used + 1 WHERE account_id = $1', [accountId]);
    await db.query('UPDATE account_tally SET clients = clients + 1 WHERE account_id = $1', [accountId]);
    return { accountId, clientId, token };
  },

  /** A namespace of the account's own. */
  async namespace(namespace: { accountId: string; name: string; maxAliases?: number | null }): Promise<void> {
    const { accountId, name, maxAliases = 10 } = namespace;
    await db.query('INSERT INTO namespace (name, account_id, max_aliases) VALUES ($1, $2, $3)', [
      name,
      accountId,
      maxAliases,
    ]);
  },

  /** The alias of a client, in a namespace that there is. */
  async alias({ accountId, clientId }: MadeClient, alias: string): Promise<void> {
    const [name, namespace] = alias.split('@');
    await db.query(
      'INSERT INTO alias (namespace, lower_name, name, account_id, client_id) VALUES ($1, lower($2), $2, $3, $4)',
      [namespace, name, accountId, clientId],
    );
    await db.query('UPDATE namespace SET aliases_used = aliases_used + 1 WHERE account_id = $1 AND name = $2', [
      accountId,
      namespace,
    ]);
    await db.query('UPDATE client SET alias = $3 WHERE account_id = $1 AND id = $2', [accountId, clientId, alias]);
  },
});
