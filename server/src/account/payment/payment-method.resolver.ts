import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { Account } from '../account.entity.ts';
import { PaymentMethod, PaymentMethodKind } from '../account.type.ts';
import { UpdatePaymentMethodInput } from './payment-method.input.ts';
import type { PaymentMethodService } from './payment-method.service.ts';

@Resolver(() => Account)
export class PaymentMethodResolver {
  constructor(private readonly service: PaymentMethodService) {}

  @Authorized(Right.ACCOUNT_READ, Right.ACCOUNT_WRITE)
  @Mutation(() => Account, {
    description:
      'Changes how the account pays. Refuses an IBAN whose check digits are wrong or whose country is not of SEPA, and CARD with CARD_NOT_SET_UP where no provider takes cards.',
  })
  updatePaymentMethod(
    @Arg('input', () => UpdatePaymentMethodInput) input: UpdatePaymentMethodInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Account> {
    return this.service.update(viewer, input);
  }

  @FieldResolver(() => PaymentMethod, { nullable: true, description: 'How the account pays; null where none is set.' })
  paymentMethod(@Root() account: Account): PaymentMethod | null {
    const { paymentKind: kind, paymentSummary, paymentHolder: holder, mandateReference, mandateSignedAt } = account;
    return kind ? { kind, summary: paymentSummary ?? '', holder, mandateReference, mandateSignedAt } : null;
  }

  @FieldResolver(() => [PaymentMethodKind], {
    description: 'The ways of paying that can be chosen. CARD is among them only where a payment provider is set up.',
  })
  paymentKinds(): PaymentMethodKind[] {
    return this.service.kinds;
  }
}
