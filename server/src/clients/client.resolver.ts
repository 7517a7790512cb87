import { Arg, Args, Authorized, Ctx, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { ViewerContext } from '../core/context.ts';
import { fromSources, type HasSources, validInput } from '../core/graphql/sources.ts';
import { checkedPage, connectionOf, type Page, PageArgs } from '../core/graphql/page.ts';
import { Right } from '../core/viewer.ts';
import type { LogEvent } from '../events/log-event.ts';
import { ClientChange } from './client-change.type.ts';
import type { ClientChanges } from './client-changes.ts';
import { Client } from './client.entity.ts';
import { ClientFilter, ClientOrder } from './client.input.ts';
import type { ClientRow } from './client-row.ts';
import type { ClientsService } from './clients.service.ts';

const ClientConnection = connectionOf('Client', Client);

@Resolver()
export class ClientResolver implements HasSources {
  readonly sources = {
    clientChanged: async ({ filter }: Record<string, unknown>, { viewer }: ViewerContext) =>
      this.changes.follow(viewer.accountId, (await validInput(ClientFilter, filter)) ?? {}),
  };

  constructor(
    private readonly service: ClientsService,
    private readonly changes: ClientChanges,
  ) {}

  @Authorized(Right.CLIENTS_READ)
  @Query(() => ClientConnection, { description: "The account's clients; by number, where no order is given." })
  clients(
    @Args(() => PageArgs, checkedPage) page: PageArgs,
    @Arg('filter', () => ClientFilter, { nullable: true, description: 'Which clients are wanted.' })
    filter: ClientFilter | null,
    @Arg('orderBy', () => ClientOrder, { nullable: true, description: 'How they are ordered.' })
    order: ClientOrder | null,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Page<ClientRow>> {
    return this.service.page(viewer.accountId, filter ?? {}, order ?? null, page);
  }

  @Authorized(Right.CLIENTS_READ)
  @Query(() => Client, { nullable: true, description: 'The client of this number; null where the account has none.' })
  client(
    @Arg('id', () => ID, { description: "The client's number." }) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<ClientRow | null> {
    return this.service.get(viewer.accountId, id);
  }

  @Authorized(Right.CLIENTS_READ)
  @Subscription(() => [ClientChange], {
    subscribe: fromSources,
    description:
      "What happens to the account's clients: the first change at once, then what gathered, at most every 50 ms, each client once.",
  })
  clientChanged(
    @Root() events: readonly LogEvent[],
    @Arg('filter', () => ClientFilter, { nullable: true, description: 'Which clients are wanted.' })
    filter: ClientFilter | null,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<ClientChange[]> {
    return this.changes.of(viewer.accountId, filter ?? {}, events);
  }
}
