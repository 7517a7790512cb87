import { rm } from 'node:fs/promises';
import { type Server, type Socket, createServer } from 'node:net';

import { Refusal } from '../refusal.ts';
import { isAnswering } from './control-client.ts';
import { readLine } from './line.ts';
import type { ControlAnswer, ControlRequest } from './protocol.ts';

const PATIENCE_MS = 30_000;

/** Lets people and scripts on this machine talk to the running agent, and nobody but the agent's own user. */
export class ControlServer {
  private constructor(
    private readonly server: Server,
    private readonly sockets: ReadonlySet<Socket>,
  ) {}

  /**
   * Listens for requests and answers each with what `obey` returns.
   *
   * @throws Error where another agent runs with the same identity
   */
  static async listen(path: string, obey: (request: ControlRequest) => Promise<unknown>): Promise<ControlServer> {
    if (await isAnswering(path)) throw new Error('Another agent is running with this identity');
    // What a killed agent left behind.
    if (process.platform !== 'win32') await rm(path, { force: true });

    const sockets = new Set<Socket>();
    const server = createServer(socket => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      void converse(socket, obey);
    });
    await listenPrivately(server, path);
    return new ControlServer(server, sockets);
  }

  /** Stops listening; whoever still waits for an answer is cut off. */
  async close(): Promise<void> {
    const hasClosed = new Promise(resolve => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await hasClosed;
  }
}

/** The socket is the owner's alone from the moment it exists: the mode is set by the mask, not afterwards. */
async function listenPrivately(server: Server, path: string): Promise<void> {
  const former = process.umask(0o177);
  try {
    server.listen(path);
  } finally {
    process.umask(former);
  }
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
}

async function converse(socket: Socket, obey: (request: ControlRequest) => Promise<unknown>): Promise<void> {
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  // A client that leaves early is its own affair.
  socket.on('error', () => undefined);
  try {
    const line = await readLine(socket);
    const answer = await answerTo(line, obey);
    socket.end(`${JSON.stringify(answer)}\n`);
  } catch {
    socket.destroy();
  }
}

async function answerTo(
  line: string,
  obey: (request: ControlRequest) => Promise<unknown>,
): Promise<ControlAnswer<unknown>> {
  try {
    return { ok: true, data: await obey(JSON.parse(line) as ControlRequest) };
  } catch (error) {
    const code = error instanceof Refusal ? error.code : error instanceof Error ? error.name : 'Error';
    return { ok: false, code, message: error instanceof Error ? error.message : String(error) };
  }
}
