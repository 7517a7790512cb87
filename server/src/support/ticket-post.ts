import type { EntityManager } from 'typeorm';
import { ownersOf } from '../account/payment/recipients.ts';
import type { Correspondent } from '../core/mail/letter.ts';
import type { Mailbox } from '../core/mail/mailbox.ts';
import type { MailTexts, Recipient } from '../core/mail/mail-texts.ts';
import type { AttachmentRow, AttachmentsService } from './attachment/attachments.service.ts';
import { ANSWER_MAIL, CLOSED_MAIL, LETTER_MAIL, RECEIVED_MAIL, type TicketFacts } from './ticket.mail.ts';
import type { SupportTicket } from './ticket.entity.ts';

const USER = `
  SELECT name, email AS address, language, time_zone AS "timeZone" FROM portal_user
  WHERE account_id = $1 AND id = $2 AND suspended_at IS NULL`;
const ACCOUNT =
  'SELECT coalesce(company, name) AS account, customer_number AS "customerNumber" FROM account WHERE id = $1';

/** What a customer has written. */
export interface NewLetter {
  /** Who wrote it. */
  readonly userId: string;
  readonly message: string;
  readonly files: readonly AttachmentRow[];
  /** Whether it begins the ticket. */
  readonly isFirst: boolean;
}

/** Mails what is written about tickets, in the transaction in which it is written. */
export class TicketPost {
  /**
   * @param brand what the portal is called, and so its support
   * @param supportEmail who gets what customers write; undefined where nobody does
   */
  constructor(
    private readonly mailbox: Mailbox,
    private readonly attachments: AttachmentsService,
    private readonly brand: string,
    private readonly supportEmail: string | undefined,
  ) {}

  /** To support, from the one who wrote it: an answer goes to them. */
  async letter(
    sql: EntityManager,
    ticket: SupportTicket,
    { userId, message, files, isFirst }: NewLetter,
  ): Promise<void> {
    const { accountId } = ticket;
    const writer = await this.user(sql, accountId, userId);
    if (!writer) return;
    const { support } = this;
    if (support) {
      const [account]: [{ account: string; customerNumber: string }] = await sql.query(ACCOUNT, [accountId]);
      const mailed = await this.attachments.mailed(sql, files);
      const { language, timeZone } = writer;
      await this.mailbox.queue(sql, {
        accountId,
        // Whoever supports those who write in a language reads it.
        to: { ...support, language, timeZone },
        texts: LETTER_MAIL,
        facts: {
          ...factsOf(ticket),
          ...account,
          message,
          isFirst,
          writer: writer.name,
          writerEmail: writer.address,
          files,
          isMailed: mailed.length > 0,
        },
        attachments: mailed,
        replyTo: { name: writer.name, address: writer.address },
      });
    }
    if (isFirst) await this.toCustomer(sql, ticket, [writer], RECEIVED_MAIL, factsOf(ticket));
  }

  /** That support has answered. */
  async answer(sql: EntityManager, ticket: SupportTicket, answer: string): Promise<void> {
    await this.toCustomer(sql, ticket, await this.waiting(sql, ticket), ANSWER_MAIL, { ...factsOf(ticket), answer });
  }

  /** That support has closed the ticket. */
  async closed(sql: EntityManager, ticket: SupportTicket): Promise<void> {
    await this.toCustomer(sql, ticket, await this.waiting(sql, ticket), CLOSED_MAIL, factsOf(ticket));
  }

  /** Who waits for the end of a ticket: who submitted it, or the owners where they have left. */
  private async waiting(sql: EntityManager, { accountId, userId }: SupportTicket): Promise<readonly Recipient[]> {
    const submitter = await this.user(sql, accountId, userId);
    return submitter ? [submitter] : ownersOf(sql, accountId);
  }

  private async toCustomer<Facts>(
    sql: EntityManager,
    { accountId }: SupportTicket,
    recipients: readonly Recipient[],
    texts: MailTexts<Facts>,
    facts: Facts,
  ): Promise<void> {
    const { support } = this;
    for (const to of recipients) {
      await this.mailbox.queue(sql, { accountId, to, texts, facts, ...(support && { replyTo: support }) });
    }
  }

  private get support(): Correspondent | undefined {
    return this.supportEmail === undefined ? undefined : { name: `${this.brand} Support`, address: this.supportEmail };
  }

  private async user(sql: EntityManager, accountId: string, id: string): Promise<Recipient | undefined> {
    const [user]: Recipient[] = await sql.query(USER, [accountId, id]);
    return user;
  }
}

const factsOf = ({ id, number, subject }: SupportTicket): TicketFacts => ({ id, number, subject });
