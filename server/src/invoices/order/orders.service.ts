import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { addYears } from '../../core/time/dates.ts';
import { ApiError } from '../../core/errors.ts';
import type { Idempotency } from '../../core/idempotency.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { changeLicense, limitsAs } from '../../license/license-changes.ts';
import type { LicenseService } from '../../license/license.service.ts';
import { type Namespaces, takenName } from '../../license/namespace/namespaces.ts';
import { Product } from '../../license/product.ts';
import { isGreater } from '../../license/products.ts';
import type { InvoiceService } from '../invoice.service.ts';
import type { InvoiceWriter } from '../issue/invoice-writer.ts';
import { type Customer, customerOf, requireAddress } from './customer.ts';
import type { Offer } from './offer.type.ts';
import { beginsAnew, type Draft, namespaceOffer, productOffer } from './offers.ts';
import type { BuyNamespaceInput, NamespaceOfferInput, OrderPayload, UpgradeLicenseInput } from './order.input.ts';

/** What orders work with. */
export interface OrderParts {
  readonly db: DataSource;
  readonly ledger: Ledger;
  readonly idempotency: Idempotency;
  readonly licenses: LicenseService;
  readonly namespaces: Namespaces;
  readonly invoices: InvoiceService;
  readonly writer: InvoiceWriter;
  readonly now: Clock;
}

/** Sells greater products and namespaces. What is ordered takes effect with its invoice, in one transaction. */
export class OrdersService {
  constructor(private readonly parts: OrderParts) {}

  /** What each product would change and cost; the present one too, where a contract would begin anew. */
  async productOffers(viewer: Viewer): Promise<Offer[]> {
    const customer = await customerOf(this.parts.db.manager, viewer.accountId);
    const [now, tax] = [this.parts.now(), this.parts.writer.taxOf(customer.account)];
    const { license } = customer;
    return Object.values(Product)
      .filter(product => product !== license.product || beginsAnew(license, now))
      .map(product => productOffer(customer, product, tax, now).offer);
  }

  /** @throws ApiError as `namespaceOffer`; NAMESPACE_TAKEN where somebody else has the name */
  async namespaceOffer(viewer: Viewer, input: NamespaceOfferInput): Promise<Offer> {
    const customer = await customerOf(this.parts.db.manager, viewer.accountId);
    const tax = this.parts.writer.taxOf(customer.account);
    const { offer } = namespaceOffer(customer, input, tax, this.parts.now());
    const taken: unknown[] = await this.parts.db.query(
      'SELECT FROM namespace WHERE name = $1 AND account_id IS DISTINCT FROM $2',
      [input.name, viewer.accountId],
    );
    if (taken.length > 0) throw takenName(input.name);
    return offer;
  }

  /**
   * Makes the license one of a greater product, or begins a contract of any product where there is none or was a trial.
   *
   * @throws ApiError CONFLICT where the product is no greater one, the contract was terminated or is just being renewed, or it
   *   costs more than was accepted; SEAT_LIMIT_REACHED and the like with what must be freed; CONTACT_INCOMPLETE;
   *   SELLER_NOT_SET_UP
   */
  upgrade(viewer: Viewer, input: UpgradeLicenseInput): Promise<OrderPayload> {
    return this.order(viewer, 'upgradeLicense', input, async (entry, customer) => {
      const { license } = customer;
      const [actor, { product }] = [actorOf(viewer), input];
      const draft = productOffer(customer, product, this.parts.writer.taxOf(customer.account), entry.now);
      const limits = limitsAs(license, product);
      if (beginsAnew(license, entry.now)) {
        const anew = { expiresAt: addYears(entry.now, 1), terminatesAt: null, renews: true, isTrial: false };
        await changeLicense(
          entry,
          license,
          { product, ...limits, ...anew, agreedYearlyCents: null, nextProduct: null },
          actor,
        );
        return draft;
      }
      if (!isGreater(product, license.product)) {
        throw new ApiError('CONFLICT', 'That is no greater product', { product: license.product });
      }
      requireRunning(license, entry.now);
      await changeLicense(entry, license, { product, ...limits, agreedYearlyCents: null, nextProduct: null }, actor);
      return draft;
    });
  }

  /**
   * Makes a namespace the account's own, or lets it hold more aliases.
   *
   * @throws ApiError as `namespaceOffer` and `upgrade`; NAMESPACE_TAKEN where somebody was quicker
   */
  buyNamespace(viewer: Viewer, input: BuyNamespaceInput): Promise<OrderPayload> {
    const { accountId } = viewer;
    const { name, maxAliases } = input;
    return this.order(viewer, 'buyNamespace', input, async (entry, customer) => {
      const draft = namespaceOffer(customer, input, this.parts.writer.taxOf(customer.account), entry.now);
      requireRunning(customer.license, entry.now);
      if (customer.namespace) await this.parts.namespaces.widen(entry, accountId, name, maxAliases);
      else await this.parts.namespaces.take(entry, accountId, name, maxAliases);
      const data = { name, maxAliases };
      entry.append({ accountId, type: EventType.NAMESPACE_BOUGHT, actor: actorOf(viewer), data });
      return draft;
    });
  }

  private async order(
    viewer: Viewer,
    operation: string,
    input: UpgradeLicenseInput | BuyNamespaceInput,
    fulfill: (entry: Entry, customer: Customer) => Promise<Draft>,
  ): Promise<OrderPayload> {
    const { accountId } = viewer;
    const { ledger, idempotency, writer, licenses, invoices } = this.parts;
    const wish = { accountId, by: actorOf(viewer), operation, input };
    const { id } = await ledger.write(accountId, entry =>
      idempotency.once(entry, wish, async () => {
        const customer = await customerOf(entry.sql, accountId);
        const { offer, lines } = await fulfill(entry, customer);
        if (offer.grossCents > input.acceptedGrossCents) {
          throw new ApiError('CONFLICT', 'It costs more by now', { grossCents: offer.grossCents });
        }
        if (offer.grossCents > 0) requireAddress(customer.account);
        return (await writer.write(entry, accountId, lines, actorOf(viewer)))?.id ?? '';
      }),
    );
    return { license: await licenses.shown(accountId), invoice: id ? await invoices.get(accountId, id) : null };
  }
}

/** @throws ApiError CONFLICT where the contract was terminated, or its year has just ended and the next one is being billed */
function requireRunning({ expiresAt, terminatesAt }: Customer['license'], now: Date): void {
  if (terminatesAt) {
    throw new ApiError('CONFLICT', 'The contract was terminated: take that back first', { terminatesAt });
  }
  if (expiresAt <= now) throw new ApiError('CONFLICT', 'The contract is just being renewed: try again in a minute');
}
