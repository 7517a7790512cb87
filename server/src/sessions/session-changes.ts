import { CommandKind } from '../clients/command.type.ts';
import { endable } from '../events/endable.ts';
import { EventType } from '../events/event-type.ts';
import { gathered } from '../events/feed/gathered.ts';
import type { Hub } from '../events/feed/hub.ts';
import type { LogEvent } from '../events/log-event.ts';
import { isWanted } from './list/session-filter.ts';
import type { SessionLog } from './session-log.ts';
import type { SessionFilter } from './session.input.ts';
import type { SessionChange } from './session.type.ts';

const OF_SESSIONS: ReadonlySet<EventType> = new Set([
  EventType.SESSION_STARTED,
  EventType.SESSION_RESUMED,
  EventType.SESSION_CHANGED,
  EventType.SESSION_CLOSING,
  EventType.SESSION_ENDED,
]);
/** These change how far the wish to close a session has come. */
const OF_COMMANDS: ReadonlySet<EventType> = new Set([
  EventType.COMMAND_DELIVERED,
  EventType.COMMAND_ACKNOWLEDGED,
  EventType.COMMAND_EXPIRED,
]);

/** Follows an account's sessions: what the log tells of is read anew, once for all that happened to it. */
export class SessionChanges {
  constructor(
    private readonly hub: Hub,
    private readonly log: SessionLog,
  ) {}

  /** Lists of sessions that have changed and are in the filter, or may have been until they did. None is empty. */
  of(accountId: string, filter: SessionFilter): AsyncGenerator<SessionChange[]> {
    const events = gathered(this.hub, accountId, concernsSessions);
    return endable(this.changes(accountId, filter, events), () => events.return());
  }

  private async *changes(
    accountId: string,
    filter: SessionFilter,
    source: AsyncIterator<readonly LogEvent[], undefined>,
  ): AsyncGenerator<SessionChange[]> {
    for (;;) {
      const { value: events, done } = await source.next();
      if (done) return;
      const changes = await this.read(accountId, filter, events);
      if (changes.length > 0) yield changes;
    }
  }

  private async read(accountId: string, filter: SessionFilter, events: readonly LogEvent[]): Promise<SessionChange[]> {
    const filters = new Map<string, SessionFilter>();
    for (const { sessionId, type } of events) {
      if (sessionId !== null) filters.set(sessionId, wantedBefore(filters.get(sessionId) ?? filter, type));
    }
    const read = await this.log.byIds(accountId, [...filters.keys()]);
    const sessions = new Map(read.map(session => [session.id, session]));
    return [...filters].flatMap(([id, wanted]) => {
      const session = sessions.get(id);
      return session && isWanted(session, wanted) ? [{ id, session }] : [];
    });
  }
}

const concernsSessions = ({ type, sessionId, data }: LogEvent): boolean =>
  sessionId !== null &&
  (OF_SESSIONS.has(type) || (OF_COMMANDS.has(type) && data['kind'] === CommandKind.CLOSE_SESSION));

/** The filter without what a session may have fitted until this happened to it. */
function wantedBefore(filter: SessionFilter, type: EventType): SessionFilter {
  const { clientId, direction, from, to, isActive, endReasons, comment } = filter;
  if (type === EventType.SESSION_CHANGED) return { clientId, direction, from, to, isActive, endReasons };
  const isLeaving = type === (isActive ? EventType.SESSION_ENDED : EventType.SESSION_RESUMED);
  return isLeaving ? { clientId, direction, from, to, comment } : filter;
}
