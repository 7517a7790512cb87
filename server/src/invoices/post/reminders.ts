import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import type { InvoiceService } from '../invoice.service.ts';
import type { InvoicePost } from './invoice-post.ts';

/** How many days after it was due an invoice is reminded of. */
const DAYS = [1, 14, 28] as const;
/** Days between two reminders at least, also where the first was late because nothing ran. */
const GAP_DAYS = 7;
const AT_ONCE = 50;

const isDue = (now: string): string => `
  state = 'OPEN' AND kind = 'INVOICE' AND reminders < ${String(DAYS.length)}
  AND due_at <= ${now}::timestamptz - make_interval(days => (ARRAY[${DAYS.join(', ')}])[reminders + 1])
  AND (reminded_at IS NULL OR reminded_at <= ${now}::timestamptz - make_interval(days => ${String(GAP_DAYS)}))`;
// Of every account: no account_id.
const DUE = `SELECT account_id AS "accountId", id FROM invoice WHERE ${isDue('$1')} ORDER BY due_at LIMIT ${String(AT_ONCE)}`;
const REMIND = `
  UPDATE invoice SET reminders = reminders + 1, reminded_at = $3
  WHERE account_id = $1 AND id = $2 AND ${isDue('$3')} RETURNING reminders AS level`;

/** Reminds accounts of overdue invoices: three times at most, each time once, also where several processes do it. */
export class Reminders {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly invoices: InvoiceService,
    private readonly post: InvoicePost,
    private readonly now: Clock,
    private readonly report: (fault: unknown) => void,
  ) {}

  async run(): Promise<void> {
    const due: { accountId: string; id: string }[] = await this.db.query(DUE, [this.now()]);
    for (const { accountId, id } of due) await this.remind(accountId, id).catch(this.report);
  }

  private async remind(accountId: string, id: string): Promise<void> {
    const invoice = await this.invoices.get(accountId, id);
    const attachment = await this.post.attachmentOf(invoice);
    await this.ledger.write(accountId, async entry => {
      const [[reminded]]: [{ level: number }[], number] = await entry.sql.query(REMIND, [accountId, id, entry.now]);
      if (!reminded) return;
      const { level } = reminded;
      const data = { invoiceId: id, number: invoice.number, level };
      entry.append({ accountId, type: EventType.INVOICE_REMINDED, actor: SYSTEM, data });
      await this.post.remind(entry.sql, invoice, level, attachment);
    });
  }
}
