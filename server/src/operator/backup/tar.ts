import { createHash } from 'node:crypto';
import { tarHeader } from '../../files/packaging/archive.ts';
import { damaged, type EntrySum } from './manifest.ts';

const BLOCK = 512;
/** What the twelve octal digits of a header can say. */
const MAX_SIZE = 8 ** 11 - 1;
const PRIVATE = 0o600;

/** A file in a tar, which is read as it goes by. */
export interface TarEntry {
  readonly path: string;
  /** In bytes, and exactly as many as come. */
  readonly size: number;
  readonly content: Iterable<Buffer> | AsyncIterable<Buffer>;
}

/**
 * The bytes of a tar. An entry is asked for when the one before has gone by, so that nothing is held in memory.
 *
 * @param gone is told each entry that has gone by
 * @throws Error where an entry is not as long as it says
 */
export async function* tarOf(entries: AsyncIterable<TarEntry>, gone: (sum: EntrySum) => void): AsyncGenerator<Buffer> {
  for await (const { path, size, content } of entries) {
    if (size > MAX_SIZE) throw new Error(`${path} is too large for a backup: 8 GiB or more`);
    yield tarHeader(path, size, PRIVATE);
    const hash = createHash('sha256');
    let length = 0;
    for await (const part of content) {
      length += part.length;
      hash.update(part);
      yield part;
    }
    if (length !== size) throw new Error(`${path} was changed while it was read`);
    yield Buffer.alloc(paddingOf(size));
    gone({ path, size, sha256: hash.digest('hex') });
  }
  yield Buffer.alloc(2 * BLOCK);
}

/**
 * The entries of a tar, one after the other. What is not read of one is passed over.
 *
 * @throws Refusal BACKUP_DAMAGED where it is none, or ends too early
 */
export async function* entriesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(bytes);
  for (;;) {
    const header = await reader.exactly(BLOCK);
    if (header.every(byte => byte === 0)) return;
    const { path, size } = readHeader(header);
    const content = reader.stretch(size);
    yield { path, size, content };
    await reader.pass(content);
    await reader.exactly(paddingOf(size));
  }
}

const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

function readHeader(header: Buffer): { path: string; size: number } {
  const text = (from: number, to: number) => header.toString('utf8', from, to).replace(/\0.*$/s, '');
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  const [said, size] = [Number.parseInt(text(148, 156), 8), Number.parseInt(text(124, 136), 8)];
  if (said !== sum || !Number.isSafeInteger(size)) throw damaged('It holds something that is no entry');
  const prefix = text(345, 500);
  return { path: prefix ? `${prefix}/${text(0, 100)}` : text(0, 100), size };
}

/** Reads so and so many bytes of what comes in pieces of any size. */
class ByteReader {
  private readonly source: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Buffer>) {
    this.source = bytes[Symbol.asyncIterator]();
  }

  async exactly(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.stretch(size)) parts.push(part);
    return Buffer.concat(parts);
  }

  /** The next bytes in pieces. Read to its end once; read again, it has nothing more. */
  stretch(size: number): AsyncIterable<Buffer> {
    let left = size;
    const next = async (): Promise<IteratorResult<Buffer, undefined>> => {
      if (left === 0) return { done: true, value: undefined };
      const value = await this.atMost(left);
      left -= value.length;
      return { done: false, value };
    };
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }

  /** Reads what is left of a stretch, and forgets it. */
  async pass(stretch: AsyncIterable<Buffer>): Promise<void> {
    const rest = stretch[Symbol.asyncIterator]();
    while (!(await rest.next()).done);
  }

  private async atMost(size: number): Promise<Buffer> {
    while (this.held.length === 0) {
      const next = await this.source.next();
      if (next.done) throw damaged('It ends too early');
      this.held = next.value;
    }
    const part = this.held.subarray(0, size);
    this.held = this.held.subarray(part.length);
    return part;
  }
}
