import { Authorized, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Client } from '../../clients/client.entity.ts';
import type { ClientRow } from '../../clients/client-row.ts';
import type { Context } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { CustomClient } from './custom-client.entity.ts';
import type { CustomClientRow, CustomClientService } from './custom-client.service.ts';
import { thingKeys } from '../../core/graphql/thing-key.ts';

/** Client.customClient. It stands here, not in clients/, because this folder owns custom clients. */
@Resolver(() => Client)
export class ClientCustomClientResolver {
  constructor(private readonly service: CustomClientService) {}

  @Authorized(Right.FILES_READ)
  @FieldResolver(() => CustomClient, {
    nullable: true,
    description: 'The custom client that it enrolled as; null where it enrolled with the license key.',
  })
  async customClient(
    @Root() { accountId, customClientId: id }: ClientRow,
    @Ctx() { loaders }: Context,
  ): Promise<CustomClientRow | null> {
    return id === null ? null : loaders.by(this.service.byKeys).load(thingKeys.of({ accountId, id }));
  }
}
