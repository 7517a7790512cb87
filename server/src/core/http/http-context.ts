import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AddressOf, blockOf } from '../address.ts';
import type { Context, Origin } from '../context.ts';
import { ApiError } from '../errors.ts';
import type { FailedTries } from '../limits/failed-tries.ts';
import { Loaders } from '../graphql/loaders.ts';
import { callingFrom, type Viewer } from '../viewer.ts';
import type { Doorman } from './doorman.ts';
import type { SignInCookie } from './sign-in-cookie.ts';

/** The context of an operation that came by HTTP. */
export interface HttpContext extends Context {
  /** Finds the request in the log. */
  readonly requestId: string;
  /** See `Doorman.stillHolds`. */
  readonly stillHolds: Doorman['stillHolds'];
}

/** Finds out who asks, and makes the context in which the operation runs. */
export class HttpContexts {
  constructor(
    private readonly doorman: Doorman,
    private readonly cookie: SignInCookie,
    private readonly addressOf: AddressOf,
    private readonly failedTries: FailedTries,
  ) {}

  /**
   * A credential in the Authorization header must hold; a cookie that holds no longer is a stranger's.
   *
   * @throws ApiError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND as the doorman says, RATE_LIMITED after too many that failed
   */
  async of(request: FastifyRequest, reply: FastifyReply): Promise<HttpContext> {
    const origin = {
      ip: this.addressOf(request.raw),
      userAgent: (request.headers['user-agent'] ?? '').slice(0, 500),
    };
    const viewer = await this.viewerOf(request, origin);
    return {
      viewer: viewer && callingFrom(viewer, origin.ip),
      origin,
      loaders: new Loaders(),
      cookies: this.cookie.on(request.headers.cookie, reply),
      requestId: request.id,
      stillHolds: asked => this.doorman.stillHolds(asked),
    };
  }

  private async viewerOf({ headers }: FastifyRequest, origin: Origin): Promise<Viewer | null> {
    if (headers.authorization !== undefined) return this.callerOf(headers.authorization, origin);
    const secret = this.cookie.in(headers.cookie);
    return secret ? this.doorman.userOf(secret, origin) : null;
  }

  private async callerOf(authorization: string, origin: Origin): Promise<Viewer> {
    const caller = blockOf(origin.ip);
    const retryAfterSeconds = await this.failedTries.waitSeconds(caller);
    if (retryAfterSeconds > 0) throw new ApiError('RATE_LIMITED', 'Too many tries', { retryAfterSeconds });

    try {
      const viewer = await this.doorman.callerOf(authorization, origin);
      if (viewer) return viewer;
      throw new ApiError('UNAUTHENTICATED', 'The Authorization header names nobody');
    } catch (error) {
      if (error instanceof ApiError) await this.failedTries.add(caller);
      throw error;
    }
  }
}
