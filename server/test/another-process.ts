import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { WebSocket } from 'ws';
import { readConfig } from '../src/core/settings/config.ts';
import { newLog } from '../src/core/log.ts';
import { newDb } from '../src/db.ts';
import { Portal } from '../src/portal.ts';
import { AGENT_BUNDLE, ROOT_FOLDER } from './agent-bundle.ts';
import type { Device } from './devices.ts';
import { SELLER } from './seller.ts';
import { SocketClient } from './socket-client.ts';
import { type Answer, type Api, type Asker, headersOf } from './use-api.ts';

const PORTAL_URL = 'http://localhost:4000';

/** Another process of a spec's portal: on the same database, at the same time. */
export interface AnotherProcess {
  readonly portal: Portal;
  /** Runs an operation through its HTTP door. */
  as(asker: Asker, query: string, variables?: Record<string, unknown>): Promise<Answer<Record<string, unknown>>>;
  /** Opens a WebSocket to it that does not say yet who it is. */
  open(): Promise<SocketClient>;
  /** Opens a device's WebSocket to it, and resolves once that is let in. */
  socket(device: Device): Promise<SocketClient>;
}

/**
 * Gives the specs around it more processes. Their clockwork stands still: a spec takes each step. One that is to be dead
 * is simply not called any more.
 *
 * @returns the function that makes one; what it made is closed after the spec
 */
export function useProcesses(api: Api): (folders?: { agentFolder?: string }) => Promise<AnotherProcess> {
  const made: { portal: Portal; db: DataSource; sockets: SocketClient[]; dataDir: string }[] = [];

  afterEach(async () => {
    for (const { portal, db, sockets, dataDir } of made.splice(0)) {
      await Promise.all(sockets.map(socket => socket.close()));
      await portal.stop();
      await db.destroy();
      await rm(dataDir, { recursive: true });
    }
  });

  return async ({ agentFolder = AGENT_BUNDLE } = {}) => {
    const url = String((api.db.options as { url?: string }).url);
    const db = await newDb(url).initialize();
    const dataDir = await mkdtemp(join(tmpdir(), 'mydesk-process-'));
    const settings = { PORT: '0', PORTAL_URL, PORTAL_SECRET: 'unused, as the secrets are given: 32 or more' };
    const portal = await Portal.of({
      config: readConfig({ ...SELLER, ...settings, DATA_DIR: dataDir }),
      db,
      url,
      secrets: api.secrets,
      log: newLog('silent'),
      now: () => api.now,
      webFolder: '/nowhere',
      agentFolder,
      rootFolder: ROOT_FOLDER,
    });
    const sockets: SocketClient[] = [];
    made.push({ portal, db, sockets, dataDir });
    let address: Promise<string> | undefined;
    const process: AnotherProcess = {
      portal,
      async as(asker, query, variables) {
        const { body } = await portal.door.server.inject({
          method: 'POST',
          url: '/graphql',
          headers: { host: 'localhost:4000', ...headersOf(asker) },
          payload: { query, variables },
        });
        return JSON.parse(body) as Answer<Record<string, unknown>>;
      },
      async open() {
        address ??= portal.door.listen();
        const endpoint = `${(await address).replace('http', 'ws')}/graphql`;
        const socket = new SocketClient(new WebSocket(endpoint, 'graphql-transport-ws'));
        sockets.push(socket);
        return socket.opened();
      },
      async socket({ clientId, token }) {
        return (await process.open()).init({ authorization: `Client ${clientId}:${token}` });
      },
    };
    return process;
  };
}
