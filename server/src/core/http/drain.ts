import type { FastifyInstance } from 'fastify';
import { Server } from 'node:net';

const SETTLE_MS = 250;
/** Whoever has not taken the answer by then is cut off. */
const PATIENCE_MS = 7_000;

/** From when `isStopping` on, each answer asks the caller to connect elsewhere. */
export function askToLeave(server: FastifyInstance, isStopping: () => boolean): void {
  server.addHook('onSend', (_, reply, payload, done) => {
    if (isStopping()) void reply.header('connection', 'close');
    done(null, payload);
  });
}

/**
 * Closes a listening server without losing a request: nobody new is let in, whoever is connected is answered (see
 * `askToLeave`), and only then are connections closed that wait for nothing.
 */
export async function drain(server: FastifyInstance): Promise<void> {
  if (!server.server.listening) return server.close();

  // The web server's own close() ends idle connections at once, though a request may be on its way in them.
  Server.prototype.close.call(server.server);
  await new Promise(resolve => setTimeout(resolve, SETTLE_MS));
  const cutOff = setTimeout(() => server.server.closeAllConnections(), PATIENCE_MS);
  await server.close();
  clearTimeout(cutOff);
}
