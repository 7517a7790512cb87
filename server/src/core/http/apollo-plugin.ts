import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { type ExecutionResult, type FormattedExecutionResult, type GraphQLError, parse } from 'graphql';
import { ApiError } from '../errors.ts';
import { isRefused, type Prepared } from '../graphql/documents.ts';
import type { Operations } from '../graphql/operations.ts';
import { publicErrors, publicResult, type Report } from '../graphql/public-errors.ts';
import type { HttpContext } from './http-context.ts';

/** Stands for a document that is refused, so that Apollo does not parse the refused text once more. */
const NOTHING = parse('{ __typename }');

/**
 * Lets Apollo Server run operations by `operations`, so that documents are prepared once, compiled, and guarded as on the
 * WebSocket.
 */
export function operationsPlugin(
  operations: Operations,
  reportFor: (requestId: string) => Report,
): ApolloServerPlugin<HttpContext> {
  return {
    async requestDidStart() {
      let prepared: Prepared | readonly GraphQLError[] = [];
      return {
        async didResolveSource(context) {
          prepared = operations.documents.prepare(context.source);
          // With a document in place, Apollo neither parses nor validates.
          Object.assign(context, { document: isRefused(prepared) ? NOTHING : prepared.document });
        },

        async responseForOperation({ request, contextValue }) {
          const report = reportFor(contextValue.requestId);
          if (isRefused(prepared)) return response({ errors: publicErrors(prepared, report) }, statusOf(prepared));

          const args = operations.admitPrepared(prepared, { query: '', ...request }, contextValue);
          const result: ExecutionResult = isRefused(args) ? { errors: args } : await operations.run(args);
          const { viewer } = contextValue;
          if (viewer && !(await contextValue.stillHolds(viewer))) {
            const over = new ApiError('UNAUTHENTICATED', 'The right has ended or changed');
            return response({ errors: publicErrors([over], report) });
          }
          return response(publicResult(result, report));
        },
      };
    },
  };
}

/** A text that is no operation of this API is a bad request; what the API refuses is an answer of its own. */
function statusOf(refusals: readonly GraphQLError[]): number {
  return refusals.some(({ extensions }) => extensions['code'] === 'OPERATION_TOO_COSTLY') ? 200 : 400;
}

function response(singleResult: FormattedExecutionResult, status = 200): GraphQLResponse {
  const wait = secondsToWait(singleResult);
  const headers = new HeaderMap([
    ['cache-control', 'no-store'],
    ...(wait ? [['retry-after', wait.seconds] as const] : []),
  ]);
  return { body: { kind: 'single', singleResult }, http: { status: wait?.isOverload ? 503 : status, headers } };
}

function secondsToWait({
  errors = [],
}: FormattedExecutionResult): { seconds: string; isOverload: boolean } | undefined {
  for (const { extensions = {} } of errors) {
    const { retryAfterSeconds } = (extensions['details'] ?? {}) as { retryAfterSeconds?: number };
    if (retryAfterSeconds === undefined) continue;
    return { seconds: String(retryAfterSeconds), isOverload: extensions['code'] === 'OVERLOADED' };
  }
  return undefined;
}
