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

/** Answers a request for a WebSocket by an HTTP status, and ends the connection. */
export function refuseUpgrade(socket: Duplex, status: number, headers: Readonly<Record<string, string>> = {}): void {
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': '0' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n`, () => socket.destroy());
}
