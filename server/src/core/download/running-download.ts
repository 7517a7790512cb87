import type { ServerResponse } from 'node:http';
import type { LiveSocket } from '../socket/live-socket.ts';
import type { Sockets } from '../socket/sockets.ts';
import type { Viewer } from '../viewer.ts';

/** Whoever has not taken it by then is cut off. */
const LONGEST_MS = 3_600_000;

/** A download that goes on. It counts as an open socket of its viewer, so that it is cut when their right ends. */
export class RunningDownload implements LiveSocket {
  private constructor(
    readonly viewer: Viewer,
    private readonly response: ServerResponse,
  ) {}

  /** From now on, until the response is over. */
  static begin(viewer: Viewer, response: ServerResponse, over: Promise<void>, sockets: Sockets): void {
    const running = new RunningDownload(viewer, response);
    const timer = setTimeout(() => running.close(), LONGEST_MS).unref();
    sockets.add(running);
    void over.then(() => {
      clearTimeout(timer);
      sockets.delete(running);
    });
  }

  /** What has been sent is seen to be incomplete. */
  close(): void {
    this.response.destroy();
  }
}
