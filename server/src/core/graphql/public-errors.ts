import type { ExecutionResult, FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { ApiError, toPublicError } from '../errors.ts';

/** Writes what the caller must not see into the log, and answers the id under which it stands there. */
export type Report = (cause: unknown) => string;

/** Errors as the caller may see them. */
export function publicErrors(errors: readonly GraphQLError[], report: Report): GraphQLFormattedError[] {
  return errors.map(error => {
    // What ends a stream is wrapped without a path, so that it does not count as a resolver's.
    const cause = !error.path && error.originalError instanceof ApiError ? error.originalError : error;
    return toPublicError(cause.toJSON(), cause, report);
  });
}

/** A result as the caller may see it. */
export function publicResult(result: ExecutionResult, report: Report): FormattedExecutionResult {
  const { errors, ...rest } = result;
  return errors ? { ...rest, errors: publicErrors(errors, report) } : rest;
}
