import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server as Protocol } from 'graphql-ws';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type AddressOf, blockOf } from '../address.ts';
import type { FailedTries } from '../limits/failed-tries.ts';
import type { Access } from '../http/access.ts';
import type { SignInCookie } from '../http/sign-in-cookie.ts';
import type { Log } from '../log.ts';
import type { Admission } from './admission.ts';
import { sendFrame } from './frame.ts';
import { SOCKET_LIMITS, type SocketTimes } from './limits.ts';
import { CLOSE, type SocketKeeper } from './live-socket.ts';
import { MessageBudget } from './message-budget.ts';
import type { Opening } from './open-socket.ts';
import { Places } from './places.ts';
import { keepPulse } from './pulse.ts';
import { type Refusal, refusalOf, refuseUpgrade } from './upgrade.ts';

/** What the door for WebSockets is made of. */
export interface SocketParts {
  readonly access: Access;
  readonly cookie: SignInCookie;
  readonly addressOf: AddressOf;
  readonly failedTries: FailedTries;
  readonly admission: Admission;
  readonly keeper: SocketKeeper;
  readonly protocol: Protocol<Opening>;
  readonly times: SocketTimes;
  readonly log: Log;
}

/** The door at `/graphql` for WebSockets. */
export class SocketDoor {
  private readonly server: WebSocketServer;
  private readonly callers = new Places(SOCKET_LIMITS.perCaller);
  private readonly strangers = new Places(SOCKET_LIMITS.strangersPerCaller);
  private isStopping = false;

  constructor(private readonly parts: SocketParts) {
    this.server = new WebSocketServer({
      noServer: true,
      maxPayload: SOCKET_LIMITS.messageBytes,
      perMessageDeflate: false,
      handleProtocols,
      closeTimeout: parts.times.closeMs,
      // Answered by ourselves, once the budget allows it.
      autoPong: false,
    } as ConstructorParameters<typeof WebSocketServer>[0]);
  }

  /** Takes requests for WebSockets from a web server. */
  listenOn(http: HttpServer): void {
    http.on('upgrade', (request, socket, head) => {
      socket.on('error', error => this.parts.log.debug({ err: error }, 'A connection failed'));
      void this.upgrade(request, socket, head);
    });
  }

  /** Tells every socket to come back, and resolves once all are closed: within `closeMs`, as those that do not answer are cut off. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const sockets = [...this.server.clients];
    const closed = sockets.map(socket => new Promise(resolve => socket.once('close', resolve)));
    for (const socket of sockets) socket.close(CLOSE.RESTART, 'The server restarts');
    await Promise.all(closed);
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const ip = this.parts.addressOf(request);
    const caller = blockOf(ip);
    const refusal = await this.refusalOf(request, caller);
    if (socket.destroyed) return;
    if (refusal ?? !this.callers.take(caller)) {
      refuseUpgrade(socket, refusal ?? { status: 429 });
      return;
    }

    socket.once('close', () => this.callers.give(caller));
    if (!this.strangers.take(caller)) {
      refuseUpgrade(socket, { status: 429 });
      return;
    }
    const settle = once(() => this.strangers.give(caller));
    socket.once('close', settle);
    this.server.handleUpgrade(request, socket, head, opened => this.open(opened, request, ip, settle));
  }

  private async refusalOf(request: IncomingMessage, caller: string): Promise<Refusal | undefined> {
    if (this.isStopping) return { status: 503, retryAfterSeconds: 1 };
    const status = refusalOf(request, this.parts.access);
    if (status !== undefined) return { status };
    const retryAfterSeconds = await this.parts.failedTries.waitSeconds(caller);
    return retryAfterSeconds > 0 ? { status: 429, retryAfterSeconds } : undefined;
  }

  private open(socket: WebSocket, { headers }: IncomingMessage, ip: string, settle: () => void): void {
    const { cookie, admission, keeper, protocol, times, log } = this.parts;
    const opening: Opening = {
      socket,
      origin: { ip, userAgent: (headers['user-agent'] ?? '').slice(0, 500) },
      secret: headers.origin === undefined ? undefined : cookie.in(headers.cookie),
      settle,
    };
    const budget = new MessageBudget(SOCKET_LIMITS.messages, SOCKET_LIMITS.messagesPerSecond);
    const isWithinBudget = () => {
      if (socket.readyState !== socket.OPEN) return false;
      if (budget.take()) return true;
      socket.close(CLOSE.TOO_MANY, 'Too many messages');
      return false;
    };

    socket.on('error', error => log.debug({ err: error, ip }, 'A socket failed'));
    socket.on('ping', data => isWithinBudget() && socket.pong(data));
    keepPulse(socket, times.pingMs, () => {
      if (opening.live?.viewer.kind === 'device') keeper.alive(opening.live.viewer);
    });
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: text => sendFrame(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: receive => {
          socket.on('message', (data: Buffer, isBinary) => {
            if (!isWithinBudget()) return;
            if (isBinary) {
              socket.close(CLOSE.BAD_REQUEST, 'Text only');
              return;
            }
            // What is not of the protocol rejects: every part of ours reports its faults by itself.
            receive(data.toString()).catch((error: unknown) => {
              log.debug({ err: error, ip }, 'A message is not of the protocol');
              socket.close(CLOSE.BAD_REQUEST, 'Invalid message received');
            });
          });
        },
      },
      opening,
    );
    socket.once('close', (code, reason) => {
      admission.leave(opening, code);
      void closed(code, reason.toString());
    });
  }
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) run();
    isDone = true;
  };
}
