import type { SubscribePayload } from 'graphql-ws';

/**
 * Ids for subscriptions that are the same in every browser for the same operation, variables and turn, so that the server
 * can serialize one frame for all who watch the same. The turn keeps them unique on one socket.
 */
export function newOperationIds(): (payload: SubscribePayload) => string {
  const turns = new Map<string, number>();
  return ({ operationName, variables }) => {
    const operation = `${operationName ?? ''}${JSON.stringify(variables ?? {})}`;
    const turn = (turns.get(operation) ?? 0) + 1;
    turns.set(operation, turn);
    return `${operation}#${turn}`;
  };
}
