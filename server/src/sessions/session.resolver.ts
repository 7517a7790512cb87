import { Arg, Args, Authorized, Ctx, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { ViewerContext } from '../core/context.ts';
import { ApiError } from '../core/errors.ts';
import { fromSources, type HasSources, validInput } from '../core/graphql/sources.ts';
import { checkedPage, type Page, PageArgs } from '../core/graphql/page.ts';
import { Right, type Viewer } from '../core/viewer.ts';
import { Session } from './session.entity.ts';
import { CommentArgs, SessionFilter, SessionOrder } from './session.input.ts';
import type { SessionChanges } from './session-changes.ts';
import type { SessionLog } from './session-log.ts';
import type { SessionFacts } from './session-row.ts';
import type { SessionService } from './session.service.ts';
import { SessionChange, SessionConnection } from './session.type.ts';

/** The sessions of the viewer's account. */
@Resolver()
export class SessionResolver implements HasSources {
  readonly sources = {
    sessionChanged: async ({ filter }: Record<string, unknown>, { viewer }: ViewerContext) =>
      this.changes.of(viewer.accountId, (await validInput(SessionFilter, filter)) ?? {}),
  };

  constructor(
    private readonly log: SessionLog,
    private readonly service: SessionService,
    private readonly changes: SessionChanges,
  ) {}

  @Authorized(Right.SESSIONS_READ)
  @Query(() => SessionConnection, {
    description:
      "The account's sessions, past and present, from and to its clients; the newest first unless told otherwise.",
  })
  sessions(
    @Arg('filter', () => SessionFilter, { nullable: true, description: 'Which sessions; all where it is left out.' })
    filter: SessionFilter | null,
    @Arg('orderBy', () => SessionOrder, { nullable: true, description: 'In which order.' })
    orderBy: SessionOrder | null,
    @Args(() => PageArgs, checkedPage) page: PageArgs,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<Page<SessionFacts>> {
    return this.log.page(viewer.accountId, filter ?? {}, page, orderBy?.direction);
  }

  @Authorized(Right.SESSIONS_READ)
  @Query(() => Session, { nullable: true, description: 'One session; null where the account has none with this id.' })
  session(
    @Arg('id', () => ID, { description: "The session's id." }) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<SessionFacts | null> {
    return this.log.get(viewer.accountId, id);
  }

  @Authorized(Right.SESSIONS_WRITE)
  @Mutation(() => Session, {
    description:
      'Tells the device that holds the session to close it, within 30 seconds; `closing` says how far that has come, and the ' +
      'session ends when the device confirms. While it waits, asking again changes nothing. CONFLICT where it has ended.',
  })
  async closeSession(
    @Arg('id', () => ID, { description: "The session's id." }) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<SessionFacts> {
    await this.service.close(viewer, id);
    return this.changed(viewer, id);
  }

  @Authorized(Right.SESSIONS_WRITE)
  @Mutation(() => Session, {
    description: 'Writes what people want to remember of a session, also of one that has ended.',
  })
  async setSessionComment(
    @Args(() => CommentArgs) { id, comment }: CommentArgs,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<SessionFacts> {
    await this.service.setComment(viewer, id, comment ?? null);
    return this.changed(viewer, id);
  }

  @Authorized(Right.SESSIONS_READ)
  @Subscription(() => [SessionChange], {
    subscribe: fromSources,
    description:
      'What changes of the sessions that the filter names: the first change at once, then what gathered, at most every ' +
      '50 ms. A session that leaves the filter by ending, resuming or its comment comes once more.',
  })
  sessionChanged(
    @Root() changes: SessionChange[],
    @Arg('filter', () => SessionFilter, { nullable: true, description: 'Which sessions; all where it is left out.' })
    _filter: SessionFilter | null,
  ): SessionChange[] {
    return changes;
  }

  private async changed({ accountId }: Viewer, id: string): Promise<SessionFacts> {
    const session = await this.log.get(accountId, id);
    if (!session) throw new ApiError('NOT_FOUND', 'The account has no such session');
    return session;
  }
}
