import type { EntityManager } from 'typeorm';
import { ApiError } from '../core/errors.ts';
import { isUuid, newId } from '../core/ids.ts';
import { type Actor, ActorKind } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { Entry } from '../events/ledger.ts';
import { noTicket } from './ticket.service.ts';
import { type SupportTicket, TicketState } from './ticket.entity.ts';

/** How many messages a ticket has at most: who has more to say begins another. */
export const MAX_MESSAGES = 200;

// From a sequence, which nobody waits for: what is undone leaves a gap.
const NUMBER = `
  SELECT 'T-' || $1::text || '-' || lpad(n::text, greatest(6, length(n::text)), '0') AS number
  FROM nextval('support_ticket_serial') n`;
const INSERT = `
  INSERT INTO support_ticket (account_id, id, number, subject, state, author, user_id, created_at, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`;
const LIST = 'INSERT INTO support_ticket_number (number, account_id, ticket_id) VALUES ($1, $2, $3)';
const ADD = `
  INSERT INTO support_message (account_id, id, ticket_id, author, text, sent_at) VALUES ($1, $2, $3, $4, $5, $6)`;
const CHANGE = 'UPDATE support_ticket SET state = $3, changed_at = $4 WHERE account_id = $1 AND id = $2';
const ONE = `
  SELECT account_id AS "accountId", id, number, subject, state, author, user_id AS "userId", created_at AS "createdAt",
    changed_at AS "changedAt"
  FROM support_ticket WHERE account_id = $1 AND id = $2`;

/** What a ticket begins with. */
export interface NewTicket {
  readonly accountId: string;
  readonly author: Actor;
  /** Who gets the mails. */
  readonly userId: string;
  readonly subject: string;
}

/** The ticket, as the transaction that holds the account's tally sees it. @throws ApiError NOT_FOUND */
export async function heldTicket(sql: EntityManager, accountId: string, id: string): Promise<SupportTicket> {
  const [ticket]: SupportTicket[] = isUuid(id) ? await sql.query(ONE, [accountId, id]) : [];
  if (!ticket) throw noTicket();
  return ticket;
}

/** Makes a ticket that has no message yet. */
export async function openTicket(entry: Entry, ticket: NewTicket): Promise<SupportTicket> {
  const { accountId, author, userId, subject } = ticket;
  const { sql, now } = entry;
  const id = newId();
  const state = TicketState.OPEN;
  const [{ number }]: [{ number: string }] = await sql.query(NUMBER, [String(now.getUTCFullYear())]);
  await sql.query(INSERT, [accountId, id, number, subject, state, author, userId, now]);
  await sql.query(LIST, [number, accountId, id]);
  entry.append({ accountId, type: EventType.TICKET_SUBMITTED, actor: author, data: { ticketId: id, number } });
  return { accountId, id, number, subject, state, author, userId, createdAt: now, changedAt: now };
}

/** Adds a message, and answers its id. Whose it is tells whose turn it is then. @throws ApiError CONFLICT where it is full */
export async function addMessage(entry: Entry, ticket: SupportTicket, author: Actor, text: string): Promise<string> {
  const { accountId, id: ticketId } = ticket;
  const { sql, now } = entry;
  const [{ count }]: [{ count: number }] = await sql.query(
    'SELECT count(*)::int AS count FROM support_message WHERE account_id = $1 AND ticket_id = $2',
    [accountId, ticketId],
  );
  if (count >= MAX_MESSAGES) {
    throw new ApiError('CONFLICT', 'The ticket has as many messages as it may have. Submit another', {
      limit: MAX_MESSAGES,
    });
  }
  const id = newId();
  await sql.query(ADD, [accountId, id, ticketId, author, text, now]);
  await change(entry, ticket, author.kind === ActorKind.OPERATOR ? TicketState.ANSWERED : TicketState.OPEN);
  return id;
}

/** Closes it, and answers whether that was left to do: where it is closed already, nothing happens. */
export async function closeIn(entry: Entry, ticket: SupportTicket, actor: Actor): Promise<boolean> {
  if (ticket.state === TicketState.CLOSED) return false;
  await change(entry, ticket, TicketState.CLOSED);
  appendTo(entry, ticket, EventType.TICKET_CLOSED, actor);
  return true;
}

/** Writes down what happened to a ticket: never what was said. */
export function appendTo(entry: Entry, { accountId, id, number }: SupportTicket, type: EventType, actor: Actor): void {
  entry.append({ accountId, type, actor, data: { ticketId: id, number } });
}

const change = (entry: Entry, { accountId, id }: SupportTicket, state: TicketState): Promise<unknown> =>
  entry.sql.query(CHANGE, [accountId, id, state, entry.now]);
