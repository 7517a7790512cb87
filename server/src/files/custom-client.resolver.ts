import { Args, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { ViewerContext } from '../core/context.ts';
import { checkedPage, connectionOf, type Page, PageArgs } from '../core/page.ts';
import { Right } from '../core/viewer.ts';
import { CustomClient } from './custom-client.entity.ts';
import type { CustomClientService } from './custom-client.service.ts';

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
  ): Promise<Page<CustomClient>> {
    return this.service.page(viewer.accountId, page);
  }
}
