import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { ApiError } from '../core/errors.ts';
import { lengthOf, tidyLines } from '../core/graphql/validation.ts';
import type { Actor } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { Ledger } from '../events/ledger.ts';
import { thingKeys } from '../core/graphql/thing-key.ts';
import type { AttachmentRow, AttachmentsService } from './attachment/attachments.service.ts';
import { MAX_MESSAGE } from './ticket.input.ts';
import type { SupportMessage } from './ticket-message.entity.ts';
import { type SupportTicket, TicketState } from './ticket.entity.ts';
import type { TicketPost } from './ticket-post.ts';
import { noTicket, type TicketService } from './ticket.service.ts';
import { addMessage, appendTo, closeIn, heldTicket } from './ticket-writer.ts';

/** A ticket as whoever runs the portal sees it: with whose it is. */
export interface ListedTicket extends Pick<
  SupportTicket,
  'id' | 'number' | 'subject' | 'state' | 'createdAt' | 'changedAt'
> {
  readonly accountId: string;
  readonly customerNumber: string;
  /** What the account is called. */
  readonly account: string;
  /** Who submitted it. */
  readonly author: Actor;
}

/** A ticket with all that was written about it, the oldest first. */
export interface WholeTicket extends ListedTicket {
  readonly messages: readonly (SupportMessage & { readonly attachments: readonly AttachmentRow[] })[];
}

// Of every account: no account_id.
const LIST = `
  SELECT t.account_id AS "accountId", a.customer_number AS "customerNumber", a.name AS account, t.id, t.number, t.subject,
    t.state, t.author, t.created_at AS "createdAt", t.changed_at AS "changedAt"
  FROM support_ticket t JOIN account a ON a.id = t.account_id`;
const LONGEST = 1_000;

/** The tickets of all accounts, for whoever runs the portal. Customers have the `TicketDesk`. */
export class SupportService {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly tickets: TicketService,
    private readonly attachments: AttachmentsService,
    private readonly post: TicketPost,
  ) {}

  /** Those in one of these states, the longest unchanged first; without states, those that are open. At most 1,000. */
  async list(states: readonly TicketState[] = [TicketState.OPEN]): Promise<ListedTicket[]> {
    return this.db.query(`${LIST} WHERE t.state = ANY ($1) ORDER BY t.changed_at, t.id LIMIT ${String(LONGEST)}`, [
      states,
    ]);
  }

  /** One with its messages. @param number such as T-2026-000123 @throws ApiError NOT_FOUND */
  async show(number: string): Promise<WholeTicket> {
    const { accountId, id } = await this.placeOf(number);
    const [ticket]: ListedTicket[] = await this.db.query(`${LIST} WHERE t.account_id = $1 AND t.id = $2`, [
      accountId,
      id,
    ]);
    const [messages = []] = await this.tickets.messagesOf([thingKeys.of({ accountId, id })]);
    if (!ticket) throw noTicket();
    const files = await this.attachments.ofMessages(messages.map(thingKeys.of));
    return {
      ...ticket,
      messages: messages.map((message, i) => Object.assign(message, { attachments: files[i] ?? [] })),
    };
  }

  /** An attachment of a ticket, with its bytes. @param id as `show` has it @throws ApiError NOT_FOUND */
  async attachment(number: string, id: string): Promise<AttachmentRow & { readonly content: Readable }> {
    const { accountId } = await this.placeOf(number);
    const attachment = await this.attachments.get(accountId, id);
    return { ...attachment, content: this.attachments.contentOf(attachment) };
  }

  /**
   * Answers a ticket, and mails the answer to the customer. One that is closed is open again by it.
   *
   * @param text 1 to 10,000 characters
   * @param by the operator
   * @throws ApiError NOT_FOUND; BAD_USER_INPUT where the text is empty or too long; CONFLICT where the ticket is full
   */
  async answer(number: string, text: string, by: Actor): Promise<WholeTicket> {
    const answer = tidyLines(text);
    if (answer === '' || lengthOf(answer) > MAX_MESSAGE) {
      const reason = `must be a text of 1 to ${String(MAX_MESSAGE)} characters`;
      throw new ApiError('BAD_USER_INPUT', `The answer ${reason}`, { fields: { text: [reason] } });
    }
    const { accountId, id } = await this.placeOf(number);
    await this.ledger.write(accountId, async entry => {
      const ticket = await heldTicket(entry.sql, accountId, id);
      await addMessage(entry, ticket, by, answer);
      appendTo(entry, ticket, EventType.TICKET_ANSWERED, by);
      await this.post.answer(entry.sql, ticket, answer);
    });
    return this.show(number);
  }

  /** Closes a ticket, and mails that to the customer; one that is closed stays so. @param by the operator @throws ApiError NOT_FOUND */
  async close(number: string, by: Actor): Promise<WholeTicket> {
    const { accountId, id } = await this.placeOf(number);
    await this.ledger.write(accountId, async entry => {
      const ticket = await heldTicket(entry.sql, accountId, id);
      if (await closeIn(entry, ticket, by)) await this.post.closed(entry.sql, ticket);
    });
    return this.show(number);
  }

  /** Whose the ticket of this number is. */
  private async placeOf(number: string): Promise<{ accountId: string; id: string }> {
    const [place]: { accountId: string; id: string }[] = await this.db.query(
      'SELECT account_id AS "accountId", ticket_id AS id FROM support_ticket_number WHERE number = $1',
      [number.trim().toUpperCase()],
    );
    if (!place) throw noTicket();
    return place;
  }
}
