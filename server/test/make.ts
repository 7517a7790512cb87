import { randomBytes, randomInt } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Account } from '../src/account/account.entity.ts';
import { Client } from '../src/clients/client.entity.ts';
import { Platform } from '../src/clients/platform.ts';
import { hashOf, newId, newSecret } from '../src/core/ids.ts';
import { License } from '../src/license/license.entity.ts';
import { Product } from '../src/license/product.ts';

/** When what is made by default was made. */
export const LONG_AGO = new Date('2026-01-01T00:00:00Z');
const FAR_AHEAD = new Date('2030-01-01T00:00:00Z');

/** A client with the token that its device signs in with. */
export type MadeClient = Client & { readonly token: string };

/** Makes rows with defaults, for specs; what a spec is about, it says itself. Counters are kept right. */
export const make = (db: DataSource) => ({
  /** An account with its tally and an unlimited license, unless the license is told otherwise. */
  async account(account: Partial<Account> = {}, license: Partial<License> = {}): Promise<Account> {
    const id = newId();
    const made = {
      id,
      customerNumber: `C-${randomInt(1e12)}`,
      name: 'An account',
      email: `${id}@example.com`,
      contactName: 'Ada',
      createdAt: LONG_AGO,
      ...account,
    };
    await db.getRepository(Account).insert(made);
    await db.query('INSERT INTO account_tally (account_id) VALUES ($1)', [id]);
    await this.license({ accountId: id, ...license });
    return db.getRepository(Account).findOneByOrFail({ id });
  },

  async license(license: Partial<License> & { accountId: string }): Promise<void> {
    const defaults = { id: newId(), product: Product.ENTERPRISE, keyEncrypted: randomBytes(16), expiresAt: FAR_AHEAD };
    await db.getRepository(License).insert({ ...defaults, ...license });
  },

  /** A client that has enrolled, with its number, and is OFFLINE unless told otherwise. */
  async client(client: Partial<Client> & { accountId: string }): Promise<MadeClient> {
    const id = client.id ?? String(randomInt(1e9, 9e9));
    const token = newSecret();
    const { accountId } = client;
    await db.getRepository(Client).insert({
      id,
      hardwareId: newId(),
      platform: Platform.LINUX,
      connectionType: 'BOTH',
      enrolledAt: LONG_AGO,
      ...client,
    });
    await db.query('INSERT INTO client_number (number, account_id, token_hash, created_at) VALUES ($1, $2, $3, $4)', [
      id,
      accountId,
      hashOf(token),
      LONG_AGO,
    ]);
    await db.query('UPDATE license SET clients_used = clients_used + 1 WHERE account_id = $1', [accountId]);
    const isOnline = (client.presence ?? 'OFFLINE') !== 'OFFLINE';
    await db.query('UPDATE account_tally SET clients = clients + 1, clients_online = clients_online + $2 WHERE account_id = $1', [
      accountId,
      Number(isOnline),
    ]);
    return { ...(await db.getRepository(Client).findOneByOrFail({ accountId, id })), token };
  },
});
