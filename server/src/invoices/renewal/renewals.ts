import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { addYears } from '../../core/time/dates.ts';
import { SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { changeLicense, fits } from '../../license/license-changes.ts';
import type { License } from '../../license/license.entity.ts';
import type { Product } from '../../license/product.ts';
import { PRODUCTS } from '../../license/products.ts';
import type { InvoiceWriter } from '../issue/invoice-writer.ts';
import { customerOf } from '../order/customer.ts';
import { yearlyCentsOf, yearOf } from '../order/offers.ts';

const AT_ONCE = 200;

// Of every account: no account_id.
const DUE = `
  SELECT l.account_id FROM license l JOIN account a ON a.id = l.account_id
  WHERE l.renews AND l.terminates_at IS NULL AND l.expires_at <= $1 AND a.suspended_at IS NULL
  ORDER BY l.expires_at LIMIT ${String(AT_ONCE)}`;
// The one step from one year to the next: whoever comes second, or after a termination, changes nothing.
const RENEW = `
  UPDATE license SET expires_at = $3
  WHERE account_id = $1 AND expires_at = $2 AND expires_at <= $4 AND renews AND terminates_at IS NULL`;

/**
 * Lets contracts go on: when the year of one is over, the next begins, with its invoice in the same transaction. What is
 * due stands in the license's row alone, so that a restart loses nothing, and of several processes one renews.
 */
export class Renewals {
  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly writer: InvoiceWriter,
    private readonly now: Clock,
    private readonly report: (fault: unknown) => void,
  ) {}

  /** Renews what is due. Where a renewal fails it is reported and due again, and the others go on. */
  async run(): Promise<void> {
    const due: { account_id: string }[] = await this.db.query(DUE, [this.now()]);
    for (const { account_id: accountId } of due) {
      await this.ledger.write(accountId, entry => this.renew(entry, accountId)).catch(this.report);
    }
  }

  private async renew(entry: Entry, accountId: string): Promise<void> {
    const { license, namespace } = await customerOf(entry.sql, accountId);
    const from = license.expiresAt;
    const expiresAt = addYears(from, 1);
    const step = [accountId, from, expiresAt, entry.now];
    const [, renewed]: [unknown, number] = await entry.sql.query(RENEW, step);
    if (renewed === 0) return;

    const smaller = smallerOf(license);
    const product = smaller ?? license.product;
    const yearlyCents = smaller ? PRODUCTS[smaller].yearlyCents : yearlyCentsOf(license);
    const change = smaller ? { product: smaller, ...limitsOf(smaller), agreedYearlyCents: null } : {};
    await changeLicense(entry, license, { ...change, nextProduct: null }, SYSTEM);
    const data = { product, expiresAt: expiresAt.toISOString() };
    entry.append({ accountId, type: EventType.LICENSE_RENEWED, actor: SYSTEM, data });
    await this.writer.write(entry, accountId, yearOf(product, yearlyCents, namespace, from), SYSTEM);
  }
}

/** The smaller product that was asked for; null where there is none, or more is in use than it allows. */
const smallerOf = (license: License): Product | null =>
  license.nextProduct && fits(license, PRODUCTS[license.nextProduct]) ? license.nextProduct : null;

function limitsOf(product: Product) {
  const { maxClients, maxSessions, maxActiveDevices, maxSessionLengthSeconds } = PRODUCTS[product];
  return { maxClients, maxSessions, maxActiveDevices, maxSessionLengthSeconds };
}
