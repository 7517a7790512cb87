import { Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../core/context.ts';
import { Right } from '../core/viewer.ts';
import { Account } from './account.entity.ts';
import type { AccountService } from './account.service.ts';
import { Contact } from './account.type.ts';
import { contactOf } from './contact/contact.service.ts';

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
    return contactOf(account);
  }
}
