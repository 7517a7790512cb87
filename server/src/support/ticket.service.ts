import { ApiError } from '../core/errors.ts';
import { isUuid } from '../core/ids.ts';
import { COUNT_LIMIT, keysetOf, momentAndId, type Page, type PageArgs, pageOf, totalOf } from '../core/graphql/page.ts';
import type { Reader } from '../core/postgres/sql.ts';
import { groupedBy, inOrderOf } from '../core/graphql/loaders.ts';
import { type ThingKey, thingKeys } from '../core/graphql/thing-key.ts';
import type { SupportTicket } from './ticket.entity.ts';
import type { SupportMessage } from './ticket-message.entity.ts';

const COLUMNS = `t.account_id AS "accountId", t.id, t.number, t.subject, t.state, t.author, t.user_id AS "userId",
  t.created_at AS "createdAt", t.changed_at AS "changedAt"`;
const pageInOrder = (way: 'ASC' | 'DESC', beyond: '<' | '>'): string => `
  SELECT ${COLUMNS} FROM support_ticket t
  WHERE account_id = $1 AND ($3::timestamptz IS NULL OR (changed_at, id) ${beyond} ($3, $4::uuid))
  ORDER BY changed_at ${way}, id ${way} LIMIT $2`;
const NEWEST_FIRST = pageInOrder('DESC', '<');
const OLDEST_FIRST = pageInOrder('ASC', '>');
const COUNT = `
  SELECT count(*)::int AS count FROM (SELECT FROM support_ticket WHERE account_id = $1 LIMIT ${String(COUNT_LIMIT + 1)}) t`;
const BY_KEYS = `
  SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) k (account_id, id)
  JOIN support_ticket t ON t.account_id = k.account_id AND t.id = k.id`;
const MESSAGES = `
  SELECT m.account_id AS "accountId", m.id, m.ticket_id AS "ticketId", m.author, m.text, m.sent_at AS "sentAt"
  FROM unnest($1::uuid[], $2::uuid[]) k (account_id, id)
  JOIN support_message m ON m.account_id = k.account_id AND m.ticket_id = k.id
  ORDER BY m.sent_at, m.id`;

/** Reads the tickets of accounts. */
export class TicketService {
  constructor(private readonly reader: Reader) {}

  /** For `Loaders.by`: the messages of each ticket, the oldest first. */
  readonly messagesOf = async (keys: readonly ThingKey[]): Promise<SupportMessage[][]> => {
    const rows = await this.reader.rows<SupportMessage>('ticket messages', MESSAGES, thingKeys.parts(keys));
    return groupedBy(keys, rows, ({ accountId, ticketId: id }) => thingKeys.of({ accountId, id }));
  };

  /** The tickets of these keys, in their order; null where there is none. */
  async byKeys(keys: readonly ThingKey[]): Promise<(SupportTicket | null)[]> {
    const rows = await this.reader.rows<SupportTicket>('tickets by key', BY_KEYS, thingKeys.parts(keys));
    return inOrderOf(keys, rows, thingKeys.of);
  }

  /** A page of the account's tickets, those first that were changed last. */
  async page(accountId: string, args: PageArgs): Promise<Page<SupportTicket>> {
    const keyset = keysetOf(args, 2);
    const from = keyset.from ? momentAndId(keyset.from, isUuid) : [null, null];
    const [name, text] = keyset.isBackwards ? ['tickets back', OLDEST_FIRST] : ['tickets', NEWEST_FIRST];
    const rows = await this.reader.rows<SupportTicket>(name, text, [accountId, keyset.limit, ...from]);
    const total = async () => {
      const [counted] = await this.reader.rows<{ count: number }>('tickets count', COUNT, [accountId]);
      return totalOf(counted?.count ?? 0);
    };
    return pageOf(rows, keyset, row => [row.changedAt.toISOString(), row.id], total);
  }

  /** One of the account's tickets; null where it has none of that id. */
  async find(accountId: string, id: string): Promise<SupportTicket | null> {
    if (!isUuid(id)) return null;
    const [ticket] = await this.byKeys([thingKeys.of({ accountId, id })]);
    return ticket ?? null;
  }

  /** As `find`. @throws ApiError NOT_FOUND where the account has no such ticket */
  async get(accountId: string, id: string): Promise<SupportTicket> {
    const ticket = await this.find(accountId, id);
    if (!ticket) throw noTicket();
    return ticket;
  }
}

export const noTicket = (): ApiError => new ApiError('NOT_FOUND', 'There is no such ticket');
