/** What a WebSocket may use. */
export const SOCKET_LIMITS = {
  /** Bytes of one message. */
  messageBytes: 64 * 1024,
  /** Operations that one socket runs at once, subscriptions foremost. */
  subscriptions: 50,
  /** Messages and pings that one socket may send at once, and how many it regains in a second. */
  messages: 200,
  messagesPerSecond: 50,
  /** Sockets of one caller: an IPv4 address or an IPv6 /64. A whole fleet may stand behind one. */
  perCaller: 20_000,
  /** Of these, sockets that have not said who they are. */
  strangersPerCaller: 2_000,
  /** Sockets of one principal: a sign-in or a device. */
  perPrincipal: 2_000,
  /** Bytes that wait to be sent before a reader counts as too slow. */
  waitingBytes: 1024 * 1024,
} as const;

/** How long a WebSocket is waited for, in milliseconds. */
export interface SocketTimes {
  /** Until it says who it is. */
  readonly initMs: number;
  /** Between two pings, and until one must be answered. */
  readonly pingMs: number;
  /** Until it answers that it closes. */
  readonly closeMs: number;
}

export const SOCKET_TIMES: SocketTimes = { initMs: 3_000, pingMs: 10_000, closeMs: 3_000 };
