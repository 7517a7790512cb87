import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, toPublicError } from '../errors.ts';
import type { Operations } from '../graphql/operations.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { operationsPlugin } from './apollo-plugin.ts';
import type { HttpContext, HttpContexts } from './http-context.ts';
import { type Overload, overloaded } from './overload.ts';
import { refuse, statusOf } from './refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before an operation runs. */
    operationContext?: HttpContext;
  }
}

/** Serves GraphQL at `/graphql`. GET answers queries only. */
export async function addGraphql(
  server: FastifyInstance,
  operations: Operations,
  contexts: HttpContexts,
  overload: Overload,
  log: Log,
): Promise<void> {
  const reportFor = (requestId: string) => (cause: unknown) => {
    log.error({ err: cause, requestId }, 'An operation failed');
    return requestId;
  };
  const apollo = new ApolloServer<HttpContext>({
    schema: operations.schema,
    logger: log,
    // Ours tells signed-in people from others, see `Operations`.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: null,
    stopOnTerminationSignals: false,
    formatError: (shown, cause) => toPublicError(shown, cause, reportFor(newId())),
    plugins: [
      operationsPlugin(operations, reportFor),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  // Never stopped, as it holds nothing, and requests that arrive while the server closes are still answered.
  await apollo.start();

  server.decorateRequest('operationContext');
  await server.register(async scope => {
    scope.addHook('preHandler', async (request, reply) => {
      if (overload.enter(request)) return authenticate(contexts, request, reply);
      const error = overloaded();
      return refuse(reply, statusOf(error), error);
    });
    await scope.register(fastifyApollo(apollo), {
      path: '/graphql',
      method: ['GET', 'POST'],
      context: async request => contextOf(request),
    });
  });
}

async function authenticate(contexts: HttpContexts, request: FastifyRequest, reply: FastifyReply) {
  try {
    request.operationContext = await contexts.of(request, reply);
    return undefined;
  } catch (error) {
    // Who is not found here is a caller; the address is.
    if (error instanceof ApiError) return refuse(reply, error.code === 'NOT_FOUND' ? 403 : statusOf(error), error);
    throw error;
  }
}

function contextOf({ operationContext }: FastifyRequest): HttpContext {
  if (!operationContext) throw new Error('An operation without a context');
  return operationContext;
}
