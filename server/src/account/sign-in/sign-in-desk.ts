import type { Clock, Context, Cookies } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import { shownTo } from '../viewer/shown-to.ts';
import type { KnownBrowsers } from './known-browsers.ts';
import type { HalfSignedIn } from '../second-factor/half-sign-ins.ts';
import type { SignedInPayload } from './sign-in.type.ts';
import type { SignedIn, SignIns } from './sign-ins.ts';

/** Hands a new sign-in to the browser, by its cookies. */
export class SignInDesk {
  constructor(
    private readonly browsers: KnownBrowsers,
    private readonly signIns: SignIns,
    private readonly now: Clock,
  ) {}

  /** @throws ApiError BAD_USER_INPUT on a WebSocket, where no cookie can be set */
  cookiesOf({ cookies }: Context): Cookies {
    if (!cookies) throw new ApiError('BAD_USER_INPUT', 'Sign in over HTTP: a WebSocket cannot set the cookie');
    return cookies;
  }

  /** Takes the cookie back. What the same operation does next, a stranger asks. */
  dismiss(context: Context): void {
    context.cookies?.clear();
    context.viewer = null;
  }

  /** Lets the browser wait for the second factor. The sign-in that it had before ends all the same. */
  async askForMore({ secret, expires }: HalfSignedIn, context: Context): Promise<void> {
    const cookies = this.cookiesOf(context);
    if (context.viewer?.kind === 'user') await this.signIns.end(context.viewer);
    this.dismiss(context);
    cookies.setHalf(secret, expires);
  }

  /** Sets the cookies, and ends the sign-in that the browser had before. What the operation does next, the new one asks. */
  async welcome({ viewer, user, secret, expires }: SignedIn, context: Context): Promise<SignedInPayload> {
    const cookies = this.cookiesOf(context);
    if (context.viewer?.kind === 'user') await this.signIns.end(context.viewer);
    const known = this.browsers.issue(user.email, this.now());
    cookies.set(secret, expires);
    cookies.setKnownBrowser(known.secret, known.expires);
    context.viewer = viewer;
    return { viewer: shownTo(viewer, user) };
  }
}
