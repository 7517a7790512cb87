import { connect } from 'node:net';

import { Refusal } from '../refusal.ts';
import { readLine } from './line.ts';
import type { ControlAnswer, ControlRequest } from './protocol.ts';

const PATIENCE_MS = 35_000;

/** No agent runs with this identity. */
export class NotRunning extends Error {
  override readonly name = 'NotRunning';
}

/**
 * Asks the running agent.
 *
 * @throws NotRunning where no agent listens
 * @throws Refusal where it, or the portal, says no
 */
export async function askAgent<Data>(path: string, request: ControlRequest): Promise<Data> {
  const socket = connect(path);
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('The agent did not answer')));
  try {
    socket.write(`${JSON.stringify(request)}\n`);
    const answer = JSON.parse(await readLine(socket)) as ControlAnswer<Data>;
    if (!answer.ok) throw new Refusal(answer.code, answer.message);
    return answer.data;
  } catch (error) {
    if (isNobodyThere(error))
      throw new NotRunning('No agent is running with this identity: start it with `mydesk-agent run`');
    throw error;
  } finally {
    socket.destroy();
  }
}

/** Whether an agent listens there. */
export function isAnswering(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', error => {
      if (isNobodyThere(error)) resolve(false);
      else reject(error);
    });
  });
}

function isNobodyThere(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ECONNREFUSED';
}
