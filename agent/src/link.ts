import { type Client as GraphqlClient, createClient } from 'graphql-ws';
import { type ClientOptions, WebSocket } from 'ws';

import type { Clock } from './clock.ts';
import { COMMANDS, type Command, type CommandsData } from './operations.ts';
import { type GraphqlError, NotConnected, Refusal } from './refusal.ts';

// The server pings every 10 s; two missed and a half mean that it is gone, also where the network says nothing.
const SILENCE_MS = 25_000;
const HANDSHAKE_MS = 10_000;
const ANSWER_MS = 30_000;
const GOODBYE_MS = 1_000;

/** How a connection ended: a WebSocket close code, and what was said. */
export interface LinkEnd {
  code: number;
  reason: string;
}

export interface LinkOptions {
  /** Where GraphQL is spoken over a WebSocket. */
  url: string;
  /** What stands in `connection_init`. */
  hello: Record<string, unknown>;
  clock: Clock;
  webSocket?: ClientOptions;
}

/** One connection to the portal, from its opening to its end. It never reconnects: who holds it makes another. */
export class Link {
  /** True once the portal has let the device in; false where the connection ended before. */
  readonly opened: Promise<boolean>;
  /** Resolves when the connection is gone, for whatever reason. */
  readonly ended: Promise<LinkEnd>;

  private readonly client: GraphqlClient;
  private socket: WebSocket | undefined;
  private failure = '';
  private hasEnded = false;
  private stopWatching = (): void => undefined;

  constructor(private readonly options: LinkOptions) {
    let open!: (isOpen: boolean) => void;
    let end!: (end: LinkEnd) => void;
    this.opened = new Promise(resolve => (open = resolve));
    this.ended = new Promise(resolve => (end = resolve));

    this.client = createClient({
      url: options.url,
      connectionParams: options.hello,
      webSocketImpl: this.socketClass(),
      lazy: false,
      retryAttempts: 0,
      connectionAckWaitTimeout: HANDSHAKE_MS,
      // Each end is told by `closed`; without this the library prints it.
      onNonLazyError: () => undefined,
      on: {
        connected: () => {
          this.watch();
          open(true);
        },
        error: error => {
          this.failure = messageOf(error);
        },
        closed: event => {
          this.hasEnded = true;
          this.stopWatching();
          // Also keeps the library from opening another socket after a normal closure.
          this.dispose();
          open(false);
          const { code, reason } = event as LinkEnd;
          end({ code, reason: reason || this.failure });
        },
      },
    });
  }

  /**
   * Runs a query or mutation.
   *
   * @throws Refusal where the portal says no
   * @throws NotConnected where the connection ends first; an answer overdue by 30 s ends it
   */
  async request<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
    if (this.hasEnded) throw new NotConnected();

    const stopWaiting = this.options.clock.after(ANSWER_MS, () => {
      this.terminate();
    });
    return new Promise<Data>((resolve, reject) => {
      this.client.subscribe<Data>(
        { query, variables },
        {
          next: ({ data, errors }) => {
            if (errors?.length) reject(Refusal.of(errors));
            else resolve(data as Data);
          },
          error: error => {
            reject(failureOf(error));
          },
          // After an answer this changes nothing; without one the connection was lost.
          complete: () => {
            reject(new NotConnected());
          },
        },
      );
    }).finally(stopWaiting);
  }

  /** Hands on each command, to the end of the connection; a device to which none come is deaf, so without them it ends. */
  follow(onCommand: (command: Command) => void): void {
    this.client.subscribe<CommandsData>(
      { query: COMMANDS },
      {
        next: ({ data, errors }) => {
          if (data) onCommand(data.commands);
          else this.giveUp(messageOf(errors));
        },
        error: error => {
          this.giveUp(messageOf(error));
        },
        // Also the portal's way to say goodbye, so it has a moment to close the connection with a reason.
        complete: () => {
          this.endSoon();
        },
      },
    );
  }

  /** Says goodbye; what does not answer within a second is cut. */
  close(): void {
    if (this.hasEnded) return;
    this.endSoon();
    this.socket?.close(1000, 'Goodbye');
  }

  /** Cuts the connection without a goodbye. */
  terminate(): void {
    this.socket?.terminate();
  }

  private endSoon(): void {
    const stopWaiting = this.options.clock.after(GOODBYE_MS, () => {
      this.giveUp('the subscription to commands was ended');
    });
    void this.ended.then(stopWaiting);
  }

  private giveUp(why: string): void {
    if (this.hasEnded) return;
    this.failure = why;
    this.terminate();
  }

  private watch(): void {
    this.stopWatching();
    this.stopWatching = this.options.clock.after(SILENCE_MS, () => {
      this.giveUp(`the server was silent for ${String(SILENCE_MS / 1000)} s`);
    });
  }

  private dispose(): void {
    Promise.resolve(this.client.dispose()).catch(() => undefined);
  }

  private socketClass(): unknown {
    const { webSocket = {} } = this.options;
    const onMade = (socket: WebSocket): void => {
      this.socket = socket;
      const isAlive = (): void => {
        if (!this.hasEnded) this.watch();
      };
      socket.on('ping', isAlive).on('message', isAlive);
    };
    return class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols, { handshakeTimeout: HANDSHAKE_MS, perMessageDeflate: false, ...webSocket });
        onMade(this);
      }
    };
  }
}

function failureOf(error: unknown): Error {
  return Array.isArray(error) ? Refusal.of(error as GraphqlError[]) : new NotConnected(messageOf(error));
}

function messageOf(error: unknown): string {
  const first: unknown = Array.isArray(error) ? error[0] : error;
  if (typeof first !== 'object' || first === null) return '';
  const { message, reason } = first as { message?: unknown; reason?: unknown };
  return [message, reason].find((text): text is string => typeof text === 'string' && text !== '') ?? '';
}
