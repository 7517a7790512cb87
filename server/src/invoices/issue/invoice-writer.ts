import { Account } from '../../account/account.entity.ts';
import { billedOf } from '../../account/payment/recipients.ts';
import { DAY_MS } from '../../core/time/dates.ts';
import { ApiError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { vatOf } from '../../core/money.ts';
import type { Billing, Seller } from '../../core/settings/seller.ts';
import type { Actor } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry } from '../../events/ledger.ts';
import { Invoice, type InvoiceBuyer, InvoiceKind, type InvoiceSeller, InvoiceState } from '../invoice.entity.ts';
import type { InvoiceLine, InvoicePayment } from '../invoice.type.ts';
import type { InvoiceNumbers } from './invoice-numbers.ts';
import { type InvoiceLanguage, invoiceLanguage, LINE_TEXTS, type LineTexts } from './line-texts.ts';
import { type Tax, taxFor } from './tax.ts';

/** A thing to be billed. */
export interface NewLine {
  readonly text: (texts: LineTexts) => string;
  readonly from: Date;
  readonly to: Date;
  readonly netCents: number;
}

/** Writes invoices, in the transaction of what they are for. */
export class InvoiceWriter {
  constructor(
    private readonly billing: Billing,
    private readonly numbers: InvoiceNumbers,
  ) {}

  /** The tax on what the account buys. @throws ApiError SELLER_NOT_SET_UP where nothing is sold */
  taxOf(account: Account): Tax {
    return taxFor(this.seller, account, this.billing.vatBasisPoints);
  }

  /**
   * Writes an invoice over `lines`, to be paid as the account pays now. None where they come to nothing.
   *
   * @throws ApiError SELLER_NOT_SET_UP where nothing is sold
   */
  async write(entry: Entry, accountId: string, lines: readonly NewLine[], actor: Actor): Promise<Invoice | null> {
    const { seller } = this;
    const owed = lines.filter(({ netCents }) => netCents > 0);
    if (owed.length === 0) return null;

    const account = await entry.sql.findOneByOrFail(Account, { id: accountId });
    const language = invoiceLanguage((await billedOf(entry.sql, accountId)).language);
    const tax = this.taxOf(account);
    const written = owed.map(line => taxed(line, tax, language));
    const times = written.flatMap(({ from, to }) => [from, to]).sort();
    return this.insert(entry, actor, {
      accountId,
      kind: InvoiceKind.INVOICE,
      cancels: null,
      language,
      lines: written,
      seller: sellerAsParty(seller),
      buyer: buyerOf(account),
      payment: paymentOf(account),
      vatCategory: tax.category,
      vatBasisPoints: tax.basisPoints,
      serviceFrom: new Date(times[0] ?? entry.now),
      serviceTo: new Date(times.at(-1) ?? entry.now),
      ...sumsOf(written),
      state: InvoiceState.OPEN,
      paidAt: null,
    });
  }

  /**
   * Writes the cancellation of an invoice: the same with every sum below zero, and a number of its own.
   *
   * @param isOwed whether the invoice had been paid, so that the money goes back
   */
  cancel(entry: Entry, invoice: Invoice, isOwed: boolean, actor: Actor): Promise<Invoice> {
    const lines = invoice.lines.map(({ text, from, to, netCents, vatCents }) => {
      return { text, from, to, netCents: -netCents, vatCents: -vatCents };
    });
    const { accountId, language, seller, buyer, payment, vatCategory, vatBasisPoints, serviceFrom, serviceTo } =
      invoice;
    const kept = { accountId, language, seller, buyer, payment, vatCategory, vatBasisPoints, serviceFrom, serviceTo };
    return this.insert(entry, actor, {
      ...kept,
      kind: InvoiceKind.CANCELLATION,
      cancels: invoice.id,
      lines,
      ...sumsOf(lines),
      state: isOwed ? InvoiceState.OPEN : InvoiceState.PAID,
      paidAt: isOwed ? null : entry.now,
    });
  }

  private get seller(): Seller {
    if (this.billing.seller) return this.billing.seller;
    throw new ApiError('SELLER_NOT_SET_UP', 'The operator has not said who sells');
  }

  private async insert(
    entry: Entry,
    actor: Actor,
    draft: Omit<Invoice, 'id' | 'number' | 'issuedAt' | 'dueAt' | 'currency' | 'mailedAt' | 'reminders' | 'remindedAt'>,
  ): Promise<Invoice> {
    const taken = await this.numbers.take(entry);
    const { number, issuedAt } = taken;
    const isInvoice = draft.kind === InvoiceKind.INVOICE;
    const dueAt = isInvoice ? new Date(issuedAt.getTime() + this.billing.dueDays * DAY_MS) : issuedAt;
    const made = {
      id: newId(),
      number,
      issuedAt,
      dueAt,
      currency: 'EUR',
      mailedAt: null,
      reminders: 0,
      remindedAt: null,
    };
    const invoice = entry.sql.create(Invoice, { ...draft, ...made });
    await entry.sql.insert(Invoice, invoice);
    await this.numbers.list(entry, taken, draft.accountId, invoice.id);
    entry.append({
      accountId: draft.accountId,
      type: EventType.INVOICE_ISSUED,
      actor,
      data: { invoiceId: invoice.id, number, kind: draft.kind, grossCents: draft.grossCents },
    });
    return invoice;
  }
}

function taxed({ text, from, to, netCents }: NewLine, tax: Tax, language: InvoiceLanguage): InvoiceLine {
  const vatCents = vatOf(netCents, tax.basisPoints);
  return {
    text: text(LINE_TEXTS[language]),
    from: from.toISOString(),
    to: to.toISOString(),
    netCents,
    vatCents,
  };
}

/** What lines come to, in whole cents. */
export function sumsOf(lines: readonly Pick<InvoiceLine, 'netCents' | 'vatCents'>[]) {
  const netCents = lines.reduce((sum, line) => sum + line.netCents, 0);
  const vatCents = lines.reduce((sum, line) => sum + line.vatCents, 0);
  return { netCents, vatCents, grossCents: netCents + vatCents };
}

function sellerAsParty({ name, ...seller }: Seller): InvoiceSeller {
  return { ...seller, company: name, name: null };
}

function buyerOf(account: Account): InvoiceBuyer {
  const { contactName, company, street, postalCode, city, country, vatId, customerNumber, email, paymentEmail } =
    account;
  const address = { street, postalCode, city, country, vatId };
  return {
    company: company ?? account.name,
    name: contactName,
    ...address,
    customerNumber,
    email: paymentEmail ?? email,
  };
}

const paymentOf = ({ paymentKind, paymentSummary, mandateReference }: Account): InvoicePayment | null =>
  paymentKind && { kind: paymentKind, summary: paymentSummary ?? '', mandateReference };
