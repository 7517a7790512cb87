import { ApiError } from '../../core/errors.ts';
import { deviceActor } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry } from '../../events/ledger.ts';
import { readAlias } from './alias-name.ts';
import { type Named, namesBy } from './alias-pattern.ts';
import { takeOwn, takePublic } from './alias-table.ts';

/**
 * Names a client that has just enrolled by the pattern of its custom client: in the account's own namespace, or the public
 * one where it has none. A name that cannot be had is no reason to refuse a device: it stays without.
 *
 * @returns the alias that it has now; null for none
 */
export async function nameByPattern(
  entry: Entry,
  accountId: string,
  pattern: string,
  client: Named,
): Promise<string | null> {
  const [own]: { name: string }[] = await entry.sql.query(
    'SELECT name FROM namespace WHERE account_id = $1 ORDER BY name LIMIT 1',
    [accountId],
  );
  for (const name of namesBy(pattern, client)) {
    const wanted = readAlias(`${name}@${own?.name ?? 'ad'}`);
    if ('reason' in wanted) continue;
    try {
      const change = await (own ? takeOwn : takePublic)(entry, accountId, client.id, wanted);
      const alias = `${wanted.name}@${wanted.namespace}`;
      await entry.sql.query('UPDATE client SET alias = $3 WHERE account_id = $1 AND id = $2', [
        accountId,
        client.id,
        alias,
      ]);
      const data = { changed: ['alias'], ...change };
      const event = { accountId, clientId: client.id, type: EventType.CLIENT_CHANGED, actor: deviceActor(client.id) };
      entry.append({ ...event, data });
      return alias;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code !== 'CONFLICT') return null;
    }
  }
  return null;
}
