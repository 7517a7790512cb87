import type { Clock } from '../core/context.ts';
import { everyPage } from '../core/csv/every-page.ts';
import { ApiError } from '../core/errors.ts';
import { inOrderOf } from '../core/graphql/loaders.ts';
import { type Keyset, keysetOf, type Page, type PageArgs, pageOf, totalOf } from '../core/graphql/page.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { Viewer } from '../core/viewer.ts';
import { isClientNumber } from './client-number.ts';
import type { ClientFilter, ClientOrder } from './client.input.ts';
import { CLIENT_COLUMNS, type ClientRow } from './client-row.ts';
import { conditionsOf } from './list/client-filter.ts';
import {
  BY_NUMBER,
  countStatement,
  KEY_WIDTH,
  keyOf,
  type ListedClient,
  pageStatement,
  type Statement,
} from './list/client-list.ts';

const BY_ID = `SELECT ${CLIENT_COLUMNS} FROM client c WHERE c.account_id = $1 AND c.id = $2`;

/** Reads clients. Every method is told whose clients are meant, and sees no others. */
export class ClientsService {
  constructor(
    private readonly reader: Reader,
    private readonly now: Clock,
  ) {}

  /** The account's client of this number; null where it has none. */
  async get(accountId: string, id: string): Promise<ClientRow | null> {
    if (!isClientNumber(id)) return null;
    const [client] = await this.reader.quickRows<ClientRow>('clients.get', BY_ID, [accountId, id]);
    return client ?? null;
  }

  /**
   * The client as it is after `change`.
   *
   * @throws ApiError NOT_FOUND where it was removed meanwhile, and what `change` throws
   */
  async changed({ accountId }: Viewer, id: string, change: () => Promise<unknown>): Promise<ClientRow> {
    await change();
    const client = await this.get(accountId, id);
    if (!client) throw new ApiError('NOT_FOUND', 'There is no such client');
    return client;
  }

  /**
   * A page of the account's clients; by number, where no order is given.
   *
   * @throws ApiError BAD_USER_INPUT for a cursor of another list
   */
  async page(
    accountId: string,
    filter: ClientFilter,
    order: ClientOrder | null,
    args: PageArgs,
  ): Promise<Page<ClientRow>> {
    const keyset = keysetOf(args, KEY_WIDTH);
    const { name, text, values } = this.statement(accountId, filter, order, keyset);
    const rows = mayReadAll(filter)
      ? await this.reader.rows<ListedClient>(name, text, values)
      : await this.reader.quickRows<ListedClient>(name, text, values);
    return pageOf(rows, keyset, keyOf, () => this.total(accountId, filter));
  }

  /** All of the clients, in pieces; each is read when it is asked for. */
  all(accountId: string, filter: ClientFilter, order: ClientOrder | null): AsyncIterable<readonly ClientRow[]> {
    return everyPage(keyset => {
      const { name, text, values } = this.statement(accountId, filter, order, keyset);
      return this.reader.rows<ListedClient>(name, text, values);
    }, keyOf);
  }

  /** Those of the numbers that the account has and the filter fits, in the order of `ids`; null for the others. */
  async among(accountId: string, ids: readonly string[], filter: ClientFilter): Promise<(ClientRow | null)[]> {
    const { conditions, values, shape } = conditionsOf({ accountId, filter, now: this.now() });
    const among = `c.id = ANY ($${values.push(ids)}::text[])`;
    const rows = await this.reader.quickRows<ClientRow>(
      `clients.among:${shape}`,
      `SELECT ${CLIENT_COLUMNS} FROM client c WHERE ${[...conditions, among].join(' AND ')}`,
      values,
    );
    return inOrderOf(ids, rows, client => client.id);
  }

  private statement(accountId: string, filter: ClientFilter, order: ClientOrder | null, keyset: Keyset): Statement {
    return pageStatement({ accountId, filter, now: this.now() }, order ?? BY_NUMBER, keyset);
  }

  private async total(accountId: string, filter: ClientFilter) {
    const { name, text, values } = countStatement({ accountId, filter, now: this.now() });
    const [counted] = await this.reader.rows<{ count: number }>(name, text, values);
    return totalOf(counted?.count ?? 0);
  }
}

/** Whether no index knows what is wanted, so that a page may read every client of the account. */
const mayReadAll = ({ search, version, notSeenForDays, isCloneSuspected }: ClientFilter): boolean =>
  Boolean(search ?? version ?? notSeenForDays) || isCloneSuspected != null;
