import type { Viewer } from '../core/viewer.ts';
import { EVENT_RULES, EventType } from './event-type.ts';
import type { EventFilter } from './event.type.ts';
import type { LogEvent } from './log-event.ts';

/** Which events of an account are wanted by somebody who may see them. */
export interface Wanted {
  readonly accountId: string;
  readonly types: ReadonlySet<EventType>;
  /** Null for those of all clients and of none. */
  readonly clientIds: ReadonlySet<string> | null;
}

/** What the viewer asks for, without what it lacks the right to see. */
export function wantedBy(viewer: Viewer, filter?: EventFilter | null): Wanted {
  const visible = Object.values(EventType).filter(type => viewer.rights.has(EVENT_RULES[type].right));
  const asked = filter?.types && new Set(filter.types);
  return {
    accountId: viewer.accountId,
    types: new Set(asked ? visible.filter(type => asked.has(type)) : visible),
    clientIds: filter?.clientIds ? new Set(filter.clientIds) : null,
  };
}

export const isWanted = (event: LogEvent, { types, clientIds }: Wanted): boolean =>
  types.has(event.type) && (clientIds === null || (event.clientId !== null && clientIds.has(event.clientId)));
