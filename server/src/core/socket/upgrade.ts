import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import type { Access } from '../http/access.ts';

/** Why a WebSocket is refused before it exists, as an HTTP status; undefined where it may be opened. */
export function refusalOf({ url, headers, method }: IncomingMessage, access: Access): number | undefined {
  if (method !== 'GET' || url?.split('?')[0] !== '/graphql') return 404;
  if (!access.isKnownHost(headers.host)) return 421;
  // Browsers always say whose page it is. Two Origins arrive as one text, which is none that is allowed.
  if (headers.origin !== undefined && !access.isAllowedOrigin(headers.origin)) return 403;
  const protocols = headers['sec-websocket-protocol']?.split(',').map(protocol => protocol.trim());
  return protocols?.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? undefined : 400;
}

/** Why a request for a WebSocket is refused, in terms of HTTP. */
export interface Refusal {
  readonly status: number;
  readonly retryAfterSeconds?: number;
}

/** Answers a request for a WebSocket by an HTTP status, and ends the connection. */
export function refuseUpgrade(socket: Duplex, { status, retryAfterSeconds }: Refusal): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'connection: close',
    'content-length: 0',
    ...(retryAfterSeconds === undefined ? [] : [`retry-after: ${retryAfterSeconds}`]),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`, () => socket.destroy());
}
