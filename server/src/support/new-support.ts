import type { DataSource } from 'typeorm';
import type { Idempotency } from '../core/idempotency.ts';
import type { Mailbox } from '../core/mail/mailbox.ts';
import type { Reader } from '../core/sql.ts';
import type { Hub } from '../events/hub.ts';
import type { Ledger } from '../events/ledger.ts';
import { SupportService } from './support.service.ts';
import { TicketChanges } from './ticket-changes.ts';
import { TicketDesk } from './ticket-desk.ts';
import { TicketLimits } from './ticket-limits.ts';
import { TicketPost } from './ticket-post.ts';
import { TicketResolver } from './ticket.resolver.ts';
import { TicketService } from './ticket.service.ts';

/** What support needs of the floors below. */
export interface SupportGround {
  readonly db: DataSource;
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly hub: Hub;
  readonly idempotency: Idempotency;
  readonly mailbox: Mailbox;
  readonly brand: string;
  /** Who gets what customers write; undefined where nobody does. */
  readonly supportEmail: string | undefined;
}

/** Makes what tickets are written by: a part of `newServices`. */
export function newSupport({ db, reader, ledger, hub, idempotency, mailbox, brand, supportEmail }: SupportGround) {
  const tickets = new TicketService(reader);
  const post = new TicketPost(mailbox, brand, supportEmail);
  const desk = new TicketDesk({ ledger, idempotency, tickets, post, limits: new TicketLimits(db) });
  return {
    resolvers: [new TicketResolver(tickets, desk, new TicketChanges(hub, tickets))],
    service: new SupportService(db, ledger, tickets, post),
  };
}
