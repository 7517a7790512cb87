import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../core/graphql/scalars.ts';

/** What a device is told to do. */
export enum CommandKind {
  INCOMING_SESSION = 'INCOMING_SESSION',
  CLOSE_SESSION = 'CLOSE_SESSION',
  SESSION_ENDS_SOON = 'SESSION_ENDS_SOON',
  SET_ALIAS = 'SET_ALIAS',
  REMOVED = 'REMOVED',
  SET_CONFIG = 'SET_CONFIG',
}

registerEnumType(CommandKind, {
  name: 'CommandKind',
  description: "What a device is told to do. Each value says the shape of the command's `data`.",
  valuesConfig: {
    INCOMING_SESSION: {
      description:
        'Another client starts a session to this one; report it too. `{ fromClientId, fromAlias, bootId, localId }`',
    },
    CLOSE_SESSION: {
      description: 'Close a session. `{ bootId, localId }`: the key under which the device reported it.',
    },
    SESSION_ENDS_SOON: {
      description:
        'A session reaches the greatest length that the license allows, in a minute at the most; tell whoever uses it. `{ bootId, localId, endsBy }`',
    },
    SET_ALIAS: { description: 'The alias has changed. `{ alias }`, null for none.' },
    REMOVED: { description: 'The client was removed from its account; the token no longer holds. `{}`' },
    SET_CONFIG: {
      description:
        "A new version of the custom client's configuration. `{ version, config }`: what is signed with the account's key, see `signingKeys`.",
    },
  },
});

/** How far a command has come. */
export enum CommandState {
  QUEUED = 'QUEUED',
  DELIVERED = 'DELIVERED',
  CONFIRMED = 'CONFIRMED',
  REJECTED = 'REJECTED',
  EXPIRED = 'EXPIRED',
}

registerEnumType(CommandState, {
  name: 'CommandState',
  description: 'How far a command has come.',
  valuesConfig: {
    QUEUED: { description: 'It waits for the device to connect.' },
    DELIVERED: { description: 'It was sent; the device has not answered.' },
    CONFIRMED: { description: 'The device has done it.' },
    REJECTED: { description: 'The device could not or would not.' },
    EXPIRED: { description: 'The device did not answer in time.' },
  },
});

/** A device's answer to a command. */
export enum CommandResult {
  CONFIRMED = 'CONFIRMED',
  REJECTED = 'REJECTED',
}

registerEnumType(CommandResult, {
  name: 'CommandResult',
  description: "A device's answer to a command.",
  valuesConfig: {
    CONFIRMED: { description: 'It is done.' },
    REJECTED: { description: 'It could not be done, or the device does not know what it is about.' },
  },
});

@ObjectType({
  description: 'Something that the portal tells a device to do: delivered until it is acknowledged or has expired.',
  simpleResolvers: true,
})
export class Command {
  @Field(() => ID)
  id!: string;

  @Field(() => CommandKind, { description: 'What is to be done.' })
  kind!: CommandKind;

  @Field(() => CommandState, { description: 'How far it has come.' })
  state!: CommandState;

  @Field(() => ID, { nullable: true, description: 'The session that it is about.' })
  sessionId!: string | null;

  @Field(() => GraphQLJSONObject, { description: 'What it takes to do it; its shape goes by `kind`.' })
  data!: Record<string, unknown>;

  @Field(() => DateTime, { description: 'When it was given.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'From when on it is no longer delivered.' })
  expiresAt!: Date;
}
