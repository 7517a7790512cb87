import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { WebSocket } from 'ws';
import { readConfig } from '../src/core/settings/config.ts';
import { newLog } from '../src/core/log.ts';
import { Secrets } from '../src/core/secrets/secrets.ts';
import type { SocketTimes } from '../src/core/socket/limits.ts';
import { newDb } from '../src/db.ts';
import { Portal } from '../src/portal.ts';
import { AGENT_BUNDLE, ROOT_FOLDER } from './agent-bundle.ts';
import { newTestDatabase } from './database.ts';
import { SELLER } from './seller.ts';
import { SocketClient } from './socket-client.ts';

/** Who asks: a stranger, a person by the secret of a sign-in, a tool by its API token, or a device by its credential. */
export type Asker =
  | null
  | { readonly secret: string }
  | { readonly bearer: string }
  | { readonly clientId: string; readonly token: string };

/** What came back over the wire. */
export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { message: string; path?: unknown[]; extensions: { code: string; details?: object } }[];
}

/** A portal of a spec's own. */
export interface Api {
  readonly db: DataSource;
  readonly portal: Portal;
  readonly secrets: Secrets;
  /** What the portal takes for the present. Set it to let time pass. */
  now: Date;
  /** Lines that the portal has logged. */
  readonly lines: readonly string[];
  /** Runs an operation through the HTTP door. */
  as<Data = Record<string, unknown>>(
    asker: Asker,
    source: string,
    variables?: Record<string, unknown>,
  ): Promise<Answer<Data>>;
  /** The codes by which an operation is refused; none where it is not. */
  refusals(asker: Asker, source: string, variables?: Record<string, unknown>): Promise<string[]>;
  /** Fetches an address of the portal. */
  get(url: string, asker?: Asker): Promise<{ status: number; headers: Record<string, unknown>; body: string }>;
  /** Opens the portal's port, and answers its address. */
  listen(): Promise<string>;
  /** Opens a WebSocket, says who asks, and resolves once it is let in. Closed after the spec. */
  socket(asker: Asker, params?: Record<string, unknown>): Promise<SocketClient>;
}

interface Options {
  /** Whether what goes on by itself does so. By default a spec calls each step. */
  readonly isStarted?: boolean;
  readonly socketTimes?: SocketTimes;
  /** Settings that differ from those of other specs. */
  readonly settings?: Readonly<Record<string, string>>;
}

const ENVIRONMENT = {
  ...SELLER,
  PORT: '0',
  PORTAL_URL: 'http://localhost:4000',
  PORTAL_SECRET: 'a secret of specs, which is 32 or more',
};
const START = '2026-06-01T12:00:00Z';

/** Gives the specs around it a portal of their own on a new database, at noon of 1 June 2026 before each. */
export function useApi({ isStarted = false, socketTimes, settings }: Options = {}): Api {
  const api = { lines: [] as string[] } as { -readonly [K in keyof Api]: Api[K] } & { lines: string[] };
  const sockets: SocketClient[] = [];
  let close: () => Promise<void>;
  let address: Promise<string> | undefined;

  beforeAll(async () => {
    api.now = new Date(START);
    const dataDir = mkdtempSync(join(tmpdir(), 'mydesk-spec-'));
    const config = readConfig({ ...ENVIRONMENT, DATA_DIR: dataDir, ...settings });
    const database = await newTestDatabase();
    api.db = await newDb(database.url).initialize();
    api.secrets = await Secrets.load(config);
    api.portal = await Portal.of({
      config,
      db: api.db,
      url: database.url,
      secrets: api.secrets,
      log: newLog('debug', { write: line => api.lines.push(line) }),
      now: () => api.now,
      webFolder: '/nowhere',
      agentFolder: AGENT_BUNDLE,
      rootFolder: ROOT_FOLDER,
      ...(socketTimes && { socketTimes }),
    });
    if (isStarted) await api.portal.start();
    close = async () => {
      await api.portal.stop();
      await api.db.destroy();
      await database.drop();
      rmSync(dataDir, { recursive: true });
    };
  });
  beforeEach(() => {
    api.now = new Date(START);
    api.lines.splice(0);
  });
  afterEach(() => Promise.all(sockets.splice(0).map(socket => socket.close())));
  afterAll(() => close());

  api.as = async <Data>(asker: Asker, query: string, variables?: Record<string, unknown>) => {
    const response = await api.portal.door.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { host: 'localhost:4000', ...headersOf(asker) },
      payload: { query, variables },
    });
    return JSON.parse(response.body) as Answer<Data>;
  };
  api.refusals = async (asker, query, variables) =>
    ((await api.as(asker, query, variables)).errors ?? []).map(({ extensions }) => extensions.code);
  api.get = async (url, asker = null) => {
    const headers = { host: 'localhost:4000', ...headersOf(asker) };
    const { statusCode: status, headers: shown, body } = await api.portal.door.server.inject({ url, headers });
    return { status, headers: shown, body };
  };
  api.listen = () => (address ??= api.portal.door.listen());
  api.socket = async (asker, params) => {
    const url = `${(await api.listen()).replace('http', 'ws')}/graphql`;
    const headers = asker && 'secret' in asker ? { ...headersOf(asker), origin: ENVIRONMENT.PORTAL_URL } : {};
    const socket = new SocketClient(new WebSocket(url, 'graphql-transport-ws', { headers }));
    sockets.push(socket);
    return socket.init({ ...(asker && !('secret' in asker) && headersOf(asker)), ...params });
  };
  return api;
}

/** How the HTTP door is told who asks. */
export function headersOf(asker: Asker): Record<string, string> {
  if (!asker) return {};
  if ('secret' in asker) return { cookie: `sid=${asker.secret}` };
  return { authorization: 'bearer' in asker ? `Bearer ${asker.bearer}` : `Client ${asker.clientId}:${asker.token}` };
}
