// Many sockets of one account that watch the log, in a process of their own. Told to stop, it answers each event's number
// and the moment of its arrival, by turns, for each socket.
import { WebSocket } from 'ws';

interface Orders {
  readonly url: string;
  readonly cookie: string;
  readonly origin: string;
  readonly sockets: number;
}

/** The newest frames, and the numbers of their events. Equal frames are read once. */
const recent: { frame: Buffer; numbers: readonly number[] }[] = [];
const KEPT_FRAMES = 8;
const arrivals: number[] = [];

function hear(frame: Buffer): void {
  const arrived = Date.now();
  let known = recent.find(one => one.frame.equals(frame));
  if (!known) {
    const { payload } = JSON.parse(frame.toString()) as Frame;
    const events = payload.data.events.flatMap(({ data }) => (data.number === undefined ? [] : [data.number]));
    recent.unshift((known = { frame, numbers: events }));
    recent.splice(KEPT_FRAMES);
  }
  for (const number of known.numbers) arrivals.push(number, arrived);
}

interface Frame {
  readonly payload: {
    readonly data: { readonly events: readonly { readonly data: { readonly number?: number } }[] };
  };
}

const NEXT = Buffer.from('{"id":"watch","type":"next"');

function watch({ url, cookie, origin }: Orders): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { origin, headers: { cookie } });
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      if (data.subarray(0, NEXT.length).equals(NEXT)) {
        hear(data);
        return;
      }
      const text = data.toString();
      if (text.startsWith('{"type":"connection_ack"')) {
        const query = 'subscription Watch { events { cursor type at clientId data } }';
        socket.send(JSON.stringify({ id: 'watch', type: 'subscribe', payload: { query } }));
        resolve();
      } else if (text.includes('"type":"error"')) reject(new Error(text));
    });
  });
}

process.on('message', (orders: Orders | 'stop') => {
  if (orders === 'stop') {
    process.send?.(Float64Array.from(arrivals), undefined, {}, () => process.exit(0));
    return;
  }
  void (async () => {
    for (let opened = 0; opened < orders.sockets; opened += 50) {
      await Promise.all(Array.from({ length: Math.min(50, orders.sockets - opened) }, () => watch(orders)));
    }
    process.send?.('watching');
  })();
});
