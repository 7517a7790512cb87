import { type Server, type Socket, connect, createServer } from 'node:net';

/** A cable to the portal that can be cut, or go silent as a half-open connection does. */
export class Cable {
  private readonly sockets = new Set<Socket>();
  private isSilent = false;

  private constructor(private readonly server: Server) {}

  static async to(port: number): Promise<Cable> {
    const server = createServer();
    const cable = new Cable(server);
    server.on('connection', near => {
      cable.join(near, connect(port, '127.0.0.1'));
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return cable;
  }

  /** The portal's address at the other end of the cable. */
  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;
  }

  get connections(): number {
    return this.sockets.size / 2;
  }

  /** Breaks every connection at once. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Nothing more gets through what is connected now, and nobody is told. */
  goSilent(): void {
    this.isSilent = true;
  }

  /** Connections that are made from now on work. */
  speakAgain(): void {
    this.isSilent = false;
  }

  async close(): Promise<void> {
    const hasClosed = new Promise(resolve => this.server.close(resolve));
    this.cut();
    await hasClosed;
  }

  private join(near: Socket, far: Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('data', chunk => this.isSilent || other.write(chunk));
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        if (!this.isSilent) other.destroy();
      });
    }
  }
}
