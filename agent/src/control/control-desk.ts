import type { Device } from '../device.ts';
import type { HeldSession } from '../held-sessions.ts';
import { Refusal } from '../refusal.ts';
import { VERSION } from '../version.ts';
import type { ControlRequest, ControlSession, ControlStatus } from './protocol.ts';

/** Does for a person on this machine what they asked of the running device. */
export async function obeyControl(device: Device, request: ControlRequest): Promise<unknown> {
  switch (request.command) {
    case 'status':
      return statusOf(device);
    case 'sessions':
      return device.sessions.map(shown);
    case 'connect':
      return shown(await device.startSession(request.clientId, request.comment));
    case 'end':
      return endSession(device, request.id, request.comment);
    default:
      throw new Refusal('BAD_USER_INPUT', 'The agent knows no such command');
  }
}

async function endSession(device: Device, id: string, comment: string | undefined): Promise<{ id: string }> {
  const isHeld = await device.endSession(id, comment);
  if (!isHeld) throw new Refusal('NOT_FOUND', `No session ${id} is held here`);
  return { id };
}

function statusOf(device: Device): ControlStatus {
  const { clientId, alias, server } = device.identity;
  return {
    clientId,
    ...(alias !== undefined && { alias }),
    server,
    isConnected: device.isConnected,
    version: VERSION,
    sessions: device.sessions.map(shown),
  };
}

function shown({ startedAt, ...session }: HeldSession): ControlSession {
  return { ...session, startedAt: startedAt.toISOString() };
}
