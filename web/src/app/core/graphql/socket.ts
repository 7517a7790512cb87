import { DOCUMENT, inject } from '@angular/core';
import { type Client, createClient } from 'graphql-ws';
import { Connection } from './connection';
import { newOperationIds } from './operation-ids';
import { RETRY_WAIT } from '../retry-wait';

const PING_MS = 10_000;
const PONG_MS = 5_000;
const ACKNOWLEDGE_MS = 10_000;
/** The socket outlives its last subscription by this, so that going from page to page does not open a new one. */
const LINGER_MS = 3_000;
const NORMAL_CLOSURE = 1000;
/** The server ends the sockets of a sign-in that has ended with one of these. */
const SIGNED_OUT_CLOSURES = [4401, 4403];

/** The WebSocket for subscriptions, which tells `Connection` what happens to it. Call it where `inject` may be called. */
export function newSocket(): Client {
  const connection = inject(Connection);
  const waitMs = inject(RETRY_WAIT);
  const window = inject(DOCUMENT).defaultView;
  let pongTimer: ReturnType<typeof setTimeout> | undefined;

  /** Waits, but no longer than until the browser says that there is a network again. */
  const retryWait = (attempt: number) =>
    new Promise<void>(resolve => {
      const go = () => {
        clearTimeout(timer);
        window?.removeEventListener('online', go);
        resolve();
      };
      const timer = setTimeout(go, waitMs(attempt));
      window?.addEventListener('online', go);
    });

  const client = createClient({
    url: socketUrl(window?.location),
    lazy: true,
    lazyCloseTimeout: LINGER_MS,
    keepAlive: PING_MS,
    connectionAckWaitTimeout: ACKNOWLEDGE_MS,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait,
    generateID: newOperationIds(),
    on: {
      connecting: () => connection.connecting(),
      connected: () => connection.connected(new Date()),
      message: () => connection.confirmed(new Date()),
      ping: isReceived => {
        // A half-open connection looks alive until somebody asks: close() would wait for an answer, terminate() does not.
        if (!isReceived) pongTimer = setTimeout(() => client.terminate(), PONG_MS);
      },
      pong: isReceived => {
        if (isReceived) clearTimeout(pongTimer);
      },
      closed: event => {
        clearTimeout(pongTimer);
        const { code } = event as CloseEvent;
        if (code === NORMAL_CLOSURE) connection.rested();
        else connection.lost();
        if (SIGNED_OUT_CLOSURES.includes(code)) connection.refused();
      },
    },
  });
  window?.addEventListener('offline', () => client.terminate());
  return client;
}

function socketUrl(location: Location | undefined): string {
  return `${location?.protocol === 'https:' ? 'wss' : 'ws'}://${location?.host ?? 'localhost'}/graphql`;
}
