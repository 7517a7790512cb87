import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Resolves when a response is over: gone out, or broken off, also where that was before anybody asked.
 *
 * Of a connection that breaks off, Node tells only the response that is going out. One that waits behind it has no socket
 * yet, and would be waited for without end, with all that it holds open.
 */
export function responseOver({ raw: { socket } }: FastifyRequest, { raw }: FastifyReply): Promise<void> {
  if (raw.closed || raw.destroyed || socket.destroyed) return Promise.resolve();
  return new Promise(resolve => {
    const tell = () => {
      if (!raw.socket) raw.emit('close');
    };
    socket.once('close', tell);
    raw.once('close', () => {
      socket.off('close', tell);
      resolve();
    });
  });
}
