import { type Socket, type TcpNetConnectOpts, connect, isIP } from 'node:net';
import { connect as connectSecurely } from 'node:tls';

import type { ClientOptions } from 'ws';

/** A machine's own way to the network, which can be lost like a pulled cable: nothing is said to the other side. */
export class Network {
  private readonly sockets = new Set<Socket>();
  private isLost = false;

  constructor(private readonly isSecure: boolean) {}

  /** For a device's WebSocket. */
  get webSocket(): ClientOptions {
    // The type is that of all of `net.connect`; ws only ever asks for a host and a port.
    return { createConnection: ((options: TcpNetConnectOpts) => this.open(options)) as typeof connect };
  }

  /** From now on nothing arrives and nothing can be opened; the other side is left to find out. */
  lose(): void {
    this.isLost = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** The network is there again. What was open before is dead by then. */
  restore(): void {
    this.cut();
    this.isLost = false;
  }

  /** Every connection is gone at once. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private open({ host = 'localhost', port }: TcpNetConnectOpts): Socket {
    // With the `path` of the options, which is the URL's, Node would connect to a socket file.
    const socket = this.isSecure
      ? connectSecurely({ host, port, servername: isIP(host) ? '' : host })
      : connect({ host, port });
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    // Not at once: an error before anybody listens would end the process.
    if (this.isLost) setImmediate(() => socket.destroy(new Error('The network is lost')));
    return socket;
  }
}
