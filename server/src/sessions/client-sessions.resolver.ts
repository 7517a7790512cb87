import { Authorized, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Client } from '../clients/client.entity.ts';
import type { ViewerContext } from '../core/context.ts';
import { Right } from '../core/viewer.ts';
import { Session } from './session.entity.ts';
import { clientKey, type SessionLog } from './session-log.ts';
import type { SessionFacts } from './session-row.ts';

/** Client.lastSessions. It stands here, not in clients/, because this folder knows the sessions of a client. */
@Resolver(() => Client)
export class ClientSessionsResolver {
  constructor(private readonly log: SessionLog) {}

  @Authorized(Right.SESSIONS_READ)
  @FieldResolver(() => [Session], {
    description: 'The 5 last sessions in which it took part, on either side, the newest first.',
  })
  lastSessions(@Root() { id }: Client, @Ctx() { viewer, loaders }: ViewerContext): Promise<SessionFacts[]> {
    return loaders.by(this.log.lastOf).load(clientKey(viewer.accountId, id));
  }
}
