import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../core/context.ts';
import { CustomClient } from '../custom-client/custom-client.entity.ts';
import type { CustomClientRow } from '../custom-client/custom-client.service.ts';
import { thingKeys } from '../../core/graphql/thing-key.ts';
import { CustomClientBuild, type BuildRow, BuildState } from './build.entity.ts';
import type { BuildsService } from './builds.service.ts';

/** CustomClient.build, .readyBuild and .builds. */
@Resolver(() => CustomClient)
export class CustomClientBuildsResolver {
  constructor(private readonly service: BuildsService) {}

  @FieldResolver(() => CustomClientBuild, {
    nullable: true,
    description: "The newest build for the account's own people, however far it has come.",
  })
  async build(@Root() client: CustomClientRow, @Ctx() context: Context): Promise<BuildRow | null> {
    return (await this.own(client, context))[0] ?? null;
  }

  @FieldResolver(() => CustomClientBuild, {
    nullable: true,
    description: "What the account's own people download: the newest build that is ready.",
  })
  async readyBuild(@Root() client: CustomClientRow, @Ctx() context: Context): Promise<BuildRow | null> {
    return (await this.own(client, context)).find(({ state }) => state === BuildState.READY) ?? null;
  }

  @FieldResolver(() => [CustomClientBuild], {
    description: 'The newest builds, for links too, the newest first; at most 20.',
  })
  builds(@Root() client: CustomClientRow, @Ctx() { loaders }: Context): Promise<BuildRow[]> {
    return loaders.by(this.service.byCustomClients).load(thingKeys.of(client));
  }

  private async own(client: CustomClientRow, context: Context): Promise<BuildRow[]> {
    return (await this.builds(client, context)).filter(({ linkId }) => linkId === null);
  }
}
