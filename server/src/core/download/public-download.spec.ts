import { connect } from 'node:net';
import { until } from '../../../test/live-node.ts';
import { useTinyDoor } from '../../../test/tiny-door.ts';

describe('a public download', () => {
  let asked = 0;
  let ended = 0;
  let find: () => void = () => undefined;
  const isFound = new Promise<void>(resolve => (find = resolve));
  const found = { fileName: 'kept.txt', type: 'text/plain', content: () => 'kept' };
  const door = useTinyDoor({
    publicDownloads: {
      async open() {
        asked++;
        await isFound;
        return { found, begin: () => () => (ended += 1) };
      },
    },
  });
  const connections = () => new Promise<number>(resolve => door.server.server.getConnections((_, n) => resolve(n)));

  it('is over also where its reader has left before it was found', async () => {
    const { port } = door.server.server.address() as { port: number };
    const reader = connect(port, '127.0.0.1');
    reader.write('GET /get/kept HTTP/1.1\r\nhost: localhost:4000\r\n\r\n');
    await until(() => asked === 1);
    reader.destroy();
    await until(async () => (await connections()) === 0);

    find();

    await until(() => ended === 1);
    expect(ended).toBe(1);
  });
});
