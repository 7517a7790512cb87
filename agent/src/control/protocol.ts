import { createHash } from 'node:crypto';
import { resolve } from 'node:path';

/** What people and scripts on the machine may ask of a running agent: one line of JSON each way. */
export type ControlRequest =
  | { command: 'status' }
  | { command: 'sessions' }
  | { command: 'connect'; clientId: string; comment?: string }
  | { command: 'end'; id: string; comment?: string };

/** A session as the control interface shows it. */
export interface ControlSession {
  localId: string;
  sessionId?: string;
  fromClientId: string;
  toClientId: string;
  startedAt: string;
}

export interface ControlStatus {
  clientId: string;
  alias?: string;
  server: string;
  isConnected: boolean;
  version: string;
  sessions: ControlSession[];
}

export type ControlAnswer<Data> = { ok: true; data: Data } | { ok: false; code: string; message: string };

/** The longest line that either side reads, in bytes. */
export const LONGEST_LINE = 64 * 1024;

// sun_path holds 104 bytes on macOS and 108 on Linux; one is the closing zero.
const LONGEST_SOCKET_PATH = 103;

/**
 * Where the agent that uses this identity file listens: a socket beside the file, a named pipe on Windows.
 *
 * @throws Error where the path is longer than a socket's may be
 */
export function controlPath(identityPath: string, platform: NodeJS.Platform = process.platform): string {
  const path = resolve(identityPath);
  if (platform === 'win32') {
    return `\\\\.\\pipe\\mydesk-agent-${createHash('sha256').update(path.toLowerCase()).digest('hex').slice(0, 16)}`;
  }
  const socket = `${path}.sock`;
  if (Buffer.byteLength(socket) > LONGEST_SOCKET_PATH) {
    throw new Error(
      `${socket} is too long for a socket (${String(LONGEST_SOCKET_PATH)} bytes): keep the identity elsewhere`,
    );
  }
  return socket;
}
