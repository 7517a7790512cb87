import { readConfig } from '../src/core/config.ts';
import { newLog } from '../src/core/log.ts';
import { newDb } from '../src/db.ts';
import { Portal } from '../src/portal.ts';
import type { MadeClient } from './make.ts';
import type { Answer, Api } from './use-api.ts';

/** Another process of the portal, on the same database and at the same time. */
export interface SecondPortal {
  readonly portal: Portal;
  /** Runs an operation of a device through the HTTP door of this process. */
  as<Data>(device: MadeClient, query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  stop(): Promise<void>;
}

/** Puts another process beside the one of the spec; it does nothing by itself. */
export async function newSecondPortal(api: Api): Promise<SecondPortal> {
  const { url } = api.db.options as unknown as { url: string };
  const db = await newDb(url).initialize();
  const portal = await Portal.of({
    config: readConfig({ PORT: '0', PORTAL_URL: 'http://localhost:4000' }),
    db,
    url,
    secrets: api.secrets,
    log: newLog('silent'),
    now: () => api.now,
    webFolder: '/nowhere',
  });
  return {
    portal,
    async as<Data>({ clientId, token }: MadeClient, query: string, variables?: Record<string, unknown>) {
      const { body } = await portal.door.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { host: 'localhost:4000', authorization: `Client ${clientId}:${token}` },
        payload: { query, variables },
      });
      return JSON.parse(body) as Answer<Data>;
    },
    async stop() {
      await portal.stop();
      await db.destroy();
    },
  };
}
