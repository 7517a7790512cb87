import { ArrayMaxSize, IsEnum, Matches } from 'class-validator';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from '../core/graphql/page.ts';
import { DateTime } from '../core/graphql/scalars.ts';
import { Actor, ActorKind } from './actor.ts';
import { EventType } from './event-type.ts';

@ObjectType({
  description: 'Something that happened to the account. What is in the log never changes.',
  simpleResolvers: true,
})
export class Event {
  @Field(() => String, {
    description:
      'Its place in the log, for `after` and `before`. Keep the last one to resume from it; it holds for 400 days.',
  })
  cursor!: string;

  @Field(() => EventType, { description: 'What happened.' })
  type!: EventType;

  @Field(() => DateTime, { description: "When, by the server's clock." })
  at!: Date;

  @Field(() => Actor, { description: 'Who did it.' })
  actor!: Actor;

  @Field(() => ID, { nullable: true, description: 'The client that it is about.' })
  clientId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The session that it is about.' })
  sessionId!: string | null;

  @Field(() => GraphQLJSONObject, { description: 'What else is known; its shape goes by `type`.' })
  data!: Readonly<Record<string, unknown>>;
}

export const EventConnection = connectionOf('Event', Event);

@InputType({ description: 'Which events are wanted. What is left out does not matter.' })
export class EventFilter {
  @Field(() => [EventType], { nullable: true, description: 'Only events of one of these types; 100 at most.' })
  @ArrayMaxSize(100)
  types?: EventType[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only events about one of these clients; 100 at most.' })
  @ArrayMaxSize(100)
  @Matches(/^[1-9]\d{8,9}$/, { each: true, message: 'each must be the number of a client: 9 or 10 digits' })
  clientIds?: string[] | null;

  @Field(() => [ActorKind], { nullable: true, description: 'Only what one of these kinds of actor did.' })
  @ArrayMaxSize(10)
  @IsEnum(ActorKind, { each: true })
  actorKinds?: ActorKind[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only what one of these users, tokens or clients did, by `actor.id`; 100 at most.',
  })
  @ArrayMaxSize(100)
  @Matches(/^[\w-]{1,36}$/, { each: true, message: 'each must be the id of a user, a token or a client' })
  actorIds?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Only what happened at this moment or later.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only what happened before this moment.' })
  to?: Date | null;
}
