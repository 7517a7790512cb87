import { Field, Int, ObjectType } from 'type-graphql';
import type { ClientFilter } from '../client.input.ts';
import { Presence } from '../client.entity.ts';
import { Platform } from '../platform.ts';

@ObjectType({ description: 'How many clients are in a state.', simpleResolvers: true })
export class PresenceCount {
  @Field(() => Presence, { description: 'The state.' })
  presence!: Presence;

  @Field(() => Int, { description: 'How many there are.' })
  clients!: number;
}

@ObjectType({ description: 'How many clients run on an operating system.', simpleResolvers: true })
export class PlatformCount {
  @Field(() => Platform, { description: 'The operating system.' })
  platform!: Platform;

  @Field(() => Int, { description: 'How many there are.' })
  clients!: number;
}

@ObjectType({ description: 'How many clients have a version.', simpleResolvers: true })
export class VersionCount {
  @Field(() => String, { description: 'The version, as the devices say it.' })
  version!: string;

  @Field(() => Int, { description: 'How many there are.' })
  clients!: number;
}

/** Its fields stand with their resolver: each is a count of its own. */
@ObjectType({
  description:
    'What a list of clients can be narrowed to, and how many that would leave. Each is counted only when asked for.',
})
export class ClientFacets {
  accountId!: string;
  filter!: ClientFilter;
}
