import type { Clock } from '../core/context.ts';
import { ApiError } from '../core/errors.ts';
import { isUuid } from '../core/ids.ts';
import { COUNT_LIMIT, keysetOf, type Page, type PageArgs, pageOf, totalOf } from '../core/page.ts';
import type { Reader } from '../core/sql.ts';
import type { Invoice } from './invoice.entity.ts';

// An open invoice falls overdue by the clock alone, so nobody writes it down.
const pageInOrder = (way: 'ASC' | 'DESC', beyond: '<' | '>'): string => `
  SELECT id, number, issued_at AS "issuedAt", due_at AS "dueAt", service_from AS "serviceFrom", service_to AS "serviceTo",
    net_cents AS "netCents", vat_cents AS "vatCents", gross_cents AS "grossCents", currency,
    CASE WHEN state = 'OPEN' AND due_at <= $3 THEN 'OVERDUE' ELSE state END AS state
  FROM invoice
  WHERE account_id = $1 AND ($4::timestamptz IS NULL OR (issued_at, id) ${beyond} ($4, $5::uuid))
  ORDER BY issued_at ${way}, id ${way} LIMIT $2`;
const NEWEST_FIRST = pageInOrder('DESC', '<');
const OLDEST_FIRST = pageInOrder('ASC', '>');
const COUNT = `
  SELECT count(*)::int AS count FROM (SELECT FROM invoice WHERE account_id = $1 LIMIT ${String(COUNT_LIMIT + 1)}) i`;

/** Reads the invoices of accounts. */
export class InvoiceService {
  constructor(
    private readonly reader: Reader,
    private readonly now: Clock,
  ) {}

  /** A page of the account's invoices, the newest first. */
  async page(accountId: string, args: PageArgs): Promise<Page<Invoice>> {
    const keyset = keysetOf(args, 2);
    const from = keyset.from ? checked(keyset.from) : [null, null];
    const [name, text] = keyset.isBackwards ? ['invoices back', OLDEST_FIRST] : ['invoices', NEWEST_FIRST];
    const rows = await this.reader.rows<Invoice>(name, text, [accountId, keyset.limit, this.now(), ...from]);
    const total = async () => {
      const [counted] = await this.reader.rows<{ count: number }>('invoices count', COUNT, [accountId]);
      return totalOf(counted?.count ?? 0);
    };
    return pageOf(rows, keyset, row => [row.issuedAt.toISOString(), row.id], total);
  }
}

/** A cursor comes from the caller: what is no moment and no id must not reach the database. */
function checked([at, id]: readonly (string | null)[]): [Date, string] {
  const moment = new Date(at ?? Number.NaN);
  if (Number.isNaN(moment.getTime()) || !isUuid(id)) throw new ApiError('BAD_USER_INPUT', 'No such cursor');
  return [moment, id];
}
