import type { DataSource } from 'typeorm';
import type { Clock } from '../core/context.ts';
import type { Idempotency } from '../core/idempotency.ts';
import type { Mailbox } from '../core/mail/mailbox.ts';
import { Repeated } from '../core/work/repeated.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { Tickets } from '../core/secrets/tickets.ts';
import type { Hub } from '../events/feed/hub.ts';
import type { Ledger } from '../events/ledger.ts';
import { AttachmentResolver } from './attachment/attachment.resolver.ts';
import { AttachmentStore } from './attachment/attachment-store.ts';
import { AttachmentsService } from './attachment/attachments.service.ts';
import { SupportService } from './support.service.ts';
import { TicketChanges } from './ticket-changes.ts';
import { TicketDesk } from './ticket-desk.ts';
import { TicketLimits } from './ticket-limits.ts';
import { TicketPost } from './ticket-post.ts';
import { TicketResolver } from './ticket.resolver.ts';
import { TicketService } from './ticket.service.ts';

const SWEEP_EVERY_MS = 3_600_000;

/** What support needs of the floors below. */
export interface SupportGround {
  readonly db: DataSource;
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly hub: Hub;
  readonly idempotency: Idempotency;
  /** What signs the addresses of downloads. */
  readonly tickets: Tickets;
  readonly mailbox: Mailbox;
  readonly brand: string;
  /** Who gets what customers write; undefined where nobody does. */
  readonly supportEmail: string | undefined;
  readonly now: Clock;
  /** Is told the faults that nobody waits for. */
  readonly report: (fault: unknown) => void;
}

/** Makes what tickets are written by: a part of `newServices`. */
export function newSupport(ground: SupportGround) {
  const { db, reader, ledger, hub, idempotency, mailbox, brand, supportEmail, now, report } = ground;
  const tickets = new TicketService(reader);
  const attachments = new AttachmentsService(db, reader, ground.tickets, now);
  const limits = new TicketLimits(db);
  const post = new TicketPost(mailbox, attachments, brand, supportEmail);
  const desk = new TicketDesk({ ledger, idempotency, tickets, attachments, post, limits });
  return {
    attachments,
    downloads: [attachments.downloads],
    jobs: [new Repeated(() => attachments.sweep(), SWEEP_EVERY_MS, report)],
    resolvers: [
      new AttachmentResolver(attachments),
      new TicketResolver(tickets, desk, new TicketChanges(hub, tickets)),
    ],
    service: new SupportService(db, ledger, tickets, attachments, post),
    uploads: new AttachmentStore(db, ledger, limits, report),
  };
}
