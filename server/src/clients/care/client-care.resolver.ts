import { Arg, Args, Authorized, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { Client } from '../client.entity.ts';
import type { ClientRow } from '../client-row.ts';
import { ClientCommentArgs, ClientCommentsArgs } from './client-care.input.ts';
import type { ClientCareService } from './client-care.service.ts';
import { ClientResult } from './client-result.type.ts';

@Resolver()
export class ClientCareResolver {
  constructor(private readonly service: ClientCareService) {}

  @Authorized(Right.CLIENTS_WRITE)
  @Mutation(() => Client, { description: 'Writes what people want to remember of a client.' })
  setClientComment(
    @Args(() => ClientCommentArgs) { id, comment }: ClientCommentArgs,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<ClientRow> {
    return this.service.setComment(viewer, id, comment ?? null);
  }

  @Authorized(Right.CLIENTS_WRITE)
  @Mutation(() => [ClientResult], {
    description:
      'Writes the same comment on many clients. Answers what became of each, in the order of the numbers; NOT_FOUND for those that the account has not.',
  })
  setClientComments(
    @Args(() => ClientCommentsArgs) { ids, comment }: ClientCommentsArgs,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<ClientResult[]> {
    return this.service.setComments(viewer, ids, comment ?? null);
  }

  @Authorized(Right.CLIENTS_WRITE)
  @Mutation(() => Client, {
    description:
      'Takes back the suspicion that another device goes by the identity of this client (`suspectedCloneAt`): somebody has looked into it. The next one that claims it is told anew.',
  })
  dismissCloneSuspicion(
    @Arg('id', () => ID, { description: "The client's number." }) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<ClientRow> {
    return this.service.dismissCloneSuspicion(viewer, id);
  }
}
