import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { WebSocket } from 'ws';
import type { DeviceViewer, Viewer } from '../viewer.ts';

/** An open WebSocket whose principal is known. */
export interface LiveSocket {
  readonly viewer: Viewer;
  /** The address at its other end. */
  readonly ip?: string;
  /** @param code one of `CLOSE`, so that the other end knows whether to come back */
  close(code: number, reason: string): void;
}

/** Keeps the presence of devices. It is handed in, so that the doors know no domain. */
export interface SocketKeeper {
  /** A device's socket has authenticated. Resolves once the database shows it online; the viewer then carries its epoch. */
  connected(viewer: DeviceViewer, socket: LiveSocket, params: Record<string, unknown>): Promise<DeviceViewer>;
  /** Any sign of life: a pong or a message. Called often, so it touches memory only. */
  alive(viewer: DeviceViewer): void;
  /**
   * The socket of `connected` is closed, for whatever reason.
   *
   * @param code what its other end said at last, which is the code that it was told where it was there to answer; 1006 for nothing
   */
  closed(viewer: DeviceViewer, code: number): void;
}

/** One operation of one socket: who it is for, and the id under which its frames are sent. */
export interface Member {
  readonly id: string;
  readonly socket: WebSocket;
  readonly viewer: Viewer;
}

/** How a subscription is run; members of one shared execution may be sent their frames on `member.socket` directly. */
export type SubscribeStrategy = (
  args: ExecutionArgs,
  member: Member,
) => AsyncIterable<ExecutionResult> | ExecutionResult | Promise<AsyncIterable<ExecutionResult> | ExecutionResult>;

/** Why a socket is closed by the server, and what the other end does then. */
export const CLOSE = {
  /** The rights are others than those that it came with. Come back. */
  RIGHTS_CHANGED: 4205,
  /** Not a message of the protocol. */
  BAD_REQUEST: 4400,
  /** Nobody is known by what was sent. Coming back with the same is no use. */
  UNAUTHENTICATED: 4401,
  /** The right has ended: removed, revoked, signed out. Coming back is no use. */
  FORBIDDEN: 4403,
  /** A newer connection of the same device has taken over. */
  SUPERSEDED: 4409,
  /** Too many messages or sockets. Come back later. */
  TOO_MANY: 4429,
  /** A fault of the server. Come back. */
  FAULT: 4500,
  /** The server restarts. Come back. */
  RESTART: 1012,
  /** More waits to be sent than the other end reads. Come back, and resume from the cursor. */
  SLOW_READER: 1013,
} as const;
