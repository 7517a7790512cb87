import { WebSocket } from 'ws';
import { ApiError } from '../src/core/errors.ts';
import { Operations } from '../src/core/graphql/operations.ts';
import { type Behind, type Door, newDoor } from '../src/core/http/door.ts';
import { newLog } from '../src/core/log.ts';
import { CLOSE, type LiveSocket } from '../src/core/socket/live-socket.ts';
import { Sockets } from '../src/core/socket/sockets.ts';
import { type DeviceViewer, principalKey, Right, type UserViewer } from '../src/core/viewer.ts';
import { tinySchema } from './tiny-schema.ts';

export const PORTAL = 'http://localhost:4000';
export const USER_COOKIE = 'sid=known';

const user: UserViewer = {
  kind: 'user',
  accountId: 'a',
  rights: new Set([Right.FILES_READ]),
  userId: 'u',
  name: 'Ada',
  signInId: 's',
};
const device = (clientId: string): DeviceViewer =>
  ({ kind: 'device', accountId: 'a', rights: new Set(), clientId }) as unknown as DeviceViewer;

/** A door that leads to a schema of no domain, with all that a spec looks at. */
export interface TinyDoor extends Door {
  readonly sockets: Sockets;
  /** Lines that the door has logged. */
  readonly lines: string[];
  /** What the keeper of presence was told: `connected 1`, `closed 1`. */
  readonly kept: string[];
  /** Opens a WebSocket as a program (no Origin) or as a page would. */
  open(options?: { headers?: Record<string, string>; protocol?: string | string[]; path?: string }): WebSocket;
}

/** One user (cookie `sid=known`), devices by `Client <number>:good`, and a removed one (`Client removed:good`). */
export async function newTinyDoor(behind: Partial<Behind> = {}): Promise<TinyDoor> {
  const sockets = new Sockets();
  const lines: string[] = [];
  const kept: string[] = [];
  const latest = new Map<string, LiveSocket>();
  const door = await newDoor({
    config: {
      host: '127.0.0.1',
      port: 0,
      portalUrl: new URL(PORTAL),
      allowedOrigins: [],
      brand: 'Tiny',
      trustProxy: 0,
    },
    log: newLog('debug', { write: line => void lines.push(line) }),
    operations: new Operations(tinySchema),
    sockets,
    webFolder: '/nowhere',
    doorman: {
      userOf: async secret => (secret === 'known' ? user : null),
      callerOf: async authorization => {
        const [, id, token] = /^Client (\w+):(\w+)$/.exec(authorization) ?? [];
        if (id === 'removed') throw new ApiError('NOT_FOUND', 'No such client');
        if (id === 'broken') throw new Error('select token from /srv/app/secret.ts');
        return id && token === 'good' ? device(id) : null;
      },
      holderOf: async (accountId, principal) => {
        return accountId === user.accountId && principal === principalKey(user) ? user : null;
      },
      stillHolds: () => true,
    },
    now: () => new Date(),
    keeper: {
      connected: async (viewer, socket) => {
        latest.get(viewer.clientId)?.close(CLOSE.SUPERSEDED, 'Superseded');
        latest.set(viewer.clientId, socket);
        kept.push(`connected ${viewer.clientId}`);
        return { ...viewer, epoch: '1' };
      },
      alive: () => undefined,
      closed: ({ clientId }) => void kept.push(`closed ${clientId}`),
    },
    ...behind,
  });
  let address = '';
  return {
    ...door,
    sockets,
    lines,
    kept,
    async listen() {
      address = await door.listen();
      return address;
    },
    open({ headers = {}, protocol = 'graphql-transport-ws', path = '/graphql' } = {}) {
      return new WebSocket(address.replace('http', 'ws') + path, protocol, { headers, perMessageDeflate: false });
    },
  };
}

/** Gives the specs around it a door that is open. */
export function useTinyDoor(behind: Partial<Behind> = {}): TinyDoor {
  const door = {} as TinyDoor;
  beforeAll(async () => {
    Object.assign(door, await newTinyDoor(behind));
    await door.listen();
  });
  afterAll(() => door.close());
  return door;
}
