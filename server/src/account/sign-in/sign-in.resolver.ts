import { Arg, Authorized, Ctx, Extensions, Mutation, Resolver } from 'type-graphql';
import type { Context, ViewerContext } from '../../core/context.ts';
import { Right, type UserViewer } from '../../core/viewer.ts';
import type { SignInDesk } from './sign-in-desk.ts';
import { SignInInput } from './sign-in.input.ts';
import type { SignInService } from './sign-in.service.ts';
import { SignInPayload } from './sign-in.type.ts';
import type { SignIns } from './sign-ins.ts';

@Resolver()
export class SignInResolver {
  constructor(
    private readonly service: SignInService,
    private readonly signIns: SignIns,
    private readonly desk: SignInDesk,
  ) {}

  @Extensions({ public: true })
  @Mutation(() => SignInPayload, {
    description:
      'Signs a person in, by a cookie. UNAUTHENTICATED tells neither whether the address is known nor what else was wrong; RATE_LIMITED after 5 wrong tries in 15 minutes.',
  })
  async signIn(@Arg('input', () => SignInInput) input: SignInInput, @Ctx() context: Context): Promise<SignInPayload> {
    const { knownBrowser } = this.desk.cookiesOf(context);
    return this.desk.welcome(await this.service.signIn(input, context.origin, knownBrowser), context);
  }

  @Authorized(Right.USER)
  @Mutation(() => Boolean, {
    description: 'Ends this sign-in: its cookie holds no longer, and its sockets are closed.',
  })
  async signOut(@Ctx() context: ViewerContext<UserViewer>): Promise<boolean> {
    await this.signIns.end(context.viewer);
    context.cookies?.clear();
    // What the same operation does next, a stranger asks.
    (context as Context).viewer = null;
    return true;
  }
}
