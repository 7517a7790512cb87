import { Arg, Ctx, Extensions, Mutation, Resolver } from 'type-graphql';
import type { SignInDesk } from '../../account/sign-in/sign-in-desk.ts';
import { SignedInPayload } from '../../account/sign-in/sign-in.type.ts';
import type { Context } from '../../core/context.ts';
import { CreateFirstAccountInput } from './first-account.input.ts';
import type { FirstAccountService } from './first-account.service.ts';

@Resolver()
export class FirstAccountResolver {
  constructor(
    private readonly service: FirstAccountService,
    private readonly desk: SignInDesk,
  ) {}

  @Extensions({ public: true })
  @Mutation(() => SignedInPayload, {
    description:
      'Makes the first account of the portal and signs its owner in. Once: NOT_FOUND where the link was used, was replaced by a newer start, or never was.',
  })
  async createFirstAccount(
    @Arg('input', () => CreateFirstAccountInput) input: CreateFirstAccountInput,
    @Ctx() context: Context,
  ): Promise<SignedInPayload> {
    this.desk.cookiesOf(context);
    return this.desk.welcome(await this.service.create(input, context.origin), context);
  }
}
