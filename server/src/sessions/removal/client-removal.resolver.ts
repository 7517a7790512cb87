import { Arg, Args, Authorized, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { ClientIdsArgs } from '../../clients/care/client-care.input.ts';
import { ClientResult } from '../../clients/care/client-result.type.ts';
import { Client } from '../../clients/client.entity.ts';
import type { ClientRow } from '../../clients/client-row.ts';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import type { ClientRemovalService } from './client-removal.service.ts';

/** `removeClient`. It stands here, not in clients/, as the client's sessions end with it. */
@Resolver()
export class ClientRemovalResolver {
  constructor(private readonly service: ClientRemovalService) {}

  @Authorized(Right.CLIENTS_WRITE)
  @Mutation(() => Client, {
    description:
      'Removes a client from the account: its sessions end, its connection is closed, its token no longer holds, its seat is ' +
      "free, and so is its alias in the account's own namespace. What it did stays in the log. Answers the client as it was. NOT_FOUND where the account has no such client.",
  })
  removeClient(
    @Arg('id', () => ID, { description: "The client's number." }) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<ClientRow> {
    return this.service.remove(viewer, id);
  }

  @Authorized(Right.CLIENTS_WRITE)
  @Mutation(() => [ClientResult], {
    description:
      'Removes many clients, each as `removeClient` does. Answers what became of each, in the order of the numbers: one that is refused keeps no other from being removed.',
  })
  removeClients(
    @Args(() => ClientIdsArgs) { ids }: ClientIdsArgs,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<ClientResult[]> {
    return this.service.removeAll(viewer, ids);
  }
}
