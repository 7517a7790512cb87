import { randomBytes, randomInt } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Account } from '../src/account/account.entity.ts';
import { Client } from '../src/clients/client.entity.ts';
import { Platform } from '../src/clients/platform.ts';
import { hashOf, newId, newSecret } from '../src/core/ids.ts';
import { License } from '../src/license/license.entity.ts';
import { Product } from '../src/license/product.ts';

/** When what is made by default was made. */
const LONG_AGO = new Date('2026-01-01T00:00:00Z');
const FAR_AHEAD = new Date('2040-01-01T00:00:00Z');

/** A client, with what its device signs in with. */
export interface MadeClient {
  readonly accountId: string;
  readonly clientId: string;
  readonly token: string;
}

/** Makes rows with defaults; what a spec is about, it says itself. Whatever counts them is kept right. */
export const make = (db: DataSource) => ({
  /** An account with an unlimited license, unless the license is told otherwise; nobody signs in to it. */
  async account(account: Partial<Account> = {}, license: Partial<License> = {}): Promise<Account> {
    const id = newId();
    const made = {
      id,
      customerNumber: id,
      name: 'Acme',
      email: `${id}@example.com`,
      contactName: 'Ada',
      createdAt: LONG_AGO,
    };
    await db.getRepository(Account).insert({ ...made, ...account });
    const accountId = account.id ?? id;
    await db.query('INSERT INTO account_tally (account_id) VALUES ($1)', [accountId]);
    const unlimited = { id: newId(), product: Product.ENTERPRISE, keyEncrypted: randomBytes(16), expiresAt: FAR_AHEAD };
    await db.getRepository(License).insert({ accountId, ...unlimited, ...license });
    return db.getRepository(Account).findOneByOrFail({ id: accountId });
  },

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
    const defaults = { hardwareId: newId(), platform: Platform.LINUX, connectionType: 'BOTH', enrolledAt: LONG_AGO };
    await db.getRepository(Client).insert({ ...defaults, ...client, id: clientId });
    await db.query('UPDATE license SET clients_used = clients_used + 1 WHERE account_id = $1', [accountId]);
    await db.query('UPDATE account_tally SET clients = clients + 1 WHERE account_id = $1', [accountId]);
    return { accountId, clientId, token };
  },

  /** The alias of a client, in a namespace that there is. */
  async alias({ accountId, clientId }: MadeClient, alias: string): Promise<void> {
    const [name, namespace] = alias.split('@');
    await db.query(
      'INSERT INTO alias (namespace, lower_name, name, account_id, client_id) VALUES ($1, lower($2), $2, $3, $4)',
      [namespace, name, accountId, clientId],
    );
    await db.query('UPDATE client SET alias = $3 WHERE account_id = $1 AND id = $2', [accountId, clientId, alias]);
  },
});
