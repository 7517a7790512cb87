import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../core/context.ts';
import { CUSTOM_CLIENTS } from '../download/custom-client-source.ts';
import { pinnedModule } from './advanced-options.ts';
import { CustomClient } from './custom-client.entity.ts';
import type { CustomClientRow, CustomClientService, RunningVersion } from './custom-client.service.ts';
import { type Prefixes, prefixOf } from './prefixes.ts';
import { thingKeys } from '../../core/graphql/thing-key.ts';

@ObjectType({ description: 'How many clients run one version of a configuration.', simpleResolvers: true })
export class ConfigurationUse implements RunningVersion {
  @Field(() => Int, { nullable: true, description: 'The version; null for those that have not said.' })
  version!: number | null;

  @Field(() => Int, { description: 'How many of the clients that are enrolled.' })
  clients!: number;
}

/** What is known of a custom client beside its own row. */
@Resolver(() => CustomClient)
export class CustomClientFieldsResolver {
  constructor(
    private readonly service: CustomClientService,
    private readonly prefixes: Prefixes,
  ) {}

  @FieldResolver(() => String, {
    description:
      "The account's prefix, `ad_…`, with `_msi` where it is one for deployment: how links and services tell it from others.",
  })
  async prefix(@Root() client: CustomClientRow, @Ctx() { loaders }: Context): Promise<string> {
    return prefixOf((await loaders.by(this.prefixes.byAccounts).load(client.accountId)) ?? 'ad', client);
  }

  @FieldResolver(() => String, {
    description:
      "Where the account's own people download it, `/my/…`: it opens for who is signed in to this account, or has an API token of it.",
  })
  downloadUrl(@Root() { id }: CustomClientRow): string {
    return `/my/${CUSTOM_CLIENTS}/${id}`;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The module that its option `_module` pins, such as anydesk-8.0.6: then `version` is not what its clients show.',
  })
  module(@Root() { options }: CustomClientRow): string | null {
    return pinnedModule(options);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Its logo as a data: address of a PNG.' })
  async logo(@Root() client: CustomClientRow, @Ctx() { loaders }: Context): Promise<string | null> {
    const logo = await loaders.by(this.service.logosOf).load(thingKeys.of(client));
    return logo && `data:image/png;base64,${logo.toString('base64')}`;
  }

  @FieldResolver(() => Int, { description: 'How many clients are enrolled as it.' })
  async enrolledClients(@Root() client: CustomClientRow, @Ctx() { loaders }: Context): Promise<number> {
    const running = await loaders.by(this.service.runningOf).load(thingKeys.of(client));
    return running.reduce((sum, { clients }) => sum + clients, 0);
  }

  @FieldResolver(() => [ConfigurationUse], {
    description: 'How many of its clients run which version of its configuration, the newest first.',
  })
  running(@Root() client: CustomClientRow, @Ctx() { loaders }: Context): Promise<RunningVersion[]> {
    return loaders.by(this.service.runningOf).load(thingKeys.of(client));
  }
}
