import { Arg, Args, Authorized, Ctx, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Download } from '../../core/download/download.type.ts';
import { fromSources, type HasSources } from '../../core/graphql/sources.ts';
import { checkedPage, connectionOf, type Page, PageArgs } from '../../core/graphql/page.ts';
import type { Tickets } from '../../core/secrets/tickets.ts';
import { Right } from '../../core/viewer.ts';
import type { LogEvent } from '../../events/log-event.ts';
import { CUSTOM_CLIENTS } from '../download/custom-client-source.ts';
import { CustomClientChange } from './custom-client-change.type.ts';
import type { CustomClientChanges } from './custom-client-changes.ts';
import { CustomClient } from './custom-client.entity.ts';
import { CreateCustomClientInput, DuplicateCustomClientInput, UpdateCustomClientInput } from './custom-client.input.ts';
import type { CustomClientMaker } from './custom-client-maker.ts';
import type { CustomClientRow, CustomClientService } from './custom-client.service.ts';

const CustomClientConnection = connectionOf('CustomClient', CustomClient);
const WHICH = { description: 'Which custom client.' };

@Resolver()
export class CustomClientResolver implements HasSources {
  readonly sources = {
    customClientChanged: (_: unknown, { viewer }: ViewerContext) => this.changes.follow(viewer.accountId),
  };

  constructor(
    private readonly service: CustomClientService,
    private readonly maker: CustomClientMaker,
    private readonly changes: CustomClientChanges,
    private readonly tickets: Tickets,
  ) {}

  @Authorized(Right.FILES_READ)
  @Query(() => CustomClientConnection, {
    description:
      "The account's custom clients, the newest first. FORBIDDEN unless the license is a PERFORMANCE or ENTERPRISE one; `details.upgradeTo` names those that would do.",
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
    @Arg('id', () => ID, WHICH) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<CustomClientRow | null> {
    return this.service.get(viewer.accountId, id);
  }

  @Authorized(Right.FILES_WRITE)
  @Mutation(() => CustomClient, {
    description:
      'Makes a custom client, and has it built. FORBIDDEN as `customClients`, LICENSE_EXPIRED, and CONFLICT where the account has 200.',
  })
  createCustomClient(
    @Arg('input', () => CreateCustomClientInput) input: CreateCustomClientInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<CustomClientRow> {
    return this.maker.create(viewer, input);
  }

  @Authorized(Right.FILES_WRITE)
  @Mutation(() => CustomClient, {
    description:
      'Makes a custom client like another one, for the same system or another; with a key of its own, and without links.',
  })
  duplicateCustomClient(
    @Arg('input', () => DuplicateCustomClientInput) input: DuplicateCustomClientInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<CustomClientRow> {
    return this.maker.duplicate(viewer, input);
  }

  @Authorized(Right.FILES_WRITE)
  @Mutation(() => CustomClient, {
    description:
      'Changes a custom client. What its devices are told makes a new version of the configuration: it is built anew, sent to the devices, and kept by the server at once.',
  })
  updateCustomClient(
    @Arg('input', () => UpdateCustomClientInput) input: UpdateCustomClientInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<CustomClientRow> {
    return this.maker.update(viewer, input);
  }

  @Authorized(Right.FILES_WRITE)
  @Mutation(() => CustomClient, { description: 'Has a custom client built once more, for its links too.' })
  buildCustomClient(
    @Arg('id', () => ID, WHICH) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<CustomClientRow> {
    return this.maker.build(viewer, id);
  }

  @Authorized(Right.FILES_WRITE)
  @Mutation(() => CustomClient, {
    description:
      'Deletes a custom client. Its links open nothing any more, and what was downloaded enrolls nothing. Clients that have enrolled stay.',
  })
  deleteCustomClient(
    @Arg('id', () => ID, WHICH) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<CustomClientRow> {
    return this.maker.delete(viewer, id);
  }

  @Authorized(Right.FILES_READ)
  @Mutation(() => Download, {
    description:
      'An address for five minutes by which a custom client can be downloaded without signing in, by a tool for example.',
  })
  async downloadCustomClient(
    @Arg('id', () => ID, WHICH) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Download> {
    const client = await this.service.required(viewer.accountId, id);
    const { text, expiresAt } = this.tickets.issue(viewer, CUSTOM_CLIENTS, client.id);
    return { url: `/my/${CUSTOM_CLIENTS}/${client.id}?ticket=${text}`, expiresAt };
  }

  @Authorized(Right.FILES_READ)
  @Subscription(() => [CustomClientChange], {
    subscribe: fromSources,
    description:
      "What happens to the account's custom clients, their builds, links and downloads: the first change at once, then what gathered, at most every 50 ms, each custom client once.",
  })
  customClientChanged(
    @Root() events: readonly LogEvent[],
    @Ctx() { viewer }: ViewerContext,
  ): Promise<CustomClientChange[]> {
    return this.changes.of(viewer.accountId, events);
  }
}
