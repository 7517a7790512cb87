import { ApiError } from '../../core/errors.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import type { LocalKey } from '../stored-session.ts';
import type { ReportedSession, StartSessionInput } from './device-session.input.ts';

/** A session that a device wants to hold, seen from the device. */
export interface Wish extends LocalKey {
  /** Whether the device is the end that connects. */
  readonly isOutgoing: boolean;
  /** The other end: a number or an alias. */
  readonly dialed: string;
  /** The session that was announced to the device; null where none was. */
  readonly sessionId: string | null;
  /** What the device's clock says of it. */
  readonly deviceTime: Date | null;
  readonly comment: string | null;
}

/** @throws ApiError BAD_USER_INPUT where both ends are named, or none, or the device itself */
export function wishOf(viewer: DeviceViewer, input: StartSessionInput): Wish {
  const { bootId, localId, toClientId, fromClientId, requestedAt, comment } = input;
  const dialed = toClientId ?? fromClientId;
  if (!dialed || (toClientId && fromClientId))
    throw badField('toClientId', 'give exactly one of toClientId and fromClientId');
  const isOutgoing = Boolean(toClientId);
  if (dialed === viewer.clientId) throw badField(isOutgoing ? 'toClientId' : 'fromClientId', SELF);
  return {
    bootId,
    localId,
    isOutgoing,
    dialed,
    sessionId: null,
    deviceTime: requestedAt ?? null,
    comment: comment || null,
  };
}

/** @throws ApiError BAD_USER_INPUT where the device is not exactly one of the ends */
export function reportedWish(viewer: DeviceViewer, input: ReportedSession, place: number): Wish {
  const { bootId, localId, fromClientId, toClientId, startedAt, sessionId } = input;
  const isOutgoing = fromClientId === viewer.clientId;
  const field = `sessions.${place}.toClientId`;
  if (isOutgoing && toClientId === viewer.clientId) throw badField(field, SELF);
  if (!isOutgoing && toClientId !== viewer.clientId) throw badField(field, 'the device must be one of the ends');
  return {
    bootId,
    localId,
    isOutgoing,
    dialed: isOutgoing ? toClientId : fromClientId,
    sessionId: sessionId ?? null,
    deviceTime: startedAt ?? null,
    comment: null,
  };
}

const SELF = 'a device holds no session with itself';

export const badField = (field: string, reason: string): ApiError =>
  new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { [field]: [reason] } });
