import { type Provider, inject } from '@angular/core';
import { InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { provideApollo } from 'apollo-angular';
import { HttpLink } from 'apollo-angular/http';
import { OperationTypeNode } from 'graphql';
import { Connection } from './connection';
import { refusalOf } from './refusal';
import { newSocket } from './socket';

/** GraphQL: queries and mutations by HTTP, subscriptions by WebSocket, both as whom the cookie says. */
export function provideGraphql(): Provider {
  return provideApollo(() => {
    const connection = inject(Connection);
    const http = inject(HttpLink).create({ uri: '/graphql' });
    const socket = new GraphQLWsLink(newSocket());
    const refusals = new ErrorLink(({ error }) => {
      if (refusalOf(error).code === 'UNAUTHENTICATED') connection.refused();
    });
    return {
      link: refusals.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, socket, http),
      cache: newCache(),
    };
  });
}

/** Entities are known by `__typename` and `id`. The dashboard has none: there is one, so a subscription's payload merges into it. */
export function newCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      // Lists without pages: the newest is the whole.
      Query: { fields: { apiTokens: { merge: false }, productOffers: { merge: false }, signIns: { merge: false } } },
      Dashboard: { keyFields: [] },
      // Parts without an id of their own: what one query asks of them must not take away what another did.
      Contact: { merge: true },
      Namespace: { merge: true },
      SecondFactor: { merge: true },
      SessionParty: { merge: true },
      Session: { fields: { heldBy: { merge: false } } },
      Preferences: { merge: true },
    },
  });
}
