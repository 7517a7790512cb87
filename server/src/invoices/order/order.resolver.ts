import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { Offer } from './offer.type.ts';
import { BuyNamespaceInput, NamespaceOfferInput, OrderPayload, UpgradeLicenseInput } from './order.input.ts';
import type { OrdersService } from './orders.service.ts';

@Resolver()
export class OrderResolver {
  constructor(private readonly orders: OrdersService) {}

  @Authorized(Right.LICENSE_READ)
  @Query(() => [Offer], {
    description:
      'What each other product would change and cost: a greater one at once, for the rest of the period; a smaller one from its end. SELLER_NOT_SET_UP where nothing is sold.',
  })
  productOffers(@Ctx() { viewer }: ViewerContext): Promise<Offer[]> {
    return this.orders.productOffers(viewer);
  }

  @Authorized(Right.LICENSE_READ)
  @Query(() => Offer, {
    description:
      'What a namespace would cost, or more aliases in the one that there is. NAMESPACE_TAKEN where another account has the name; CONFLICT for a second namespace, for no more aliases than there are, and for a trial.',
  })
  namespaceOffer(
    @Arg('input', () => NamespaceOfferInput) input: NamespaceOfferInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Offer> {
    return this.orders.namespaceOffer(viewer, input);
  }

  @Authorized(Right.CONTRACT)
  @Mutation(() => OrderPayload, {
    description:
      'Changes to a greater product at once, and writes the invoice for the rest of the period. An expired license and a trial begin a year anew, with any product. Refused with CONFLICT for a product that is no greater, for a terminated contract, and where it costs more than was accepted; with SEAT_LIMIT_REACHED and the like where more is in use than the product allows; with CONTACT_INCOMPLETE where the address for the invoice is missing.',
  })
  upgradeLicense(
    @Arg('input', () => UpgradeLicenseInput) input: UpgradeLicenseInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<OrderPayload> {
    return this.orders.upgrade(viewer, input);
  }

  @Authorized(Right.CONTRACT)
  @Mutation(() => OrderPayload, {
    description:
      'Buys a namespace, or more aliases in the one that there is, at once, and writes the invoice for the rest of the period. Refused as `namespaceOffer` and `upgradeLicense`.',
  })
  buyNamespace(
    @Arg('input', () => BuyNamespaceInput) input: BuyNamespaceInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<OrderPayload> {
    return this.orders.buyNamespace(viewer, input);
  }
}
