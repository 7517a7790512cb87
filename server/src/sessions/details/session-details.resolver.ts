import { Authorized, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { Session } from '../session.entity.ts';
import type { SessionFacts } from '../session-row.ts';
import { type SessionDetails, sessionKey } from './session-details.ts';
import { CloseRequest, SessionHolder } from './session-details.type.ts';

@Resolver(() => Session)
export class SessionDetailsResolver {
  constructor(private readonly details: SessionDetails) {}

  @Authorized(Right.SESSIONS_READ)
  @FieldResolver(() => CloseRequest, {
    nullable: true,
    description: 'The last wish to close it, and what became of it; null where nobody asked.',
  })
  closeRequest(
    @Root() { id, closing }: SessionFacts,
    @Ctx() { viewer, loaders }: ViewerContext,
  ): Promise<CloseRequest | null> | null {
    return closing && loaders.by(this.details.closeRequests).load(sessionKey(viewer.accountId, id));
  }

  @Authorized(Right.SESSIONS_READ)
  @FieldResolver(() => [SessionHolder], {
    description:
      "The account's clients whose word it is that the session goes on, the first that reported it first: while none of them can be reached, " +
      '`confirmedAt` stays, and once all are OFFLINE it ends as DEVICE_LOST. Empty where it has ended, or only the other account has its word.',
  })
  heldBy(@Root() { id, isActive }: SessionFacts, @Ctx() { viewer, loaders }: ViewerContext) {
    return isActive ? loaders.by(this.details.holders).load(sessionKey(viewer.accountId, id)) : [];
  }
}
