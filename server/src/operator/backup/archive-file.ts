import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../cli/refusals.ts';
import { damaged, type EntrySum, MANIFEST, type Manifest, readManifest } from './manifest.ts';
import { entriesOf, type TarEntry } from './tar.ts';

const MAX_MANIFEST_BYTES = 64 * 2 ** 20;

/** A backup in a file, which stays open so that both readings are of the same one. */
export class ArchiveFile {
  private constructor(private readonly handle: FileHandle) {}

  /** @throws Refusal NOT_FOUND */
  static async open(path: string): Promise<ArchiveFile> {
    try {
      return new ArchiveFile(await open(path, 'r'));
    } catch (cause) {
      const { code = 'unknown' } = cause as NodeJS.ErrnoException;
      throw new Refusal('NOT_FOUND', `${path} cannot be read (${code})`, 'Name the file that `backup` has written.');
    }
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  /** Reads it from the beginning, entry by entry; that, and reading an entry, throws Refusal BACKUP_DAMAGED. */
  entries(): AsyncGenerator<TarEntry> {
    return entriesOf(this.bytes());
  }

  /**
   * Reads all of it, and compares each part with what the manifest says of it.
   *
   * @throws Refusal BACKUP_DAMAGED where it is not byte for byte what was written
   */
  async check(): Promise<Manifest> {
    const sums: EntrySum[] = [];
    let manifest: Manifest | undefined;
    for await (const { path, size, content } of this.entries()) {
      if (manifest) throw damaged('Something stands behind its manifest');
      if (path === MANIFEST) manifest = readManifest(await textOf(size, content));
      else sums.push({ path, size, sha256: await hashOf(content) });
    }
    if (!manifest) throw damaged('It has no manifest');
    const isSame = (sum: EntrySum, place: number) =>
      (['path', 'size', 'sha256'] as const).every(field => manifest.entries[place]?.[field] === sum[field]);
    if (sums.length !== manifest.entries.length || !sums.every(isSame)) {
      throw damaged('A part of it is not what the manifest says');
    }
    return manifest;
  }

  private async *bytes(): AsyncGenerator<Buffer> {
    const unpacked = createGunzip();
    // What fails is thrown where the bytes are read.
    pipeline(this.handle.createReadStream({ start: 0, autoClose: false }), unpacked, () => undefined);
    try {
      for await (const part of unpacked) yield part as Buffer;
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      const isPacking = code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE';
      throw isPacking ? damaged(`It cannot be unpacked: ${message}`) : error;
    } finally {
      unpacked.destroy();
    }
  }
}

async function textOf(size: number, content: TarEntry['content']): Promise<string> {
  if (size > MAX_MANIFEST_BYTES) throw damaged('Its manifest is too large');
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function hashOf(content: TarEntry['content']): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of content) hash.update(part);
  return hash.digest('hex');
}
