import { thingKeys } from '../core/graphql/thing-key.ts';
import { EventType } from '../events/event-type.ts';
import { gathered, type Gathering } from '../events/feed/gathered.ts';
import type { Hub } from '../events/feed/hub.ts';
import type { LogEvent } from '../events/log-event.ts';
import type { SupportTicket } from './ticket.entity.ts';
import type { TicketService } from './ticket.service.ts';

const CHANGING: ReadonlySet<EventType> = new Set([
  EventType.TICKET_SUBMITTED,
  EventType.TICKET_REPLIED,
  EventType.TICKET_ANSWERED,
  EventType.TICKET_CLOSED,
]);

/** Tells what happens to an account's tickets. */
export class TicketChanges {
  constructor(
    private readonly hub: Hub,
    private readonly tickets: TicketService,
  ) {}

  follow(accountId: string): Gathering {
    return gathered(this.hub, accountId, event => CHANGING.has(event.type));
  }

  /** The tickets that a batch is about, each once, as they are now. */
  async of(accountId: string, events: readonly LogEvent[]): Promise<SupportTicket[]> {
    const ids = [...new Set(events.map(({ data }) => String(data['ticketId'])))];
    const tickets = await this.tickets.byKeys(ids.map(id => thingKeys.of({ accountId, id })));
    return tickets.filter(ticket => ticket !== null);
  }
}
