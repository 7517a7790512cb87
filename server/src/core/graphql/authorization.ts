import type { AuthChecker } from 'type-graphql';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import type { Right } from '../viewer.ts';

/**
 * Lets an operation run where the viewer has every right that its `@Authorized` names.
 *
 * @throws ApiError UNAUTHENTICATED for a stranger, FORBIDDEN where a right is missing; `details.right` names it
 */
export const authorize: AuthChecker<Context, Right> = ({ context: { viewer } }, rights) => {
  if (!viewer) throw new ApiError('UNAUTHENTICATED', 'Sign in first');
  const missing = rights.find(right => !viewer.rights.has(right));
  if (missing) throw new ApiError('FORBIDDEN', 'You lack the right to do this', { right: missing });
  return true;
};
