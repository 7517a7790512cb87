import { inOrderOf } from '../../core/graphql/loaders.ts';
import { ApiError } from '../../core/errors.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { CommandKind } from '../command.type.ts';
import type { CommandService } from '../command/command.service.ts';
import { isClientNumber } from '../client-number.ts';
import { type AliasName, readAlias } from './alias-name.ts';
import { giveUp, type Namespace, namespaceOf, takeOwn, takePublic } from './alias-table.ts';

/** For how long a device is told its new alias; one that is away for longer learns it when it enrolls anew. */
const COMMAND_MS = 90 * 86_400_000;

// Its own namespace goes before the public one, and of several public aliases the last that was given.
const ALIASES = `
  SELECT a.name || '@' || a.namespace AS alias FROM alias a JOIN namespace n ON n.name = a.namespace
  WHERE a.account_id = $1 AND a.client_id = $2 AND a.released_at IS NULL
  ORDER BY n.account_id IS NULL, a.set_at DESC, a.lower_name`;

const BY_CLIENTS = `
  SELECT v.account_id || ' ' || v.id AS key, array(${ALIASES.replace('$1', 'v.account_id').replace('$2', 'v.id')}) AS aliases
  FROM unnest($1::uuid[], $2::text[]) v (account_id, id)`;

/** A client of an account, as one text: the key under which a loader finds its aliases. */
export const clientKey = (accountId: string, clientId: string): string => `${accountId} ${clientId}`;

/** Gives clients their aliases. One that is given up in the account's own namespace is free at once, a public one after 30 days. */
export class AliasService {
  constructor(
    private readonly reader: Reader,
    private readonly ledger: Ledger,
    private readonly commands: CommandService,
  ) {}

  /** For `Loaders.by`: the aliases of each client, the shown one first. @param keys see `clientKey` */
  readonly byClients = async (keys: readonly string[]): Promise<string[][]> => {
    const parts = keys.map(key => key.split(' '));
    const rows = await this.reader.quickRows<{ key: string; aliases: string[] }>('aliases.byClients', BY_CLIENTS, [
      parts.map(([accountId]) => accountId),
      parts.map(([, id]) => id),
    ]);
    return inOrderOf(keys, rows, ({ key }) => key).map(row => row?.aliases ?? []);
  };

  /**
   * Gives a client an alias. In the account's own namespace it has one, which takes the place of the one before; in a public
   * one it has three at most.
   *
   * @throws ApiError BAD_USER_INPUT for what can be no alias; NOT_FOUND where the account has no such client or namespace;
   *   CONFLICT where another client has it, has given it up within 30 days, or has one that looks the same; ALIAS_LIMIT_REACHED
   */
  async give(viewer: Viewer, clientId: string, alias: string): Promise<void> {
    const wanted = checked(alias);
    await this.change(
      viewer,
      clientId,
      async (entry, namespace) => {
        const take = namespace.isPublic ? takePublic : takeOwn;
        return take(entry, viewer.accountId, clientId, wanted);
      },
      wanted,
    );
  }

  /**
   * Takes an alias away from a client.
   *
   * @throws ApiError BAD_USER_INPUT for what can be no alias, NOT_FOUND where the account has no such client, or that another alias
   */
  async takeAway(viewer: Viewer, clientId: string, alias: string): Promise<void> {
    const wanted = checked(alias);
    await this.change(
      viewer,
      clientId,
      (entry, namespace) => giveUp(entry, viewer.accountId, clientId, wanted, namespace),
      wanted,
    );
  }

  /** Runs `work` on a client, and then tells everybody what it is called now. */
  private async change(
    viewer: Viewer,
    clientId: string,
    work: (entry: Entry, namespace: Namespace) => Promise<object | null>,
    { namespace }: AliasName,
  ): Promise<void> {
    const { accountId } = viewer;
    await this.ledger.write(accountId, async entry => {
      const before = await shownAlias(entry, accountId, clientId);
      const changed = await work(entry, await namespaceOf(entry, accountId, namespace));
      if (!changed) return;

      const actor = actorOf(viewer);
      const [shown]: { alias: string }[] = await entry.sql.query(`${ALIASES} LIMIT 1`, [accountId, clientId]);
      const after = shown?.alias ?? null;
      if (after !== before) {
        await entry.sql.query('UPDATE client SET alias = $3 WHERE account_id = $1 AND id = $2', [
          accountId,
          clientId,
          after,
        ]);
        await this.commands.withdrawKind(entry, accountId, clientId, CommandKind.SET_ALIAS);
        const expiresAt = new Date(entry.now.getTime() + COMMAND_MS);
        const command = { accountId, clientId, kind: CommandKind.SET_ALIAS, data: { alias: after }, expiresAt, actor };
        await this.commands.queue(entry, command);
      }
      const data = { changed: ['alias'], ...changed };
      entry.append({ accountId, clientId, type: EventType.CLIENT_CHANGED, actor, data });
    });
  }
}

function checked(alias: string): AliasName {
  const read = readAlias(alias);
  if ('reason' in read) throw new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { alias: [read.reason] } });
  return read;
}

async function shownAlias(entry: Entry, accountId: string, clientId: string): Promise<string | null> {
  const [client]: { alias: string | null }[] = isClientNumber(clientId)
    ? await entry.sql.query('SELECT alias FROM client WHERE account_id = $1 AND id = $2', [accountId, clientId])
    : [];
  if (!client) throw new ApiError('NOT_FOUND', 'There is no such client');
  return client.alias;
}
