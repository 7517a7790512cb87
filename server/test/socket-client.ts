import type { WebSocket } from 'ws';

export interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** What a spec does with a WebSocket: send a frame, wait for the next, wait for its end. */
export class SocketClient {
  private readonly frames: Frame[] = [];
  private wake: (() => void) | undefined;
  /** How it ended: the close code and reason, or the HTTP status by which it was refused. */
  readonly ended: Promise<{ code: number; reason: string } | { status: number }>;

  constructor(readonly socket: WebSocket) {
    this.ended = new Promise(resolve => {
      socket.on('unexpected-response', (request, response) => {
        resolve({ status: response.statusCode ?? 0 });
        request.destroy();
      });
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString()) as Frame);
      this.wake?.();
    });
  }

  /** Resolves once it is open; rejects where it is refused. */
  async opened(): Promise<this> {
    if (this.socket.readyState === this.socket.OPEN) return this;
    const refused = this.ended.then(ended => {
      throw new Error(`The socket is refused: ${JSON.stringify(ended)}`);
    });
    await Promise.race([new Promise(resolve => this.socket.once('open', resolve)), refused]);
    return this;
  }

  /** Says who it is, and waits to be let in. */
  async init(payload?: Record<string, unknown>): Promise<this> {
    await this.opened();
    this.send({ type: 'connection_init', payload });
    const ack = await this.next();
    if (ack.type !== 'connection_ack') throw new Error(`Not let in: ${JSON.stringify(ack)}`);
    return this;
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  subscribe(id: string, query: string, variables?: Record<string, unknown>): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** The next frame; rejects where the socket ends first. */
  async next(): Promise<Frame> {
    for (;;) {
      const frame = this.frames.shift();
      if (frame) return frame;
      const ended = this.ended.then(how => {
        if (this.frames.length === 0) throw new Error(`The socket ended: ${JSON.stringify(how)}`);
      });
      await Promise.race([new Promise<void>(resolve => (this.wake = resolve)), ended]);
    }
  }

  /** The frames of one operation until it is complete. */
  async answer(id: string, query: string, variables?: Record<string, unknown>): Promise<Frame[]> {
    this.subscribe(id, query, variables);
    const answer: Frame[] = [];
    for (;;) {
      const frame = await this.next();
      if (frame.id !== id) continue;
      answer.push(frame);
      if (frame.type === 'complete' || frame.type === 'error') return answer;
    }
  }

  /** Closes it, and resolves once it is closed. */
  async close(): Promise<void> {
    if (this.socket.readyState === this.socket.CONNECTING) this.socket.terminate();
    else this.socket.close();
    await this.ended;
  }
}
