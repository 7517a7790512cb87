import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Calls `end` once, when a response is over: gone out, or broken off.
 *
 * Of a connection that breaks off, Node tells only the response that is going out. One that waits behind it has no socket
 * yet, and would be waited for without end, with all that it holds open.
 */
export function whenOver({ raw: { socket } }: FastifyRequest, { raw }: FastifyReply, end: () => void): void {
  const tell = () => {
    if (!raw.socket) raw.emit('close');
  };
  socket.once('close', tell);
  raw.once('close', () => {
    socket.off('close', tell);
    end();
  });
}
