import type { WebSocket } from 'ws';

/**
 * Pings a socket, and cuts it off when nothing came from it between two pings: a half-open connection never says that it
 * is closed.
 *
 * @param intervalMs between two pings
 * @param alive is called at every sign of life
 */
export function keepPulse(socket: WebSocket, intervalMs: number, alive: () => void): void {
  let isAlive = true;
  const sign = () => {
    isAlive = true;
    alive();
  };
  socket.on('pong', sign);
  socket.on('ping', sign);
  socket.on('message', sign);

  const timer = setInterval(() => {
    if (isAlive) {
      isAlive = false;
      socket.ping();
      return;
    }
    // What came while this process was too busy to read it is read first.
    setImmediate(() => {
      if (!isAlive) socket.terminate();
    });
  }, intervalMs);
  socket.once('close', () => clearInterval(timer));
}
