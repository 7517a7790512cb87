import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useTinyDoor } from '../../../test/tiny-door.ts';

const IS_LONG = process.env['TEST_LONG'] === '1';
const READERS = IS_LONG ? 200 : 40;
const MEGABYTE = 1_000_000;
const SIZE = (IS_LONG ? 30 : 2) * MEGABYTE;
/** The answers of all readers together are many times as much; a part for each reader on its way takes some. */
const MOST_MB = 250;

describe(`${READERS} downloads of one file at a time`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'crowd-'));
  const path = join(folder, 'kept.bin');
  const found = { fileName: 'kept.bin', type: 'application/octet-stream', content: { path } };
  const door = useTinyDoor({
    publicDownloads: { open: async () => ({ found, begin: () => () => undefined }) },
  });

  beforeAll(() => {
    writeFileSync(path, Buffer.alloc(SIZE, 7));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Reads all of it, and keeps nothing. */
  const read = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      get({ port, path: '/get/kept', headers: { host: 'localhost:4000' }, agent: false }, answer => {
        let bytes = 0;
        answer.on('data', (part: Buffer) => (bytes += part.length));
        answer.on('end', () => resolve(bytes));
        answer.on('error', reject);
      }).on('error', reject);
    });

  it('come whole, and take no more memory than a part of it for each', async () => {
    const { port } = door.server.server.address() as { port: number };
    const before = process.memoryUsage().rss;
    let most = before;
    const look = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
    const sizes = await Promise.all(Array.from({ length: READERS }, () => read(port)));
    clearInterval(look);

    expect(new Set(sizes)).toEqual(new Set([SIZE]));
    expect((most - before) / MEGABYTE).toBeLessThan(MOST_MB);
  });
});
