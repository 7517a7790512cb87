import type { Clock } from '../core/context.ts';
import { ApiError } from '../core/errors.ts';
import { isUuid } from '../core/ids.ts';
import { COUNT_LIMIT, keysetOf, momentAndId, type Page, type PageArgs, pageOf, totalOf } from '../core/graphql/page.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { Invoice } from './invoice.entity.ts';

// An open invoice falls overdue by the clock alone, so nobody writes it down. A cancellation is never overdue.
const COLUMNS = `
  account_id AS "accountId", id, kind, number, cancels, language, issued_at AS "issuedAt", due_at AS "dueAt",
  service_from AS "serviceFrom", service_to AS "serviceTo", lines, seller, buyer, vat_category AS "vatCategory",
  vat_basis_points AS "vatBasisPoints", net_cents AS "netCents", vat_cents AS "vatCents", gross_cents AS "grossCents",
  currency, payment, paid_at AS "paidAt", mailed_at AS "mailedAt", reminders, reminded_at AS "remindedAt",
  CASE WHEN state = 'OPEN' AND kind = 'INVOICE' AND due_at <= $2 THEN 'OVERDUE' ELSE state END AS state`;
const pageInOrder = (way: 'ASC' | 'DESC', beyond: '<' | '>'): string => `
  SELECT ${COLUMNS} FROM invoice
  WHERE account_id = $1 AND ($4::timestamptz IS NULL OR (issued_at, id) ${beyond} ($4, $5::uuid))
  ORDER BY issued_at ${way}, id ${way} LIMIT $3`;
const NEWEST_FIRST = pageInOrder('DESC', '<');
const OLDEST_FIRST = pageInOrder('ASC', '>');
const COUNT = `
  SELECT count(*)::int AS count FROM (SELECT FROM invoice WHERE account_id = $1 LIMIT ${String(COUNT_LIMIT + 1)}) i`;
const ONE = `SELECT ${COLUMNS} FROM invoice WHERE account_id = $1 AND id = $3`;
const CANCELLING = `SELECT ${COLUMNS} FROM invoice WHERE account_id = $1 AND cancels = $3`;

/** Reads the invoices of accounts. */
export class InvoiceService {
  constructor(
    private readonly reader: Reader,
    private readonly now: Clock,
  ) {}

  /** A page of the account's invoices, the newest first. */
  async page(accountId: string, args: PageArgs): Promise<Page<Invoice>> {
    const keyset = keysetOf(args, 2);
    const from = keyset.from ? momentAndId(keyset.from, isUuid) : [null, null];
    const [name, text] = keyset.isBackwards ? ['invoices back', OLDEST_FIRST] : ['invoices', NEWEST_FIRST];
    const rows = await this.reader.rows<Invoice>(name, text, [accountId, this.now(), keyset.limit, ...from]);
    const total = async () => {
      const [counted] = await this.reader.rows<{ count: number }>('invoices count', COUNT, [accountId]);
      return totalOf(counted?.count ?? 0);
    };
    return pageOf(rows, keyset, row => [row.issuedAt.toISOString(), row.id], total);
  }

  /** One of the account's invoices; null where it has none of that id. */
  async find(accountId: string, id: string): Promise<Invoice | null> {
    if (!isUuid(id)) return null;
    const [invoice] = await this.reader.rows<Invoice>('invoice', ONE, [accountId, this.now(), id]);
    return invoice ?? null;
  }

  /** As `find`. @throws ApiError NOT_FOUND where the account has no such invoice */
  async get(accountId: string, id: string): Promise<Invoice> {
    const invoice = await this.find(accountId, id);
    if (!invoice) throw noInvoice();
    return invoice;
  }

  /** What takes the invoice back; null where nothing does. */
  async cancellationOf({ accountId, id }: Invoice): Promise<Invoice | null> {
    const [found] = await this.reader.rows<Invoice>('invoice cancelling', CANCELLING, [accountId, this.now(), id]);
    return found ?? null;
  }
}

export const noInvoice = (): ApiError => new ApiError('NOT_FOUND', 'There is no such invoice');
