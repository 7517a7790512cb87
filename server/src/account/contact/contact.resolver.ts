import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { Account } from '../account.entity.ts';
import { UpdateContactInput } from './contact.input.ts';
import type { ContactService } from './contact.service.ts';

@Resolver()
export class ContactResolver {
  constructor(private readonly service: ContactService) {}

  @Authorized(Right.ACCOUNT_READ, Right.ACCOUNT_WRITE)
  @Mutation(() => Account, {
    description:
      'Changes name, address and telephone number of the holder. Refuses a telephone number that cannot be, and a VAT id that is none of the country.',
  })
  updateContact(
    @Arg('input', () => UpdateContactInput) input: UpdateContactInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Account> {
    return this.service.update(viewer, input);
  }
}
