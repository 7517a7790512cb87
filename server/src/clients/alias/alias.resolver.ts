import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { Client } from '../client.entity.ts';
import type { ClientRow } from '../client-row.ts';
import type { ClientsService } from '../clients.service.ts';
import { type AliasService, clientKey } from './alias.service.ts';

const ALIAS = 'A name and a namespace: `name@namespace`. 1 to 25 letters A to Z, digits and . _ - in the name.';

@Resolver(() => Client)
export class AliasResolver {
  constructor(
    private readonly service: AliasService,
    private readonly clients: ClientsService,
  ) {}

  @Authorized(Right.CLIENTS_READ)
  @FieldResolver(() => [String], {
    description:
      "Every name that people can dial, the shown one (`alias`) first: the one of the account's own namespace, then those of the public one, the last that was given first.",
  })
  aliases(@Root() { id }: Client, @Ctx() { viewer, loaders }: ViewerContext): Promise<string[]> {
    return loaders.by(this.service.byClients).load(clientKey(viewer.accountId, id));
  }

  @Authorized(Right.CLIENTS_WRITE)
  @Mutation(() => Client, {
    description:
      "Gives a client an alias. In the account's own namespace it has one, and this takes the place of the one before; in the public " +
      'one, `ad`, it has 3 at most. It is kept letter by letter and found in any case; what does not fit is refused. CONFLICT where another ' +
      'client has it or one that looks the same, or gave it up within 30 days; ALIAS_LIMIT_REACHED; NOT_FOUND for a client or namespace that the account has not.',
  })
  setClientAlias(
    @Arg('id', () => ID, { description: "The client's number." }) id: string,
    @Arg('alias', () => String, { description: ALIAS }) alias: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<ClientRow> {
    return this.clients.changed(viewer, id, () => this.service.give(viewer, id, alias));
  }

  @Authorized(Right.CLIENTS_WRITE)
  @Mutation(() => Client, {
    description:
      "Takes an alias away from a client. Of the account's own namespace it is free at once; a public one is kept from others for 30 days.",
  })
  removeClientAlias(
    @Arg('id', () => ID, { description: "The client's number." }) id: string,
    @Arg('alias', () => String, { description: ALIAS }) alias: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<ClientRow> {
    return this.clients.changed(viewer, id, () => this.service.takeAway(viewer, id, alias));
  }
}
