import type { Clock } from '../core/context.ts';
import { everyPage } from '../core/csv/every-page.ts';
import {
  keysetOf,
  OrderDirection,
  type Page,
  type PageArgs,
  pageOf,
  type TotalCount,
  totalOf,
} from '../core/graphql/page.ts';
import type { Reader } from '../core/postgres/sql.ts';
import { isSessionId } from './session-id.ts';
import { mayReadMany } from './list/session-filter.ts';
import { countStatement, KEY_WIDTH, pageStatement } from './list/session-list.ts';
import { FACT_COLUMNS, type FactRow, type SessionFacts, toFacts } from './session-row.ts';
import type { SessionFilter } from './session.input.ts';

/** How many sessions a client shows as its last. */
const LAST = 5;

/** A client of an account, as one text: the key under which a loader finds its last sessions. */
export const clientKey = (accountId: string, clientId: string): string => `${accountId} ${clientId}`;

/** The place of a session in a list, as a cursor has it. */
const keyOf = ({ startedAt, id }: SessionFacts): string[] => [startedAt.toISOString(), id];

/** Reads sessions, past and present, by one statement each. Every method is told whose, and sees no others. */
export class SessionLog {
  constructor(
    private readonly reader: Reader,
    private readonly now: Clock,
  ) {}

  /** A page of the sessions. @throws ApiError BAD_USER_INPUT for a cursor of another list */
  async page(
    accountId: string,
    filter: SessionFilter,
    args: PageArgs,
    direction = OrderDirection.DESC,
  ): Promise<Page<SessionFacts>> {
    const keyset = keysetOf(args, KEY_WIDTH);
    const { name, text, values } = pageStatement(accountId, filter, direction, keyset);
    const rows = mayReadMany(filter)
      ? await this.reader.rows<FactRow>(name, text, values)
      : await this.reader.quickRows<FactRow>(name, text, values);
    const now = this.now();
    const sessions = rows.map(row => toFacts(row, now));
    return pageOf(sessions, keyset, keyOf, () => this.count(accountId, filter));
  }

  /** All of the sessions, in pieces; each is read when it is asked for. */
  all(
    accountId: string,
    filter: SessionFilter,
    direction = OrderDirection.DESC,
  ): AsyncIterable<readonly SessionFacts[]> {
    return everyPage(async keyset => {
      const { name, text, values } = pageStatement(accountId, filter, direction, keyset);
      const rows = await this.reader.rows<FactRow>(name, text, values);
      const now = this.now();
      return rows.map(row => toFacts(row, now));
    }, keyOf);
  }

  /** The session; null where the account has none with this id. */
  async get(accountId: string, id: string): Promise<SessionFacts | null> {
    if (!isSessionId(id)) return null;
    const [session] = await this.byIds(accountId, [id]);
    return session ?? null;
  }

  /** The sessions that there are of these ids, in no order. */
  async byIds(accountId: string, ids: readonly string[]): Promise<SessionFacts[]> {
    const rows = await this.reader.quickRows<FactRow>(
      'sessions.byIds',
      `SELECT ${FACT_COLUMNS} FROM session s WHERE s.account_id = $1 AND s.id = ANY ($2)`,
      [accountId, ids],
    );
    const now = this.now();
    return rows.map(row => toFacts(row, now));
  }

  /** For `Loaders.by`: the last sessions of each client on either side, the newest first. @param keys see `clientKey` */
  readonly lastOf = async (keys: readonly string[]): Promise<SessionFacts[][]> => {
    const clients = keys.map(key => key.split(' '));
    const side = (column: string): string =>
      `(SELECT * FROM session WHERE account_id = v.account_id AND ${column} = v.client_id
        ORDER BY started_at DESC, id DESC LIMIT ${LAST})`;
    const rows = await this.reader.quickRows<FactRow & { place: number }>(
      'sessions.lastOf',
      `SELECT v.place::int, ${FACT_COLUMNS}
       FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY v (account_id, client_id, place)
       CROSS JOIN LATERAL (
         SELECT * FROM (${side('from_client_id')} UNION ALL ${side('to_client_id')}) either
         ORDER BY started_at DESC, id DESC LIMIT ${LAST}) s
       ORDER BY v.place, s.started_at DESC, s.id DESC`,
      [clients.map(([accountId]) => accountId), clients.map(([, clientId]) => clientId)],
    );
    const now = this.now();
    const lists: SessionFacts[][] = keys.map(() => []);
    for (const row of rows) lists[row.place - 1]?.push(toFacts(row, now));
    return lists;
  };

  private async count(accountId: string, filter: SessionFilter): Promise<TotalCount> {
    const { name, text, values } = countStatement(accountId, filter);
    const [row] = await this.reader.rows<{ count: number }>(name, text, values);
    return totalOf(row?.count ?? 0);
  }
}
