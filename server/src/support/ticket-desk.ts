import type { Idempotency } from '../core/idempotency.ts';
import { tidyLines } from '../core/graphql/validation.ts';
import type { Viewer } from '../core/viewer.ts';
import { type Actor, actorOf } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { Entry, Ledger } from '../events/ledger.ts';
import type { ReplyToTicketInput, SubmitTicketInput } from './ticket.input.ts';
import type { SupportTicket } from './ticket.entity.ts';
import { type TicketLimits, writerOf } from './ticket-limits.ts';
import type { TicketPost } from './ticket-post.ts';
import type { AttachmentsService } from './attachment/attachments.service.ts';
import type { TicketService } from './ticket.service.ts';
import { addMessage, appendTo, closeIn, heldTicket, openTicket } from './ticket-writer.ts';

/** What the customer's side of support works with. */
export interface TicketDeskParts {
  readonly ledger: Ledger;
  readonly idempotency: Idempotency;
  readonly tickets: TicketService;
  readonly attachments: AttachmentsService;
  readonly post: TicketPost;
  readonly limits: TicketLimits;
}

/** Takes what customers write to support. It is mailed with the transaction in which it is written down. */
export class TicketDesk {
  constructor(private readonly parts: TicketDeskParts) {}

  /** @throws ApiError NOT_FOUND where a file does not wait to be attached; RATE_LIMITED after too many in an hour */
  submit(viewer: Viewer, input: SubmitTicketInput): Promise<SupportTicket> {
    return this.write(viewer, 'submitTicket', input, (entry, author) =>
      openTicket(entry, {
        accountId: viewer.accountId,
        author,
        userId: writerOf(viewer).userId,
        subject: input.subject.trim(),
      }),
    );
  }

  /** @throws ApiError NOT_FOUND, also as `submit`; CONFLICT where the ticket is full; RATE_LIMITED */
  reply(viewer: Viewer, input: ReplyToTicketInput): Promise<SupportTicket> {
    return this.write(viewer, 'replyToTicket', input, async (entry, author) => {
      const ticket = await heldTicket(entry.sql, viewer.accountId, input.id);
      appendTo(entry, ticket, EventType.TICKET_REPLIED, author);
      return ticket;
    });
  }

  /** Closes a ticket; one that is closed stays so. @throws ApiError NOT_FOUND */
  async close(viewer: Viewer, id: string): Promise<SupportTicket> {
    const { accountId } = viewer;
    await this.parts.ledger.write(accountId, async entry => {
      await closeIn(entry, await heldTicket(entry.sql, accountId, id), actorOf(viewer));
    });
    return this.parts.tickets.get(accountId, id);
  }

  /** Adds a message to the ticket that `find` answers. */
  private async write(
    viewer: Viewer,
    operation: 'submitTicket' | 'replyToTicket',
    input: SubmitTicketInput | ReplyToTicketInput,
    find: (entry: Entry, author: Actor) => Promise<SupportTicket>,
  ): Promise<SupportTicket> {
    const { ledger, idempotency, tickets, attachments, post, limits } = this.parts;
    const { accountId } = viewer;
    const { userId } = writerOf(viewer);
    await limits.take(writerOf(viewer));
    const author = actorOf(viewer);
    const { id } = await ledger.write(accountId, entry =>
      idempotency.once(entry, { accountId, by: author, operation, input }, async () => {
        const message = tidyLines(input.message);
        const ticket = await find(entry, author);
        const messageId = await addMessage(entry, ticket, author, message);
        const files = await attachments.attach(entry.sql, { accountId, messageId, userId }, input.attachments ?? []);
        await post.letter(entry.sql, ticket, { userId, message, files, isFirst: operation === 'submitTicket' });
        return ticket.id;
      }),
    );
    return tickets.get(accountId, id);
  }
}
