import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Context, ViewerContext } from '../core/context.ts';
import { fromSources, type HasSources } from '../core/graphql/sources.ts';
import { checkedPage, connectionOf, type Page, PageArgs } from '../core/graphql/page.ts';
import { thingKeys } from '../core/graphql/thing-key.ts';
import { Right } from '../core/viewer.ts';
import type { LogEvent } from '../events/log-event.ts';
import type { TicketChanges } from './ticket-changes.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { SupportTicket } from './ticket.entity.ts';
import { ReplyToTicketInput, SubmitTicketInput } from './ticket.input.ts';
import { SupportMessage } from './ticket-message.entity.ts';
import type { TicketService } from './ticket.service.ts';

const SupportTicketConnection = connectionOf('SupportTicket', SupportTicket);
const WHICH = { description: 'Which ticket.' };

@Resolver(() => SupportTicket)
export class TicketResolver implements HasSources {
  readonly sources = {
    ticketChanged: (_: unknown, { viewer }: ViewerContext) => this.changes.follow(viewer.accountId),
  };

  constructor(
    private readonly service: TicketService,
    private readonly desk: TicketDesk,
    private readonly changes: TicketChanges,
  ) {}

  @Authorized(Right.TICKETS_READ)
  @Query(() => SupportTicketConnection, {
    description: "The account's tickets, those first that were last written to or closed.",
  })
  tickets(
    @Args(() => PageArgs, checkedPage) page: PageArgs,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Page<SupportTicket>> {
    return this.service.page(viewer.accountId, page);
  }

  @Authorized(Right.TICKETS_READ)
  @Query(() => SupportTicket, {
    nullable: true,
    description: 'One ticket of the account; null where it has none of that id.',
  })
  ticket(@Arg('id', () => ID, WHICH) id: string, @Ctx() { viewer }: ViewerContext): Promise<SupportTicket | null> {
    return this.service.find(viewer.accountId, id);
  }

  @Authorized(Right.TICKETS_WRITE)
  @Mutation(() => SupportTicket, {
    description:
      'Asks support. The person behind it gets a mail with the number. RATE_LIMITED after 20 tickets and replies of one person, or 60 of one account, in an hour.',
  })
  submitTicket(
    @Arg('input', () => SubmitTicketInput) input: SubmitTicketInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<SupportTicket> {
    return this.desk.submit(viewer, input);
  }

  @Authorized(Right.TICKETS_WRITE)
  @Mutation(() => SupportTicket, {
    description:
      'Adds to a ticket, which is open from then on. RATE_LIMITED as `submitTicket`; CONFLICT where it has 200 messages.',
  })
  replyToTicket(
    @Arg('input', () => ReplyToTicketInput) input: ReplyToTicketInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<SupportTicket> {
    return this.desk.reply(viewer, input);
  }

  @Authorized(Right.TICKETS_WRITE)
  @Mutation(() => SupportTicket, { description: 'Closes a ticket. One that is closed stays so.' })
  closeTicket(@Arg('id', () => ID, WHICH) id: string, @Ctx() { viewer }: ViewerContext): Promise<SupportTicket> {
    return this.desk.close(viewer, id);
  }

  @Authorized(Right.TICKETS_READ)
  @Subscription(() => [SupportTicket], {
    subscribe: fromSources,
    description:
      "The account's tickets whenever they are written to or closed, as they are then: the first at once, then what gathered, at most every 50 ms, each ticket once.",
  })
  ticketChanged(@Root() events: readonly LogEvent[], @Ctx() { viewer }: ViewerContext): Promise<SupportTicket[]> {
    return this.changes.of(viewer.accountId, events);
  }

  @FieldResolver(() => [SupportMessage], {
    complexity: ({ childComplexity }) => 1 + 10 * childComplexity,
    description: 'All that was written about it, the oldest first: 1 to 200 messages.',
  })
  messages(@Root() ticket: SupportTicket, @Ctx() { loaders }: Context): Promise<SupportMessage[]> {
    return loaders.by(this.service.messagesOf).load(thingKeys.of(ticket));
  }
}
