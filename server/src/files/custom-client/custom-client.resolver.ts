import { Arg, Args, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { checkedPage, connectionOf, type Page, PageArgs } from '../../core/page.ts';
import { Right } from '../../core/viewer.ts';
import { CustomClient } from './custom-client.entity.ts';
import type { CustomClientRow, CustomClientService } from './custom-client.service.ts';

const CustomClientConnection = connectionOf('CustomClient', CustomClient);

@Resolver()
export class CustomClientResolver {
  constructor(private readonly service: CustomClientService) {}

  @Authorized(Right.FILES_READ)
  @Query(() => CustomClientConnection, {
    description:
      "The account's custom clients, the newest first. FORBIDDEN unless the license is a PERFORMANCE or ENTERPRISE one.",
  })
  customClients(
    @Args(() => PageArgs, checkedPage) page: PageArgs,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Page<CustomClientRow>> {
    return this.service.page(viewer.accountId, page);
  }

  @Authorized(Right.FILES_READ)
  @Query(() => CustomClient, {
    nullable: true,
    description: 'The custom client of this id; null where the account has none. FORBIDDEN as `customClients`.',
  })
  customClient(
    @Arg('id', () => ID, { description: 'Which custom client.' }) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<CustomClientRow | null> {
    return this.service.get(viewer.accountId, id);
  }
}
