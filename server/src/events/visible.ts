import type { Viewer } from '../core/viewer.ts';
import type { ActorKind } from './actor.ts';
import { EVENT_RULES, EventType } from './event-type.ts';
import type { EventFilter } from './event.type.ts';
import type { LogEvent } from './log-event.ts';

/** Which events of an account are wanted by somebody who may see them. What is null does not narrow. */
export interface Wanted {
  readonly accountId: string;
  readonly types: ReadonlySet<EventType>;
  /** Null for those of all clients and of none. */
  readonly clientIds: ReadonlySet<string> | null;
  readonly actorKinds: ReadonlySet<ActorKind> | null;
  readonly actorIds: ReadonlySet<string> | null;
  /** The first moment that is wanted. */
  readonly from: Date | null;
  /** The first moment that is no longer wanted. */
  readonly to: Date | null;
}

/** What the viewer asks for, without what it lacks the right to see. @param filter may have gone through JSON */
export function wantedBy(viewer: Viewer, filter?: EventFilter | null): Wanted {
  const visible = Object.values(EventType).filter(type => viewer.rights.has(EVENT_RULES[type].right));
  const asked = filter?.types && new Set(filter.types);
  return {
    accountId: viewer.accountId,
    types: new Set(asked ? visible.filter(type => asked.has(type)) : visible),
    clientIds: setOf(filter?.clientIds),
    actorKinds: setOf(filter?.actorKinds),
    actorIds: setOf(filter?.actorIds),
    from: filter?.from ? new Date(filter.from) : null,
    to: filter?.to ? new Date(filter.to) : null,
  };
}

/** All events of some types, whoever did them and whenever. */
export const allOf = (accountId: string, types: ReadonlySet<EventType>): Wanted => ({
  accountId,
  types,
  clientIds: null,
  actorKinds: null,
  actorIds: null,
  from: null,
  to: null,
});

export const isWanted = ({ type, clientId, actor, at }: LogEvent, wanted: Wanted): boolean =>
  wanted.types.has(type) &&
  (wanted.clientIds === null || (clientId !== null && wanted.clientIds.has(clientId))) &&
  (wanted.actorKinds === null || wanted.actorKinds.has(actor.kind)) &&
  (wanted.actorIds === null || (actor.id !== null && wanted.actorIds.has(actor.id))) &&
  (wanted.from === null || at >= wanted.from) &&
  (wanted.to === null || at < wanted.to);

const setOf = <T>(values: readonly T[] | null | undefined): ReadonlySet<T> | null => (values ? new Set(values) : null);
