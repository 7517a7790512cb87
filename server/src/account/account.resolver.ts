import { Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../core/context.ts';
import { Right } from '../core/viewer.ts';
import { Account } from './account.entity.ts';
import type { AccountService } from './account.service.ts';
import { Contact, PaymentMethod } from './account.type.ts';

@Resolver(() => Account)
export class AccountResolver {
  constructor(private readonly accounts: AccountService) {}

  @Authorized(Right.ACCOUNT_READ)
  @Query(() => Account, { description: "The viewer's account." })
  account(@Ctx() { viewer, loaders }: ViewerContext): Promise<Account | null> {
    return loaders.by(this.accounts.byIds).load(viewer.accountId);
  }

  @FieldResolver(() => Contact, { description: 'The holder of the account.' })
  contact(@Root() account: Account): Contact {
    const { contactName: name, company, street, postalCode, city, country, phone } = account;
    return { name, company, street, postalCode, city, country, phone };
  }

  @FieldResolver(() => PaymentMethod, { nullable: true, description: 'How the account pays; null where none is set.' })
  paymentMethod(@Root() { paymentKind, paymentSummary }: Account): PaymentMethod | null {
    return paymentKind ? { kind: paymentKind, summary: paymentSummary ?? '' } : null;
  }
}
