import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const NAME = /^rustdesk[\w.-]*\.exe$/i;
/** By which every program for Windows begins. */
const MAGIC = Buffer.from('MZ');

/** A stock installer that the operator has put into the base folder. */
export interface StockInstaller {
  readonly path: string;
  /** What the operator has called it. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Looks after the base folder: what of others the operator lets people download. */
export class StockInstallers {
  private known: { readonly stamp: string; readonly installer: StockInstaller } | undefined;

  constructor(private readonly folder: string) {}

  /** The RustDesk installer for Windows, the last by name where there are several; null where there is none. */
  async windows(): Promise<StockInstaller | null> {
    const names = (await readdir(this.folder).catch(() => [])).filter(name => NAME.test(name)).sort();
    const name = names.at(-1);
    if (name === undefined) return null;

    const path = join(this.folder, name);
    const file = await stat(path);
    const stamp = `${name} ${file.size} ${file.mtimeMs}`;
    if (this.known?.stamp === stamp) return this.known.installer;
    if (!file.isFile() || !(await beginsWith(path, MAGIC))) return null;

    const installer = { path, name, sizeBytes: file.size, sha256: await sha256Of(path) };
    this.known = { stamp, installer };
    return installer;
  }
}

async function beginsWith(path: string, magic: Buffer): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.equals(magic);
  } finally {
    await file.close();
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
