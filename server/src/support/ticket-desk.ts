import type { Idempotency } from '../core/idempotency.ts';
import { tidyLines } from '../core/validation.ts';
import type { Viewer } from '../core/viewer.ts';
import { actorOf } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { Ledger } from '../events/ledger.ts';
import type { ReplyToTicketInput, SubmitTicketInput } from './ticket.input.ts';
import type { SupportTicket } from './ticket.entity.ts';
import { type TicketLimits, writerOf } from './ticket-limits.ts';
import type { TicketPost } from './ticket-post.ts';
import type { TicketService } from './ticket.service.ts';
import { addMessage, appendTo, closeIn, heldTicket, openTicket } from './ticket-writer.ts';

/** What the customer's side of support works with. */
export interface TicketDeskParts {
  readonly ledger: Ledger;
  readonly idempotency: Idempotency;
  readonly tickets: TicketService;
  readonly post: TicketPost;
  readonly limits: TicketLimits;
}

/** Takes what customers write to support. It is mailed with the transaction in which it is written down. */
export class TicketDesk {
  constructor(private readonly parts: TicketDeskParts) {}

  /** @throws ApiError RATE_LIMITED after too many in an hour */
  async submit(viewer: Viewer, input: SubmitTicketInput): Promise<SupportTicket> {
    const { ledger, idempotency, tickets, post, limits } = this.parts;
    const { accountId } = viewer;
    const { userId } = writerOf(viewer);
    await limits.take(writerOf(viewer));
    const author = actorOf(viewer);
    const wish = { accountId, by: author, operation: 'submitTicket', input };
    const { id } = await ledger.write(accountId, entry =>
      idempotency.once(entry, wish, async () => {
        const message = tidyLines(input.message);
        const ticket = await openTicket(entry, { accountId, author, userId, subject: input.subject.trim() });
        await addMessage(entry, ticket, author, message);
        await post.letter(entry.sql, ticket, { userId, message, isFirst: true });
        return ticket.id;
      }),
    );
    return tickets.get(accountId, id);
  }

  /** @throws ApiError NOT_FOUND, CONFLICT where the ticket is full, RATE_LIMITED after too many in an hour */
  async reply(viewer: Viewer, input: ReplyToTicketInput): Promise<SupportTicket> {
    const { ledger, idempotency, tickets, post, limits } = this.parts;
    const { accountId } = viewer;
    const { userId } = writerOf(viewer);
    await limits.take(writerOf(viewer));
    const author = actorOf(viewer);
    const wish = { accountId, by: author, operation: 'replyToTicket', input };
    const { id } = await ledger.write(accountId, entry =>
      idempotency.once(entry, wish, async () => {
        const message = tidyLines(input.message);
        const ticket = await heldTicket(entry.sql, accountId, input.id);
        await addMessage(entry, ticket, author, message);
        appendTo(entry, ticket, EventType.TICKET_REPLIED, author);
        await post.letter(entry.sql, ticket, { userId, message, isFirst: false });
        return ticket.id;
      }),
    );
    return tickets.get(accountId, id);
  }

  /** Closes a ticket; one that is closed stays so. @throws ApiError NOT_FOUND */
  async close(viewer: Viewer, id: string): Promise<SupportTicket> {
    const { accountId } = viewer;
    await this.parts.ledger.write(accountId, async entry => {
      await closeIn(entry, await heldTicket(entry.sql, accountId, id), actorOf(viewer));
    });
    return this.parts.tickets.get(accountId, id);
  }
}
