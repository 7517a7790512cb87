import type { FastifyInstance } from 'fastify';
import { printSchema } from 'graphql';
import { newAddressOf } from '../address.ts';
import type { Config } from '../settings/config.ts';
import type { Clock } from '../context.ts';
import { FailedTries } from '../limits/failed-tries.ts';
import type { Operations } from '../graphql/operations.ts';
import type { Log } from '../log.ts';
import { Admission } from '../socket/admission.ts';
import { SOCKET_TIMES, type SocketTimes } from '../socket/limits.ts';
import type { SocketKeeper, SubscribeStrategy } from '../socket/live-socket.ts';
import { newProtocol, subscribeAlone } from '../socket/protocol.ts';
import { SocketDoor } from '../socket/socket-door.ts';
import type { Sockets } from '../socket/sockets.ts';
import type { Tickets } from '../secrets/tickets.ts';
import { Access } from './access.ts';
import type { Doorman } from './doorman.ts';
import { addDownloads, type DownloadSource } from '../download/download.ts';
import { askToLeave, drain } from './drain.ts';
import { addGraphql } from './graphql-route.ts';
import { addHealth, type Check } from './health.ts';
import { HttpContexts } from './http-context.ts';
import { freePlaces, Overload } from './overload.ts';
import { addPublicDownloads, type PublicSource } from '../download/public-download.ts';
import { addFallback, newServer } from './server.ts';
import { SignInCookie } from './sign-in-cookie.ts';
import { addUpload, type UploadSink } from './upload.ts';
import { addWebFiles } from './web-files.ts';

/** What the doors lead to. */
export interface Behind {
  readonly config: Pick<Config, 'host' | 'port' | 'portalUrl' | 'allowedOrigins' | 'brand' | 'trustProxy'>;
  readonly log: Log;
  readonly operations: Operations;
  readonly doorman: Doorman;
  readonly now: Clock;
  readonly keeper: SocketKeeper;
  readonly sockets: Sockets;
  /** What can be downloaded under `/my`, and the tickets that open it. */
  readonly downloads?: { readonly sources: readonly DownloadSource[]; readonly tickets: Tickets };
  /** What takes the files that are sent to `/upload`. */
  readonly uploads?: UploadSink;
  /** What can be downloaded under `/get` by whoever knows the address. */
  readonly publicDownloads?: PublicSource;
  /** How subscriptions run; each on its own by default. */
  readonly subscribe?: SubscribeStrategy;
  /** What must work for `/readyz`, by name. */
  readonly checks?: Readonly<Record<string, Check>>;
  /** The folder of the built web application. */
  readonly webFolder: string;
  readonly socketTimes?: SocketTimes;
  readonly overload?: Overload;
  /** Further doors: what machines call without GraphQL. */
  readonly addRoutes?: (server: FastifyInstance) => Promise<void> | void;
}

/** Every way into the portal: GraphQL by HTTP and WebSocket, health, the schema, and the web application. */
export interface Door {
  readonly server: FastifyInstance;
  /** Opens it, and answers its address. */
  listen(): Promise<string>;
  /** Closes it without losing a request: every socket is told to come back, every request answered. */
  close(): Promise<void>;
}

/** Builds the door; it stays shut until `listen`. */
export async function newDoor(behind: Behind): Promise<Door> {
  const { config, log, operations, doorman, keeper, sockets, checks = {}, socketTimes = SOCKET_TIMES } = behind;
  const isHttps = config.portalUrl.protocol === 'https:';
  const access = new Access(config.portalUrl, config.allowedOrigins);
  const cookie = new SignInCookie(isHttps);
  const addressOf = newAddressOf(config.trustProxy);
  const failedTries = new FailedTries();
  const overload = behind.overload ?? new Overload();
  let isStopping = false;

  const server = newServer(access, isHttps, log);
  askToLeave(server, () => isStopping);
  freePlaces(server, overload);
  addHealth(server, checks, () => isStopping);
  const contexts = new HttpContexts(doorman, cookie, addressOf, failedTries);
  await addGraphql(server, operations, contexts, overload, log);
  if (behind.downloads) {
    const { sources, tickets } = behind.downloads;
    addDownloads(server, sources, { contexts, doorman, tickets, overload, sockets });
  }
  if (behind.uploads) await addUpload(server, behind.uploads, { contexts, doorman, overload });
  if (behind.publicDownloads) {
    addPublicDownloads(server, behind.publicDownloads, { addressOf, failedTries, overload });
  }
  const schemaText = `${printSchema(operations.schema)}\n`;
  server.get('/schema.graphql', (_, reply) => reply.type('text/plain; charset=utf-8').send(schemaText));
  await behind.addRoutes?.(server);
  addFallback(server, await addWebFiles(server, behind.webFolder, config.brand));

  const admission = new Admission(doorman, keeper, sockets, failedTries, log, behind.now);
  const protocol = newProtocol(operations, admission, behind.subscribe ?? subscribeAlone, socketTimes.initMs, log);
  const parts = { access, cookie, addressOf, failedTries, admission, keeper, protocol, times: socketTimes, log };
  const socketDoor = new SocketDoor(parts);
  socketDoor.listenOn(server.server);
  await server.ready();

  return {
    server,
    listen: () => server.listen({ host: config.host, port: config.port }),
    async close() {
      isStopping = true;
      await Promise.all([socketDoor.stop(), drain(server)]);
      overload.stop();
    },
  };
}
