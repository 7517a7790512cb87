import 'reflect-metadata';
import { buildSchemaSync } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { WebSocket } from 'ws';
import { UserService } from '../src/account/user.service.ts';
import { authorize } from '../src/core/graphql/authorization.ts';
import { type Door, newDoor } from '../src/core/http/door.ts';
import { Operations } from '../src/core/graphql/operations.ts';
import { provideSources } from '../src/core/graphql/sources.ts';
import { newId } from '../src/core/ids.ts';
import { newLog } from '../src/core/log.ts';
import { DateTime } from '../src/core/graphql/scalars.ts';
import { Sockets } from '../src/core/socket/sockets.ts';
import { Reader } from '../src/core/postgres/sql.ts';
import { Right, type UserViewer } from '../src/core/viewer.ts';
import { DashboardResolver } from '../src/dashboard/dashboard.resolver.ts';
import { DashboardService } from '../src/dashboard/dashboard.service.ts';
import { newDb } from '../src/db.ts';
import { ActorKind } from '../src/events/actor.ts';
import { type BellWire, Doorbell } from '../src/events/bell/doorbell.ts';
import { EventLog } from '../src/events/event-log.ts';
import { EventType } from '../src/events/event-type.ts';
import { EventsResolver } from '../src/events/events.resolver.ts';
import { EventsService } from '../src/events/events.service.ts';
import { Hub } from '../src/events/feed/hub.ts';
import { Ledger } from '../src/events/ledger.ts';
import { Revoker } from '../src/events/live/revoker.ts';
import type { Run } from '../src/events/live/shared-execution.ts';
import { SharedSubscriptions } from '../src/events/live/shared-subscriptions.ts';
import { newTestDatabase } from './database.ts';
import { SocketClient } from './socket-client.ts';

const ALL = new Set(Object.values(Right).filter(right => right !== Right.DEVICE));

/** One process of the portal, as far as the log and what is live go. */
export interface LiveNode {
  readonly db: DataSource;
  readonly log: EventLog;
  readonly hub: Hub;
  readonly ledger: Ledger;
  readonly events: EventsService;
  readonly sockets: Sockets;
  readonly doorbell: Doorbell;
  readonly revoker: Revoker;
  readonly door: Door;
  /** Faults that nobody waited for. */
  readonly faults: unknown[];
  /** Executions of operations so far, shared ones counted once. */
  readonly runs: { count: number };
  /** Opens a WebSocket of the sign-in, which must be known to `signIn`. */
  socket(signInId: string): Promise<SocketClient>;
  /** A query as the sign-in would send it. */
  query(signInId: string, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { message: string; extensions: { code: string; details?: Record<string, unknown> } }[];
}

/** A database with processes on it, and those who are signed in. */
export interface LivePortal {
  readonly url: string;
  now: Date;
  /** The first process. */
  readonly node: LiveNode;
  /** Starts another process. @param wire to the others; none where rings are to be lost */
  start(wire?: (report: (fault: unknown) => void) => BellWire): Promise<LiveNode>;
  /** A new account, by its id. */
  account(): Promise<string>;
  /** Lets somebody sign in to the account, with every right or those given. Answers the sign-in's id. */
  signIn(accountId: string, rights?: ReadonlySet<Right>): string;
}

/** Gives the specs around it a database, one process on it, and noon of 1 June 2026. */
export function useLivePortal(): LivePortal {
  const viewers = new Map<string, UserViewer>();
  const nodes: LiveNode[] = [];
  const portal = {
    now: new Date('2026-06-01T12:00:00Z'),
    async start(wire) {
      const node = await newNode(portal.url, viewers, () => portal.now, wire);
      nodes.push(node);
      return node;
    },
    async account() {
      const id = newId();
      await portal.node.db.query(
        `INSERT INTO account (id, customer_number, name, email, contact_name, created_at) VALUES ($1, $2, 'Acme', 'a@example.com', 'Ada', $3)`,
        [id, id, portal.now],
      );
      await portal.node.db.query('INSERT INTO account_tally (account_id) VALUES ($1)', [id]);
      return id;
    },
    signIn(accountId, rights = ALL) {
      const signInId = newId();
      viewers.set(signInId, { kind: 'user', accountId, rights, userId: newId(), name: 'Ada', signInId });
      return signInId;
    },
  } as { -readonly [K in keyof LivePortal]: LivePortal[K] };
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await newTestDatabase();
    portal.url = database.url;
    drop = () => database.drop();
    portal.node = await portal.start();
  });
  afterAll(async () => {
    await Promise.all(nodes.map(node => node.stop()));
    await drop();
  });
  return portal;
}

async function newNode(
  url: string,
  viewers: ReadonlyMap<string, UserViewer>,
  now: () => Date,
  wire?: (report: (fault: unknown) => void) => BellWire,
): Promise<LiveNode> {
  const faults: unknown[] = [];
  const runs = { count: 0 };
  const report = (fault: unknown) => String(faults.push(fault));
  const db = await newDb(url).initialize();
  const reader = new Reader(db);
  const doorbell = new Doorbell(wire?.(report));
  const log = new EventLog(reader);
  const hub = new Hub(log, doorbell, report);
  const sockets = new Sockets();
  const revoker = new Revoker(hub, log, sockets, report);
  const events = new EventsService(log, hub);
  const dashboard = new DashboardResolver(new DashboardService(reader, hub, now), new UserService(db));
  const resolvers = [new EventsResolver(events), dashboard];
  const byClass = new Map<unknown, object>(resolvers.map(resolver => [resolver.constructor, resolver]));
  const schema = buildSchemaSync({
    resolvers: [EventsResolver, DashboardResolver],
    container: { get: resolver => byClass.get(resolver) },
    scalarsMap: [{ type: Date, scalar: DateTime }],
    authChecker: authorize,
    pubSub: { publish: () => undefined, subscribe: () => raise() },
    validate: { forbidUnknownValues: false },
  });
  provideSources(schema, resolvers);
  const operations = new Operations(schema);
  const run: Run = args => {
    runs.count++;
    return operations.run(args);
  };
  const door = await newDoor({
    config: {
      host: '127.0.0.1',
      port: 0,
      portalUrl: new URL('http://localhost:4000'),
      allowedOrigins: [],
      brand: 'Spec',
      trustProxy: 0,
    },
    log: newLog('silent'),
    operations,
    sockets,
    webFolder: '/nowhere',
    doorman: {
      userOf: async secret => viewers.get(secret) ?? null,
      callerOf: async () => null,
      holderOf: async () => null,
      stillHolds: () => true,
    },
    now,
    keeper: { connected: async viewer => viewer, alive: () => undefined, closed: () => undefined },
    subscribe: new SharedSubscriptions(run, revoker, report).subscribe,
  });
  const address = await door.listen();
  doorbell.start();
  hub.start();
  revoker.start();

  return {
    db,
    log,
    hub,
    ledger: new Ledger(db, now, doorbell),
    events,
    sockets,
    doorbell,
    revoker,
    door,
    faults,
    runs,
    async socket(signInId) {
      const headers = { cookie: `sid=${signInId}`, origin: 'http://localhost:4000' };
      const socket = new WebSocket(address.replace('http', 'ws') + '/graphql', 'graphql-transport-ws', { headers });
      return new SocketClient(socket).init();
    },
    async query(signInId, query, variables) {
      const { payload } = await door.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { cookie: `sid=${signInId}`, origin: 'http://localhost:4000' },
        payload: { query, variables },
      });
      return JSON.parse(payload) as Answer;
    },
    async stop() {
      await door.close();
      revoker.stop();
      hub.stop();
      await doorbell.stop();
      await db.destroy();
    },
  };
}

/** Appends events of a client to the log: `data.n` counts them, from `first`. */
export async function append(
  { ledger }: LiveNode,
  accountId: string,
  { first = 1, count = 1, clientId = '100000001', type = EventType.CLIENT_CHANGED, data = {} } = {},
): Promise<void> {
  await ledger.write(accountId, async entry => {
    for (let n = first; n < first + count; n++) {
      const actor = { kind: ActorKind.SYSTEM, id: null, name: null };
      entry.append({ accountId, type, actor, clientId, data: { ...data, n } });
    }
  });
}

/** Resolves once `isThere` says so; looked at again every few milliseconds. */
export async function until(isThere: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isThere())) await new Promise(resolve => setTimeout(resolve, 5));
}

function raise(): never {
  throw new Error('No subscription here has topics');
}
