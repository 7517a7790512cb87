import { ActorKind } from '../events/actor.ts';
import { EventType } from '../events/event-type.ts';
import type { DemoSession } from './demo-sessions.ts';
import type { Stay } from './demo-presence.ts';
import type { Row } from './insert.ts';

/** Whose log is written, and what happened in the days that it covers. */
export interface Told {
  readonly accountId: string;
  /** The last number that the log has already. */
  readonly seq: number;
  readonly since: Date;
  readonly stays: readonly Stay[];
  readonly sessions: readonly DemoSession[];
  /** The account's own clients. */
  readonly own: ReadonlySet<string>;
}

interface Entry {
  readonly at: Date;
  readonly type: EventType;
  readonly clientId: string;
  readonly sessionId: string | null;
  /** Done by the device itself, or by the portal that noticed. */
  readonly isDevices: boolean;
  readonly data: object;
}

/** The rows of the log: in the order of time, numbered without gap. */
export function demoEvents({ accountId, seq, since, stays, sessions, own }: Told): Row[] {
  const recent = sessions.filter(({ endedAt }) => endedAt >= since);
  const entries = [...stays.flatMap(presence), ...recent.flatMap(session => told(session, own))];
  return entries
    .filter(({ at }) => at >= since)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, type, clientId, sessionId, isDevices, data }, i) => ({
      account_id: accountId,
      seq: seq + i + 1,
      at,
      type,
      actor_kind: isDevices ? ActorKind.DEVICE : ActorKind.SYSTEM,
      actor_id: isDevices ? clientId : null,
      actor_name: null,
      client_id: clientId,
      session_id: sessionId,
      data,
    }));
}

function presence({ clientId, from, to, epoch }: Stay): Entry[] {
  const [came, went] = [{ epoch: String(epoch) }, { lastSeenAt: to.toISOString() }];
  return [
    { at: from, type: EventType.CLIENT_ONLINE, clientId, sessionId: null, isDevices: true, data: came },
    { at: to, type: EventType.CLIENT_OFFLINE, clientId, sessionId: null, isDevices: false, data: went },
  ];
}

function told({ id, from, to, startedAt, endedAt, reason }: DemoSession, own: ReadonlySet<string>): Entry[] {
  const about = { clientId: own.has(from) ? from : to, sessionId: id, isDevices: true };
  const durationSeconds = Math.floor((endedAt.getTime() - startedAt.getTime()) / 1000);
  return [
    { ...about, at: startedAt, type: EventType.SESSION_STARTED, data: { from, to } },
    { ...about, at: endedAt, type: EventType.SESSION_ENDED, data: { reason, from, to, durationSeconds } },
  ];
}
