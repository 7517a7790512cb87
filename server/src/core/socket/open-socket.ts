import type { WebSocket } from 'ws';
import type { Origin } from '../context.ts';
import type { Viewer } from '../viewer.ts';
import { CLOSE, type LiveSocket } from './live-socket.ts';

/** What is known of a WebSocket before it says who it is. */
export interface Opening {
  readonly socket: WebSocket;
  readonly origin: Origin;
  /** The secret of the sign-in's cookie; only where a page of an allowed Origin opened the socket. */
  readonly secret: string | undefined;
  /** It is no stranger any more: it has said who it is, or is closed. May be called twice. */
  readonly settle: () => void;
  /** Set once it has said who it is. */
  live?: OpenSocket;
}

/** A WebSocket whose principal is known. */
export class OpenSocket implements LiveSocket {
  constructor(
    private readonly socket: WebSocket,
    public viewer: Viewer,
    readonly ip: string,
  ) {}

  close(code: number, reason: string): void {
    // A close goes out behind what waits to be sent, which whose right has ended must not get any more.
    if (code === CLOSE.FORBIDDEN && this.socket.bufferedAmount > 0) this.socket.terminate();
    else this.socket.close(code, reason);
  }

  isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }
}
