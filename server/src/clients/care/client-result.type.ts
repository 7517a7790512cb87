import { Field, ID, ObjectType } from 'type-graphql';
import { Refusal } from '../../core/graphql/bulk.type.ts';
import { Client } from '../client.entity.ts';
import type { ClientRow } from '../client-row.ts';

@ObjectType({
  description: 'What became of one of many clients: it was changed in full, or not at all.',
  simpleResolvers: true,
})
export class ClientResult {
  @Field(() => ID, { description: "The client's number." })
  id!: string;

  @Field(() => Client, { nullable: true, description: 'The client; null where it was refused.' })
  client!: ClientRow | null;

  @Field(() => Refusal, { nullable: true, description: 'Why it was not changed; null where it was.' })
  refusal!: Refusal | null;
}
