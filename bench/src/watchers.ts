// Many sockets of one account that watch the log, in a process of their own. Told to stop, it answers how long each event
// took to each socket, in milliseconds.
import { WebSocket } from 'ws';

interface Orders {
  readonly url: string;
  readonly cookie: string;
  readonly origin: string;
  readonly sockets: number;
}

/** The events of a frame: since when each was committed. Equal frames are read once. */
const read = new Map<string, readonly number[]>();
const latencies: number[] = [];

function hear(frame: string): void {
  const arrived = Date.now();
  let sent = read.get(frame);
  if (!sent) {
    const { payload } = JSON.parse(frame) as { payload: { data: { events: { data: { sentAtMs?: number } }[] } } };
    sent = payload.data.events.flatMap(({ data }) => (data.sentAtMs === undefined ? [] : [data.sentAtMs]));
    read.set(frame, sent);
  }
  for (const at of sent) latencies.push(arrived - at);
}

function watch({ url, cookie, origin }: Orders): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { origin, headers: { cookie } });
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('{"type":"connection_ack"')) {
        const query = 'subscription Watch { events { cursor type at clientId data } }';
        socket.send(JSON.stringify({ id: 'watch', type: 'subscribe', payload: { query } }));
        resolve();
      } else if (text.includes('"type":"next"')) hear(text);
      else if (text.includes('"type":"error"')) reject(new Error(text));
    });
  });
}

process.on('message', (orders: Orders | 'stop') => {
  if (orders === 'stop') {
    process.send?.(latencies, undefined, {}, () => process.exit(0));
    return;
  }
  void (async () => {
    for (let opened = 0; opened < orders.sockets; opened += 50) {
      await Promise.all(Array.from({ length: Math.min(50, orders.sockets - opened) }, () => watch(orders)));
    }
    process.send?.('watching');
  })();
});
