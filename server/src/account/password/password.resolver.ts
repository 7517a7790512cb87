import { Arg, Authorized, Ctx, Extensions, Mutation, Resolver } from 'type-graphql';
import type { Context, ViewerContext } from '../../core/context.ts';
import { Right, type UserViewer } from '../../core/viewer.ts';
import type { SignInDesk } from '../sign-in/sign-in-desk.ts';
import type { PasswordResets } from './password-resets.ts';
import { ChangePasswordInput, RequestPasswordResetInput, ResetPasswordInput } from './password.input.ts';
import type { PasswordService } from './password.service.ts';

@Resolver()
export class PasswordResolver {
  constructor(
    private readonly service: PasswordService,
    private readonly resets: PasswordResets,
    private readonly desk: SignInDesk,
  ) {}

  @Authorized(Right.USER)
  @Mutation(() => Boolean, {
    description:
      "Changes the person's password, and tells them by mail. All other sign-ins end; this one gets another cookie, and its sockets come back with it. BAD_USER_INPUT names what is wrong with which one; RATE_LIMITED after 5 wrong tries in 15 minutes. Over HTTP only.",
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput) input: ChangePasswordInput,
    @Ctx() context: ViewerContext<UserViewer>,
  ): Promise<boolean> {
    const cookies = this.desk.cookiesOf(context);
    const { secret, expires } = await this.service.change(context.viewer, input, context.origin);
    cookies.set(secret, expires);
    return true;
  }

  @Extensions({ public: true })
  @Mutation(() => Boolean, {
    description:
      'Mails a link for a new password, which holds once and for 30 minutes. Answers true whether or not the address is known. RATE_LIMITED above 3 mails an hour to one address.',
  })
  async requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput) { email }: RequestPasswordResetInput,
    @Ctx() { origin }: Context,
  ): Promise<boolean> {
    await this.resets.request(email, origin);
    return true;
  }

  @Extensions({ public: true })
  @Mutation(() => Boolean, {
    description:
      'Sets a new password by the link that was mailed, once. Ends every sign-in and begins none; a second factor stays what it is. NOT_FOUND where the link no longer holds.',
  })
  async resetPassword(
    @Arg('input', () => ResetPasswordInput) input: ResetPasswordInput,
    @Ctx() { origin }: Context,
  ): Promise<boolean> {
    await this.resets.reset(input, origin);
    return true;
  }
}
