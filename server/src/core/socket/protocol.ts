import { type ExecutionArgs, getOperationAST, GraphQLError, OperationTypeNode, subscribe } from 'graphql';
import { type Context as SocketContext, makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import { ApiError } from '../errors.ts';
import { isRefused } from '../graphql/documents.ts';
import type { Operations } from '../graphql/operations.ts';
import { publicErrors, publicResult } from '../graphql/public-errors.ts';
import { newId } from '../ids.ts';
import { Loaders } from '../graphql/loaders.ts';
import type { Log } from '../log.ts';
import type { Admission } from './admission.ts';
import { SOCKET_LIMITS } from './limits.ts';
import type { Member, SubscribeStrategy } from './live-socket.ts';
import type { Opening } from './open-socket.ts';

type Socket = SocketContext<Record<string, unknown> | undefined, Opening>;
/** Carried from `onSubscribe` to `subscribe`, as graphql-ws hands on the very same arguments. */
type MemberArgs = ExecutionArgs & { member: Member };

/** A subscription as graphql-js runs it, each on its own. */
export const subscribeAlone: SubscribeStrategy = args => subscribe(args);

/** The protocol `graphql-transport-ws`, with the operations, limits and errors of the HTTP door. */
export function newProtocol(
  operations: Operations,
  admission: Admission,
  strategy: SubscribeStrategy,
  initMs: number,
  log: Log,
): Server<Opening> {
  const report = (cause: unknown) => {
    const requestId = newId();
    log.error({ err: cause, requestId }, 'An operation failed');
    return requestId;
  };
  return makeServer<Record<string, unknown> | undefined, Opening>({
    connectionInitWaitTimeout: initMs,
    onConnect: ({ extra, connectionParams }) => admission.admit(extra, connectionParams ?? {}),
    onSubscribe: (socket, id, payload) => neverThrowing(() => argumentsOf(operations, socket, id, payload)),
    execute: args => operations.run(args),
    subscribe: async args => {
      const result = await neverThrowing(() => strategy(args, (args as MemberArgs).member));
      return isRefused(result) ? { errors: result } : result;
    },
    onNext: (_, __, ___, ____, result) => publicResult(result, report),
    onError: (_, __, ___, errors) => publicErrors(errors, report),
  });
}

function argumentsOf(
  operations: Operations,
  { extra, subscriptions }: Socket,
  id: string,
  { query, operationName, variables }: SubscribePayload,
): MemberArgs | readonly GraphQLError[] {
  const viewer = extra.live?.viewer;
  if (!viewer) return [new ApiError('UNAUTHENTICATED', 'The socket has not said who it is')];

  const used = Object.keys(subscriptions).length;
  const bound = SOCKET_LIMITS.subscriptions;
  if (used > bound) {
    const details = { limit: 'subscriptions', used, bound };
    return [new ApiError('OPERATION_TOO_COSTLY', `A socket runs ${String(bound)} operations at once`, details)];
  }

  const context = { viewer, origin: extra.origin, loaders: new Loaders() };
  const args = operations.admit({ query, operationName, variables }, context);
  if (isRefused(args)) return args;
  const isLasting = getOperationAST(args.document, args.operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  return {
    ...args,
    // Rows that were read once would be shown for as long as a subscription lasts.
    contextValue: isLasting ? { ...context, loaders: new Loaders(false) } : context,
    member: { id, socket: extra.socket, viewer },
  };
}

/** What fails here must not end the socket, on which others run. */
async function neverThrowing<T>(run: () => T | Promise<T>): Promise<T | readonly GraphQLError[]> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    return [
      new GraphQLError('Internal server error', {
        originalError: error instanceof Error ? error : new Error(String(error)),
      }),
    ];
  }
}
