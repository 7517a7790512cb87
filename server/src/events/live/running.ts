import type { WebSocket } from 'ws';

/**
 * Ends what a socket runs when it closes. graphql-ws does so too, but forgets an operation whose id was used again while
 * it was about to begin.
 */
export class Running {
  private readonly bySocket = new WeakMap<WebSocket, Set<() => void>>();

  /** Answers the function that says that it has ended by itself. */
  add(socket: WebSocket, end: () => void): () => void {
    const running = this.bySocket.get(socket) ?? this.listen(socket);
    running.add(end);
    return () => running.delete(end);
  }

  private listen(socket: WebSocket): Set<() => void> {
    const running = new Set<() => void>();
    this.bySocket.set(socket, running);
    socket.once('close', () => {
      for (const end of [...running]) end();
    });
    return running;
  }
}
