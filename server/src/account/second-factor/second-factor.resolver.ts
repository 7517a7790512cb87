import { Arg, Authorized, Ctx, Extensions, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import { Right, type UserViewer } from '../../core/viewer.ts';
import type { SignInDesk } from '../sign-in/sign-in-desk.ts';
import { SignedInPayload } from '../sign-in/sign-in.type.ts';
import { UserViewerType } from '../viewer/viewer.type.ts';
import type { HalfSignIns } from './half-sign-ins.ts';
import type { SecondFactorService } from './second-factor.service.ts';
import { RecoveryCodes, SecondFactor, TotpEnrollment } from './second-factor.type.ts';

const LONGEST_PASSWORD = 256;
const LONGEST_CODE = 100;
const PASSWORD = { description: "The person's password, once more." };
const CODE = { description: 'A code of the authenticator app, six digits.' };
const EITHER_CODE = { description: 'A code of the authenticator app, six digits; or a recovery code.' };
/** Checked by hand, as a scalar argument has no class whose bounds are looked at. */
const checked = (password: string, code = ''): void => {
  const longer = Object.entries({ password, code }).find(([name, { length }]) =>
    name === 'password' ? length > LONGEST_PASSWORD : length > LONGEST_CODE,
  );
  if (!longer) return;
  throw new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { [longer[0]]: ['is longer than any'] } });
};

@Resolver(() => UserViewerType)
export class SecondFactorResolver {
  constructor(
    private readonly service: SecondFactorService,
    private readonly halves: HalfSignIns,
    private readonly desk: SignInDesk,
  ) {}

  @Extensions({ public: true })
  @Mutation(() => SignedInPayload, {
    description:
      'The second step of signing in, within 10 minutes of the first. BAD_USER_INPUT for a code that is wrong or was used; RATE_LIMITED after 5 of them in 15 minutes; UNAUTHENTICATED where the first step is missing or too long ago. Over HTTP only.',
  })
  async verifySecondFactor(
    @Arg('code', () => String, EITHER_CODE) code: string,
    @Ctx() context: Context,
  ): Promise<SignedInPayload> {
    const cookies = this.desk.cookiesOf(context);
    checked('', code);
    const signedIn = await this.halves.complete(cookies.half, code, context.origin, cookies.knownBrowser);
    cookies.clearHalf();
    return this.desk.welcome(signedIn, context);
  }

  @Authorized(Right.USER)
  @Mutation(() => TotpEnrollment, {
    description:
      'Begins to set up an authenticator app, with a secret that counts once `confirmTotp` has seen a code of it, within an hour. Refuses a wrong password (BAD_USER_INPUT, 5 tries in 15 minutes). CONFLICT where two-factor authentication is on.',
  })
  beginTotp(
    @Arg('password', () => String, PASSWORD) password: string,
    @Ctx() { viewer }: ViewerContext<UserViewer>,
  ): Promise<TotpEnrollment> {
    checked(password);
    return this.service.begin(viewer, password);
  }

  @Authorized(Right.USER)
  @Mutation(() => RecoveryCodes, {
    description:
      'Turns two-factor authentication on, by a code of the app. All other sign-ins of the person end, this one gets another cookie, and the person is told by mail. BAD_USER_INPUT for a wrong code; CONFLICT where nothing was begun. Over HTTP only.',
  })
  async confirmTotp(
    @Arg('code', () => String, CODE) code: string,
    @Ctx() context: ViewerContext<UserViewer>,
  ): Promise<RecoveryCodes> {
    const cookies = this.desk.cookiesOf(context);
    checked('', code);
    const { codes, cookie } = await this.service.confirm(context.viewer, code, context.origin);
    cookies.set(cookie.secret, cookie.expires);
    return { codes };
  }

  @Authorized(Right.USER)
  @Mutation(() => RecoveryCodes, {
    description:
      'Ten new recovery codes; those before hold no longer. Told by mail. Refuses a wrong password (BAD_USER_INPUT). CONFLICT where two-factor authentication is off.',
  })
  renewRecoveryCodes(
    @Arg('password', () => String, PASSWORD) password: string,
    @Ctx() { viewer, origin }: ViewerContext<UserViewer>,
  ): Promise<RecoveryCodes> {
    checked(password);
    return this.service.renewCodes(viewer, password, origin);
  }

  @Authorized(Right.USER)
  @Mutation(() => Boolean, {
    description:
      'Turns two-factor authentication off. All other sign-ins of the person end, this one gets another cookie, and the person is told by mail. BAD_USER_INPUT for a wrong password or code; CONFLICT where it is off. Over HTTP only.',
  })
  async disableTotp(
    @Arg('password', () => String, PASSWORD) password: string,
    @Arg('code', () => String, EITHER_CODE) code: string,
    @Ctx() context: ViewerContext<UserViewer>,
  ): Promise<boolean> {
    const cookies = this.desk.cookiesOf(context);
    checked(password, code);
    const cookie = await this.service.disable(context.viewer, password, code, context.origin);
    cookies.set(cookie.secret, cookie.expires);
    return true;
  }

  @FieldResolver(() => SecondFactor, { description: 'Whether signing in takes a code besides the password.' })
  secondFactor(@Root() { accountId, id: userId }: UserViewerType): Promise<SecondFactor> {
    return this.service.state({ accountId, userId });
  }
}
