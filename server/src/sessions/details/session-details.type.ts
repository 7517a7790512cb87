import { Field, ID, ObjectType } from 'type-graphql';
import { Presence } from '../../clients/client.entity.ts';
import { CommandState } from '../../clients/command.type.ts';
import { DateTime } from '../../core/graphql/scalars.ts';

@ObjectType({ description: 'The last wish of people to close a session.', simpleResolvers: true })
export class CloseRequest {
  @Field(() => CommandState, {
    description: 'How far it has come. EXPIRED: the device could not be reached, or did not answer.',
  })
  state!: CommandState;

  @Field(() => ID, { description: 'The client that was told to close it.' })
  clientId!: string;

  @Field(() => DateTime, { description: 'When it was wished.' })
  requestedAt!: Date;

  @Field(() => DateTime, { description: 'Until when the device is told.' })
  expiresAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the device answered, or it was given up; null while it waits.',
  })
  finishedAt!: Date | null;
}

@ObjectType({ description: 'A client whose word it is that a session goes on.', simpleResolvers: true })
export class SessionHolder {
  @Field(() => ID, { description: "The client's number." })
  clientId!: string;

  @Field(() => Presence, { description: 'Whether it can be reached now.' })
  presence!: Presence;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Its last sign of life that was written down; null: never seen.',
  })
  lastSeenAt!: Date | null;
}
