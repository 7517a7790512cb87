import { ApiError, type ErrorCode } from '../../core/errors.ts';

const LIMITS: readonly ErrorCode[] = ['SESSION_LIMIT_REACHED', 'DEVICE_LIMIT_REACHED', 'LICENSE_EXPIRED'];

/** A license said no. The device is told the figures of its own account's license only; the log of each has its own. */
export class LimitRefusal extends ApiError {
  /** @param accountId whose license it was */
  constructor(
    readonly accountId: string,
    readonly refusal: ApiError,
    isOwn: boolean,
  ) {
    const details = refusal.extensions['details'] as Readonly<Record<string, unknown>> | undefined;
    super(
      refusal.code,
      isOwn ? refusal.message : 'The license of the other side does not allow it',
      isOwn ? details : undefined,
    );
  }
}

/** Runs what asks something of the license of `accountId`. @throws LimitRefusal where that license says no */
export async function asLimitOf<T>(accountId: string, asker: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError) || !LIMITS.includes(error.code)) throw error;
    throw new LimitRefusal(accountId, error, accountId === asker);
  }
}
