import { Arg, Ctx, Extensions, Mutation, Query, Resolver } from 'type-graphql';
import type { SignInDesk } from '../../account/sign-in/sign-in-desk.ts';
import { SignedInPayload } from '../../account/sign-in/sign-in.type.ts';
import type { Context } from '../../core/context.ts';
import { CompleteSignUpInput, RequestSignUpInput } from './sign-up.input.ts';
import type { SignUpService } from './sign-up.service.ts';

@Resolver()
export class SignUpResolver {
  constructor(
    private readonly service: SignUpService,
    private readonly desk: SignInDesk,
  ) {}

  @Extensions({ public: true })
  @Query(() => Boolean, {
    description:
      'Whether strangers may open an account by themselves: where the operator lets them, and has made the first one.',
  })
  isSignUpOpen(): Promise<boolean> {
    return this.service.isOpen();
  }

  @Extensions({ public: true })
  @Mutation(() => Boolean, {
    description:
      'Mails a link by which a new account with a trial license is opened, once and within 24 hours; a later one to the same address takes its place. Always true, also where the address is that of a user, who is mailed that instead. FORBIDDEN where sign-up is closed; RATE_LIMITED after 3 an hour to one address, 20 from one network address, or 500 in all.',
  })
  async requestSignUp(
    @Arg('input', () => RequestSignUpInput) input: RequestSignUpInput,
    @Ctx() { origin }: Context,
  ): Promise<boolean> {
    await this.service.request(input, origin);
    return true;
  }

  @Extensions({ public: true })
  @Mutation(() => SignedInPayload, {
    description:
      'Makes the account that a link was mailed for, and signs its owner in. Once: NOT_FOUND where the link holds no longer. FORBIDDEN where sign-up is closed; CONFLICT where the address is a user by now. Over HTTP only.',
  })
  async completeSignUp(
    @Arg('input', () => CompleteSignUpInput) input: CompleteSignUpInput,
    @Ctx() context: Context,
  ): Promise<SignedInPayload> {
    this.desk.cookiesOf(context);
    return this.desk.welcome(await this.service.complete(input, context.origin), context);
  }
}
