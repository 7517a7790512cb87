import type { ServerResponse } from 'node:http';
import type { LiveSocket } from '../socket/live-socket.ts';
import type { Sockets } from '../socket/sockets.ts';
import type { Viewer } from '../viewer.ts';

/** Whoever has not taken it by then is cut off. */
const LONGEST_MS = 3_600_000;

/** A download that goes on. It counts as an open socket of its viewer, so that it is cut when their right ends. */
export class RunningDownload implements LiveSocket {
  private readonly timer = setTimeout(() => this.close(), LONGEST_MS).unref();

  private constructor(
    readonly viewer: Viewer,
    private readonly response: ServerResponse,
    private readonly sockets: Sockets,
  ) {}

  /** From now on, until its `end`. */
  static begin(viewer: Viewer, response: ServerResponse, sockets: Sockets): RunningDownload {
    const running = new RunningDownload(viewer, response, sockets);
    sockets.add(running);
    return running;
  }

  /** The response is over. */
  end(): void {
    clearTimeout(this.timer);
    this.sockets.delete(this);
  }

  /** What has been sent is seen to be incomplete. */
  close(): void {
    this.response.destroy();
  }
}
