import type { DataSource, EntityManager } from 'typeorm';
import { PaymentMethodKind } from '../../account/account.type.ts';
import { billedOf } from '../../account/payment/recipients.ts';
import type { Clock } from '../../core/context.ts';
import type { Attachment, Correspondent } from '../../core/mail/letter.ts';
import type { Mailbox } from '../../core/mail/mailbox.ts';
import type { MailTexts } from '../../core/mail/mail-texts.ts';
import type { Billing } from '../../core/settings/seller.ts';
import { type Invoice, InvoiceKind } from '../invoice.entity.ts';
import type { InvoiceService } from '../invoice.service.ts';
import { invoiceLanguage } from '../issue/line-texts.ts';
import { day, money } from '../paper/paper-format.ts';
import type { Papers } from '../paper/papers.ts';
import { INVOICE_MAIL, type InvoiceFacts, REMINDER_MAIL } from './invoice.mail.ts';

// Of every account: no account_id. A row that another process mails at this moment is passed over.
const NEXT = `
  SELECT account_id AS "accountId", id FROM invoice WHERE mailed_at IS NULL AND id <> ALL ($1)
  ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`;
const MAILED = 'UPDATE invoice SET mailed_at = $3 WHERE account_id = $1 AND id = $2';

/** Mails invoices with their PDFs: new ones once each, and overdue ones where it is told to. */
export class InvoicePost {
  constructor(
    private readonly db: DataSource,
    private readonly invoices: InvoiceService,
    private readonly papers: Papers,
    private readonly mailbox: Mailbox,
    private readonly billing: Billing,
    private readonly now: Clock,
    private readonly report: (fault: unknown) => void,
  ) {}

  /** Hands every invoice that was not mailed yet to the mail. Several processes may do it. One that fails keeps none back. */
  async run(): Promise<void> {
    const tried: string[] = [];
    for (;;) {
      const count = tried.length;
      await this.mailNext(tried).catch(this.report);
      if (tried.length === count) return;
    }
  }

  /** The PDF, made before the transaction in which `remind` queues it: to make it takes longer than a lock may be held. */
  async attachmentOf(invoice: Invoice): Promise<Attachment> {
    const { fileName: filename, pdf } = await this.papers.of(invoice);
    return { filename, contentType: 'application/pdf', content: await pdf() };
  }

  async remind(sql: EntityManager, invoice: Invoice, level: number, attachment: Attachment): Promise<void> {
    await this.queue(sql, invoice, REMINDER_MAIL, facts => ({ ...facts, level }), attachment);
  }

  /** Mails one that was not tried, and notes it among those that were. */
  private mailNext(tried: string[]): Promise<void> {
    return this.db.transaction(async sql => {
      const [next]: { accountId: string; id: string }[] = await sql.query(NEXT, [tried]);
      if (!next) return;
      tried.push(next.id);
      const invoice = await this.invoices.get(next.accountId, next.id);
      const attachment = await this.attachmentOf(invoice);
      await this.queue(sql, invoice, INVOICE_MAIL, facts => ({ ...facts, way: wayOf(invoice) }), attachment);
      await sql.query(MAILED, [next.accountId, next.id, this.now()]);
    });
  }

  private async queue<Facts>(
    sql: EntityManager,
    { accountId, number, grossCents, dueAt }: Invoice,
    texts: MailTexts<Facts>,
    factsWith: (facts: { number: string; gross: string; due: string }) => Facts,
    attachment: Attachment,
  ): Promise<void> {
    const { seller, timeZone } = this.billing;
    const to = await billedOf(sql, accountId);
    const language = invoiceLanguage(to.language);
    const facts = { number, gross: money(grossCents, language), due: day(dueAt, timeZone, language) };
    const replyTo: Correspondent | undefined = seller && { name: seller.name, address: seller.email };
    await this.mailbox.queue(sql, {
      accountId,
      to,
      texts,
      facts: factsWith(facts),
      attachments: [attachment],
      ...(replyTo && { replyTo }),
    });
  }
}

function wayOf({ kind, payment }: Invoice): InvoiceFacts['way'] {
  if (kind === InvoiceKind.CANCELLATION) return 'back';
  if (payment?.kind === PaymentMethodKind.SEPA_DEBIT) return 'debit';
  return payment?.kind === PaymentMethodKind.CARD ? 'card' : 'transfer';
}
