// Writes a .br and a .gz beside each text of the folder that is named, for the server to send as they are.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

/** Smaller ones fit into a packet anyway. */
const WORTH_IT_BYTES = 1_000;

const folder = process.argv[2] ?? '.';
const texts = (await readdir(folder, { recursive: true })).filter(name => /\.(js|css|json|svg|txt)$/.test(name));

await Promise.all(
  texts.map(async name => {
    const path = join(folder, name);
    const content = await readFile(path);
    if (content.length < WORTH_IT_BYTES) return;
    await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
    await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
  }),
);
