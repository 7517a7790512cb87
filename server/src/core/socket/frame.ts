import { WebSocket } from 'ws';
import { SOCKET_LIMITS } from './limits.ts';
import { CLOSE } from './live-socket.ts';

/**
 * Sends a text, or closes the socket of a reader that is too slow, who is to resume from its cursor. A socket that is
 * closed, or about to be, is sent nothing. Never rejects; resolves once the text has left this process.
 */
export function sendFrame(socket: WebSocket, text: string | Buffer): Promise<void> {
  if (socket.readyState !== WebSocket.OPEN) return Promise.resolve();
  if (socket.bufferedAmount > SOCKET_LIMITS.waitingBytes) {
    socket.close(CLOSE.SLOW_READER, 'slow reader: resume from your cursor');
    return Promise.resolve();
  }
  return new Promise(resolve => socket.send(text, { binary: false }, () => resolve()));
}
