import {
  Arg,
  Authorized,
  Ctx,
  Extensions,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context, ViewerContext } from '../../core/context.ts';
import { Right, type UserViewer } from '../../core/viewer.ts';
import { ApiError } from '../../core/errors.ts';
import type { HalfSignIns } from '../second-factor/half-sign-ins.ts';
import { SignIn } from '../sign-in.entity.ts';
import type { SignInDesk } from './sign-in-desk.ts';
import { SignInInput } from './sign-in.input.ts';
import type { SignInService } from './sign-in.service.ts';
import { SignInPayload } from './sign-in.type.ts';
import type { SignIns } from './sign-ins.ts';

@Resolver(() => SignIn)
export class SignInResolver {
  constructor(
    private readonly service: SignInService,
    private readonly places: SignIns,
    private readonly halves: HalfSignIns,
    private readonly desk: SignInDesk,
  ) {}

  @Extensions({ public: true })
  @Mutation(() => SignInPayload, {
    description:
      'Signs a person in, by a cookie. UNAUTHENTICATED tells neither whether the address is known nor what else was wrong; RATE_LIMITED after 5 wrong tries in 15 minutes.',
  })
  async signIn(@Arg('input', () => SignInInput) input: SignInInput, @Ctx() context: Context): Promise<SignInPayload> {
    const { knownBrowser } = this.desk.cookiesOf(context);
    const signedIn = await this.service.signIn(input, context.origin, knownBrowser);
    if ('viewer' in signedIn) {
      const { viewer } = await this.desk.welcome(signedIn, context);
      return { viewer, needsSecondFactor: false };
    }
    await this.desk.askForMore(signedIn, context);
    return { viewer: null, needsSecondFactor: true };
  }

  @Extensions({ public: true })
  @Mutation(() => Boolean, {
    description:
      'Ends this sign-in, or the half one that waits for a second factor: its cookie holds no longer, and its sockets are closed. UNAUTHENTICATED for a stranger.',
  })
  async signOut(@Ctx() context: Context): Promise<boolean> {
    if (context.viewer?.kind === 'user') await this.places.end(context.viewer);
    else if (!(await this.leaveHalf(context))) throw new ApiError('UNAUTHENTICATED', 'Nobody is signed in');
    this.desk.dismiss(context);
    return true;
  }

  @Authorized(Right.USER)
  @Query(() => [SignIn], { description: 'Where the person is signed in, where last first; at most 100.' })
  signIns(@Ctx() { viewer }: ViewerContext<UserViewer>): Promise<SignIn[]> {
    return this.places.list(viewer);
  }

  @Authorized(Right.USER)
  @Mutation(() => Boolean, {
    description:
      "Ends one of the person's sign-ins, this one too; its sockets are closed before this answers. NOT_FOUND for any other.",
  })
  async endSignIn(
    @Arg('id', () => ID, { description: "The sign-in's id." }) id: string,
    @Ctx() context: ViewerContext<UserViewer>,
  ): Promise<boolean> {
    await this.places.endOne(context.viewer, id);
    if (id === context.viewer.signInId) this.desk.dismiss(context);
    return true;
  }

  @Authorized(Right.USER)
  @Mutation(() => Int, { description: 'Ends every other sign-in of the person, and answers how many those were.' })
  endOtherSignIns(@Ctx() { viewer }: ViewerContext<UserViewer>): Promise<number> {
    return this.places.endOthers(viewer);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is the one that asks.' })
  isCurrent(@Root() { id }: SignIn, @Ctx() { viewer }: Context): boolean {
    return viewer?.kind === 'user' && viewer.signInId === id;
  }

  private async leaveHalf({ cookies }: Context): Promise<boolean> {
    if (!cookies?.half) return false;
    cookies.clearHalf();
    return this.halves.leave(cookies.half);
  }
}
