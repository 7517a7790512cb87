import type { ActiveSessionFragment, ActiveSessionsLiveSubscription } from '../core/graphql/generated';

type Change = ActiveSessionsLiveSubscription['sessionChanged'][number];

/** The newest sessions that are kept; a busy account has hundreds more, and the sessions tab shows them. */
const KEPT = 50;

/** The active sessions after `changes`: the newest first, what has ended gone. */
export function withChanges(
  sessions: readonly ActiveSessionFragment[],
  changes: readonly Change[],
): ActiveSessionFragment[] {
  const byId = new Map(sessions.map(session => [session.id, session]));
  for (const { id, session } of changes) {
    if (session.isActive) byId.set(id, session);
    else byId.delete(id);
  }
  return [...byId.values()].sort((one, other) => other.startedAt.localeCompare(one.startedAt)).slice(0, KEPT);
}
