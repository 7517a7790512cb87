import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Client } from './client.entity.ts';
import type { ClientRow } from './client-row.ts';

/** What happened to a client. */
export enum ClientChangeKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
}

registerEnumType(ClientChangeKind, {
  name: 'ClientChangeKind',
  description: 'What happened to a client.',
  valuesConfig: {
    ADDED: { description: 'It was enrolled.' },
    CHANGED: { description: 'Something about it changed: show it as it is now, also where it was not shown before.' },
    REMOVED: { description: 'It was removed, or the filter does not fit it any more.' },
  },
});

@ObjectType({ description: 'A change of a client.', simpleResolvers: true })
export class ClientChange {
  @Field(() => ClientChangeKind, { description: 'What happened to it.' })
  kind!: ClientChangeKind;

  @Field(() => ID, { description: "The client's number." })
  id!: string;

  @Field(() => Client, { nullable: true, description: 'The client as it is now; null for REMOVED.' })
  client!: ClientRow | null;
}
